package io.imprimatur.compare;

import java.lang.Character.UnicodeScript;
import java.text.BreakIterator;
import java.util.Arrays;
import java.util.Locale;

/**
 * Cuts a text into what is compared as a whole: words, numbers with their unit (3.5%, 1,200, 三十五,
 * 40万), single Han and kana characters, white space, single signs.
 */
final class Segments {

  private static final String NUMERALS = "〇零一二两三四五六七八九十百千万亿";
  private static final String UNITS = "%％‰十百千万亿";

  private Segments() {}

  /** Where segments begin, in order, and the text's length at the end. */
  static int[] of(String text, Locale language) {
    BreakIterator words = BreakIterator.getWordInstance(language);
    words.setText(text);
    int[] bounds = new int[16];
    int count = 0;
    int word = 0;
    int at = 0;
    while (at < text.length()) {
      if (count + 1 >= bounds.length) {
        bounds = Arrays.copyOf(bounds, bounds.length * 2);
      }
      bounds[count++] = at;
      while (word <= at) {
        word = words.next();
      }
      at = end(text, at, word);
    }
    bounds[count++] = text.length();
    return Arrays.copyOf(bounds, count);
  }

  private static int end(String text, int at, int word) {
    int first = text.codePointAt(at);
    int next = at + Character.charCount(first);
    if (NUMERALS.indexOf(first) >= 0) {
      return whileIn(text, next, NUMERALS);
    }
    if (isSpace(first)) {
      while (first != '\n' && next < text.length() && isSpace(text.charAt(next))) {
        if (text.charAt(next) == '\n') {
          break;
        }
        next++;
      }
      return next;
    }
    boolean together = Character.isLetterOrDigit(first) && !isHan(first);
    while (next < text.length()) {
      int c = text.codePointAt(next);
      boolean joins = isMark(c) || (together && next < word && !isHan(c));
      if (!joins) {
        break;
      }
      next += Character.charCount(c);
    }
    return Character.isDigit(first) ? whileIn(text, next, UNITS) : next;
  }

  private static int whileIn(String text, int from, String set) {
    int at = from;
    while (at < text.length() && set.indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return at;
  }

  static boolean isSpace(int c) {
    return Character.isWhitespace(c) || c == 0xa0 || c == 0x3000;
  }

  private static boolean isMark(int c) {
    int type = Character.getType(c);
    return type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.COMBINING_SPACING_MARK;
  }

  /** Whether it belongs to a script that sets no spaces between words. */
  static boolean isHan(int c) {
    if (c < 0x2e80) {
      return false;
    }
    UnicodeScript script = UnicodeScript.of(c);
    return script == UnicodeScript.HAN
        || script == UnicodeScript.HIRAGANA
        || script == UnicodeScript.KATAKANA;
  }
}
