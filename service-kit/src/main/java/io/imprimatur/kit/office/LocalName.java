package io.imprimatur.kit.office;

/**
 * Words in both languages of the office.
 *
 * @param zh Chinese
 * @param en English
 */
public record LocalName(String zh, String en) {

  public LocalName {
    if (zh == null || zh.isBlank() || en == null || en.isBlank()) {
      throw new IllegalArgumentException(
          "every text stands in both languages, but this has only zh: %s, en: %s"
              .formatted(zh, en));
    }
  }

  /** The words in a language, {@code zh} or {@code en}; any other language reads English. */
  public String in(String language) {
    return "zh".equals(language) ? zh : en;
  }
}
