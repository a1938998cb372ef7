package io.imprimatur.publishing.publication;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The readable part of an address: a title's words in small Latin letters, digits and hyphens. */
final class Slug {

  /** Long enough to be read, short enough for a mail's line. */
  static final int MAX_LENGTH = 80;

  /** Letters that have no mark to take off (Unicode gives them no decomposition). */
  private static final Map<Integer, String> SPELLED =
      Map.ofEntries(
          Map.entry((int) 'ß', "ss"),
          Map.entry((int) 'æ', "ae"),
          Map.entry((int) 'œ', "oe"),
          Map.entry((int) 'ø', "o"),
          Map.entry((int) 'đ', "d"),
          Map.entry((int) 'ð', "d"),
          Map.entry((int) 'þ', "th"),
          Map.entry((int) 'ł', "l"),
          Map.entry((int) 'ı', "i"));

  private Slug() {}

  /**
   * The slug of a title.
   *
   * @return nothing where most of the title's letters are not Latin: a few Latin letters amid
   *     Chinese say nothing about the text
   */
  static Optional<String> of(String title) {
    String plain = Normalizer.normalize(title, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
    StringBuilder slug = new StringBuilder();
    int latin = 0;
    int other = 0;
    boolean gap = false;
    for (int c : plain.codePoints().toArray()) {
      String letters = spelled(c);
      if (letters.isEmpty()) {
        other += Character.isLetter(c) ? 1 : 0;
        // A mark, and the apostrophe of "province's", part no words.
        gap |= Character.getType(c) != Character.NON_SPACING_MARK && c != '\'' && c != '’';
        continue;
      }
      if (gap && !slug.isEmpty()) {
        slug.append('-');
      }
      gap = false;
      slug.append(letters);
      latin += Character.isLetter(c) ? 1 : 0;
    }
    return latin == 0 || latin < other ? Optional.empty() : Optional.of(cut(slug.toString()));
  }

  private static String spelled(int c) {
    if (c >= 'a' && c <= 'z' || c >= '0' && c <= '9') {
      return Character.toString(c);
    }
    return SPELLED.getOrDefault(c, "");
  }

  /** Cuts between words where there is a place for it. */
  private static String cut(String slug) {
    if (slug.length() <= MAX_LENGTH) {
      return slug;
    }
    int end = slug.lastIndexOf('-', MAX_LENGTH);
    return slug.substring(0, end > 0 ? end : MAX_LENGTH);
  }
}
