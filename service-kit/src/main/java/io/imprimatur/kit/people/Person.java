package io.imprimatur.kit.people;

import java.util.Set;

/**
 * Somebody who signed in, as the token says (OpenID Connect Core 1.0).
 *
 * @param id the {@code sub} claim
 * @param name the name shown to colleagues
 * @param roles see {@link Roles}
 * @param sections ids of the sections in which the roles hold; {@code *} is all of them
 * @param email may be null
 * @param locale the language for pages, as a BCP 47 tag; may be null
 */
public record Person(
    String id, String name, Set<String> roles, Set<String> sections, String email, String locale) {

  /** Stands for every section. */
  public static final String EVERYWHERE = "*";

  public Person {
    roles = Set.copyOf(roles);
    sections = Set.copyOf(sections);
  }

  public boolean has(String role) {
    return roles.contains(role);
  }

  /** Whether the person's roles hold in a section. */
  public boolean mayIn(String section) {
    return everywhere() || sections.contains(section);
  }

  /** Whether the person's roles hold in every section. */
  public boolean everywhere() {
    return sections.contains(EVERYWHERE);
  }
}
