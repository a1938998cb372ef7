package io.imprimatur.events;

import static io.imprimatur.events.Required.nonBlank;

/**
 * A member of staff as events name them.
 *
 * @param id the {@code sub} claim of the person's token (OpenID Connect Core 1.0, section 2)
 * @param name the name shown to colleagues
 */
public record Person(String id, String name) {
  public Person {
    nonBlank("id", id);
    nonBlank("name", name);
  }
}
