package io.imprimatur.events;

import static io.imprimatur.events.Required.nonBlank;

/**
 * A name in both languages of the office.
 *
 * @param zh the Chinese name
 * @param en the English name
 */
public record LocalName(String zh, String en) {
  public LocalName {
    nonBlank("zh", zh);
    nonBlank("en", en);
  }

  /** The name in a language, {@code zh} or {@code en}; any other language reads English. */
  public String in(String language) {
    return "zh".equals(language) ? zh : en;
  }
}
