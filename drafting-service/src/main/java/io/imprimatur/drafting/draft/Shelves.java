package io.imprimatur.drafting.draft;

import io.imprimatur.events.Text;
import io.imprimatur.kit.Forbidden;
import io.imprimatur.kit.Invalid;
import io.imprimatur.kit.people.Person;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads what a list is asked to be of. */
final class Shelves {

  private static final int LONGEST_Q = 100;

  /** The names of all states. */
  static final List<String> STATES =
      Stream.concat(
              Arrays.stream(Writing.Since.values()).map(s -> new Writing(null, s)),
              Stream.of(
                  new UnderReview(null),
                  new TakingBack(null),
                  new Approved(null),
                  new Published(null),
                  new Withdrawn(null)))
          .map(Draft::state)
          .distinct()
          .toList();

  private Shelves() {}

  static Shelf of(Person reader, House house, Filter filter) {
    Optional<String> section = filter.section();
    section.ifPresent(
        s -> {
          if (!house.hasSection(s)) {
            throw new Invalid("section", "is none of the office's sections");
          }
          if (!reader.mayIn(s)) {
            throw new Forbidden("You don\'t write for the section %s.".formatted(s))
                .coded("other-section", s);
          }
        });
    filter
        .state()
        .ifPresent(
            s -> {
              if (!STATES.contains(s)) {
                throw new Invalid("state", "must be one of " + String.join(", ", STATES));
              }
            });
    filter
        .language()
        .ifPresent(
            l -> {
              if (!Text.LANGUAGES.contains(l)) {
                throw new Invalid("language", "must be zh or en");
              }
            });
    if (filter.q().orElse("").length() > LONGEST_Q) {
      throw new Invalid("q", "has more than %d characters".formatted(LONGEST_Q));
    }
    Optional<Set<String>> sections =
        section
            .map(Set::of)
            .or(() -> reader.everywhere() ? Optional.empty() : Optional.of(reader.sections()));
    return new Shelf(
        filter.mine() ? Optional.of(reader.id()) : Optional.empty(),
        sections,
        filter.state(),
        filter.language(),
        filter.q());
  }
}
