package io.imprimatur.notification.subscription.web;

import io.imprimatur.kit.office.Office;
import io.imprimatur.notification.subscription.Address;
import io.imprimatur.notification.subscription.Interest;
import io.imprimatur.notification.subscription.NoAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What somebody asked for, read strictly, with everything that is wrong about it at once.
 *
 * @param address nothing where it is none
 * @param wishes empty where sections or language are wrong
 */
record Wanted(Optional<Address> address, Set<Interest> wishes, List<Fault> faults) {

  static final Set<String> LANGUAGES = Set.of("en", "zh");
  static final int MOST_SECTIONS = 100;

  /** What was asked for is right, but its network asks too often. */
  static final Fault TOO_MANY =
      new Fault("address", "fault.too-many", "comes from a network that asks too often");

  /**
   * @param field as the sender calls it
   * @param code of the sentence for people
   * @param words for programs
   */
  record Fault(String field, String code, String words) {}

  static Wanted read(Office office, String address, List<String> sections, String language) {
    List<Fault> faults = new ArrayList<>();
    Optional<Address> read = address(address, faults);
    checkSections(office, sections, faults);
    if (language == null || !LANGUAGES.contains(language)) {
      faults.add(new Fault("language", "fault.language", "must be zh or en"));
    }
    Set<Interest> wishes = new TreeSet<>();
    if (faults.stream().allMatch(f -> f.field().equals("address"))) {
      if (sections.contains(Interest.EVERY_SECTION)) {
        wishes.add(new Interest(Interest.EVERY_SECTION, language));
      } else {
        sections.forEach(section -> wishes.add(new Interest(section, language)));
      }
    }
    return new Wanted(read, wishes, faults);
  }

  private static Optional<Address> address(String typed, List<Fault> faults) {
    try {
      return Optional.of(Address.of(typed));
    } catch (NoAddress e) {
      faults.add(new Fault("address", "fault.address." + e.fault().name(), e.getMessage()));
      return Optional.empty();
    }
  }

  private static void checkSections(Office office, List<String> sections, List<Fault> faults) {
    if (sections == null || sections.isEmpty()) {
      faults.add(
          new Fault(
              "sections",
              "fault.sections.none",
              "must name at least one section, or be [\"*\"] for all"));
      return;
    }
    if (sections.size() > MOST_SECTIONS) {
      faults.add(
          new Fault(
              "sections",
              "fault.sections.many",
              "must name at most " + MOST_SECTIONS + " sections"));
      return;
    }
    for (int i = 0; i < sections.size(); i++) {
      String id = sections.get(i);
      if (!Interest.EVERY_SECTION.equals(id) && (id == null || office.section(id).isEmpty())) {
        faults.add(
            new Fault(
                "sections[" + i + "]",
                "fault.sections.unknown",
                "must be one of " + String.join(", ", office.sectionIds()) + ", or * for all"));
      }
    }
  }
}
