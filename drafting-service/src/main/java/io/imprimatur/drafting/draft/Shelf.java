package io.imprimatur.drafting.draft;

import java.util.Optional;
import java.util.Set;

/**
 * Which articles a list is of.
 *
 * @param writer the id of a person who had a hand in them; nothing where it does not matter
 * @param sections the reader's own; nothing where they are all of the office's
 * @param state as {@link Draft#state} calls it
 * @param q part of the title, upper and lower case alike
 */
public record Shelf(
    Optional<String> writer,
    Optional<Set<String>> sections,
    Optional<String> state,
    Optional<String> language,
    Optional<String> q) {}
