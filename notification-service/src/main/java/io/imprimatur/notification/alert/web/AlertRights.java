package io.imprimatur.notification.alert.web;

import io.imprimatur.kit.people.Person;
import io.imprimatur.kit.people.Roles;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;

/**
 * Who may see and do what with alerts, by program and by page alike: publishers in their sections,
 * administrators in all. To let an old article's alert go is an operator's decision, so it takes an
 * administrator.
 */
final class AlertRights {

  private AlertRights() {}

  static void see(Person person) {
    Roles.require(person, Roles.PUBLISHER, Roles.ADMINISTRATOR);
  }

  static void release(Person person) {
    Roles.require(person, Roles.ADMINISTRATOR);
  }

  static boolean mayRelease(Person person) {
    return person.has(Roles.ADMINISTRATOR);
  }

  static boolean seesAll(Person person) {
    return person.has(Roles.ADMINISTRATOR) || person.everywhere();
  }

  static Predicate<String> visible(Person person) {
    return section -> seesAll(person) || person.mayIn(section);
  }

  /**
   * The sections of a list: the one that is asked for where the person may see it, else all those.
   *
   * @param asked null or empty for no choice
   * @return null for all sections
   */
  static Collection<String> sections(Person person, String asked) {
    if (asked != null && !asked.isBlank()) {
      return visible(person).test(asked) ? List.of(asked) : List.of();
    }
    return seesAll(person) ? null : person.sections();
  }
}
