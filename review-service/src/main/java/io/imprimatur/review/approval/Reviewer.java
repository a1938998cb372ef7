package io.imprimatur.review.approval;

import io.imprimatur.events.Person;
import java.util.Set;

/**
 * Somebody who looks at reviews, with what they may do.
 *
 * @param roles as their token names them
 * @param sections where the roles hold; {@code *} is everywhere
 */
public record Reviewer(Person person, Set<String> roles, Set<String> sections) {

  private static final String ADMINISTRATOR = "administrator";
  private static final String EVERYWHERE = "*";

  public Reviewer {
    roles = Set.copyOf(roles);
    sections = Set.copyOf(sections);
  }

  public String id() {
    return person.id();
  }

  public boolean everywhere() {
    return sections.contains(EVERYWHERE);
  }

  boolean holds(String group, String section) {
    return roles.contains(group) && (everywhere() || sections.contains(section));
  }

  public boolean isAdministrator() {
    return roles.contains(ADMINISTRATOR);
  }

  /** Whether the round's route names a group that they hold in its section. */
  boolean maySee(Round round) {
    return round.route().stream().anyMatch(s -> holds(s.group(), round.subject().section()));
  }
}
