package io.imprimatur.drafting.draft;

import java.util.Optional;

/**
 * Which articles a reader asks for. Blank is as good as nothing.
 *
 * @param mine only those that the reader made, submitted or edited since the last publication
 * @param section a section's id
 * @param state as {@link Draft#state} calls it
 * @param q part of the title
 */
public record Filter(
    boolean mine,
    Optional<String> section,
    Optional<String> state,
    Optional<String> language,
    Optional<String> q) {

  public Filter {
    section = section.filter(s -> !s.isBlank());
    state = state.filter(s -> !s.isBlank());
    language = language.filter(s -> !s.isBlank());
    q = q.filter(s -> !s.isBlank());
  }

  /** The same articles in one state. */
  Filter in(String only) {
    return new Filter(mine, section, Optional.of(only), language, q);
  }
}
