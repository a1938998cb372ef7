package io.imprimatur.drafting.draft.html;

import io.imprimatur.events.Text;
import java.text.Normalizer;

/** How single characters are written. */
public final class Characters {

  private Characters() {}

  /**
   * Text between tags: in NFC, without what no document may hold (control characters, halves of
   * surrogate pairs, noncharacters).
   */
  static String text(String raw) {
    StringBuilder kept = new StringBuilder(raw.length());
    raw.codePoints().filter(Characters::isAllowed).forEach(kept::appendCodePoint);
    String normal = Text.normal(kept.toString());
    if (normal.isEmpty() || Normalizer.isNormalized(">" + normal, Normalizer.Form.NFC)) {
      return escaped(normal);
    }
    // A mark such as U+0338 would melt into the tag's ">" when the whole body is normalised.
    int first = normal.codePointAt(0);
    return "&#" + first + ";" + escaped(normal.substring(Character.charCount(first)));
  }

  private static String escaped(String value) {
    return value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  static String attribute(String value) {
    return escaped(value).replace("\"", "&quot;");
  }

  /** Whether a document may hold it: no control, no half of a pair, no noncharacter. */
  public static boolean isAllowed(int c) {
    boolean control = Character.getType(c) == Character.CONTROL && c != '\n' && c != '\t';
    boolean half = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    boolean noncharacter = (c & 0xfffe) == 0xfffe || (c >= 0xfdd0 && c <= 0xfdef);
    return !control && !half && !noncharacter && c != 0xfeff;
  }
}
