package io.imprimatur.notification.delivery.letters;

import java.text.BreakIterator;
import java.util.Locale;
import java.util.StringJoiner;

/**
 * Text in lines of at most {@value #COLUMNS} columns, as RFC 5322, section 2.1.1 recommends; a
 * Chinese character takes two. Lines end where the language allows it: never within a word, and
 * never before a full stop.
 */
final class PlainText {

  static final int COLUMNS = 72;

  private PlainText() {}

  /** Keeps the line breaks that a text has, and adds those that it needs. */
  static String wrap(String text, Locale locale) {
    StringJoiner lines = new StringJoiner("\n");
    text.strip().lines().forEach(line -> wrapLine(line.strip(), locale, lines));
    return lines.toString();
  }

  private static void wrapLine(String text, Locale locale, StringJoiner lines) {
    BreakIterator ends = BreakIterator.getLineInstance(locale);
    ends.setText(text);
    StringBuilder line = new StringBuilder();
    int start = ends.first();
    for (int end = ends.next(); end != BreakIterator.DONE; start = end, end = ends.next()) {
      String piece = text.substring(start, end);
      if (!line.isEmpty() && columns(line) + columns(piece.stripTrailing()) > COLUMNS) {
        lines.add(line.toString().stripTrailing());
        line.setLength(0);
      }
      line.append(piece);
    }
    lines.add(line.toString().stripTrailing());
  }

  static int columns(CharSequence text) {
    return text.codePoints().map(c -> isWide(c) ? 2 : 1).sum();
  }

  /** Wide and full-width characters of Unicode's East Asian Width (UAX #11), as blocks. */
  private static boolean isWide(int c) {
    return c >= 0x1100 && c <= 0x115F
        || c >= 0x2E80 && c <= 0xA4CF
        || c >= 0xAC00 && c <= 0xD7A3
        || c >= 0xF900 && c <= 0xFAFF
        || c >= 0xFE30 && c <= 0xFE4F
        || c >= 0xFF00 && c <= 0xFF60
        || c >= 0xFFE0 && c <= 0xFFE6
        || c >= 0x20000 && c <= 0x3FFFD;
  }
}
