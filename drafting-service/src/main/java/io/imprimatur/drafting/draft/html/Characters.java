package io.imprimatur.drafting.draft.html;

import static io.imprimatur.events.Characters.name;
import static io.imprimatur.events.Characters.turnsText;

import io.imprimatur.events.Text;
import java.text.Normalizer;

/** How single characters are written. */
public final class Characters {

  private Characters() {}

  /**
   * Text between tags: in NFC, without what no document may hold (control characters, halves of
   * surrogate pairs, noncharacters, characters that turn the text around them).
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

  /**
   * Whether a document may hold it: no control, no half of a pair, no noncharacter, and nothing
   * that turns the text around it.
   */
  public static boolean isAllowed(int c) {
    boolean control = Character.getType(c) == Character.CONTROL && c != '\n' && c != '\t';
    boolean noncharacter = (c & 0xfffe) == 0xfffe || (c >= 0xfdd0 && c <= 0xfdef);
    return !control && !isHalf(c) && !noncharacter && c != 0xfeff && !turnsText(c);
  }

  /** Whether it is half of a surrogate pair. */
  static boolean isHalf(int c) {
    return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
  }

  /** What is wrong with a character that is not allowed, as the rest of a sentence. */
  public static String objection(int c) {
    if (turnsText(c)) {
      return "holds %s, which turns the direction of the text around it; take it out"
          .formatted(name(c));
    }
    return isHalf(c)
        ? "holds %s, half of a character; send the whole one".formatted(name(c))
        : "holds %s, a control character or another that no page can show".formatted(name(c));
  }
}
