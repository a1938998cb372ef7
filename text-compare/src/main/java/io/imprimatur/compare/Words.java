package io.imprimatur.compare;

import java.util.Locale;

/**
 * What changed between two plain texts: titles, summaries, notes.
 *
 * @param html the text, escaped, with {@code ins} and {@code del} around words that came or went
 * @param changes how many runs of words changed
 */
public record Words(String html, int changes) {

  /** Compares two texts. Null counts as an empty one. */
  public static Words between(String before, String after, Locale language) {
    Marked marked =
        RunDiff.of(
            Run.plain(before == null ? "" : before),
            Run.plain(after == null ? "" : after),
            language,
            new Effort());
    return new Words(marked.html(), marked.changes());
  }

  public boolean same() {
    return changes == 0;
  }
}
