package io.imprimatur.events;

/**
 * Characters that make a text look like another one: a reviewer would approve what nobody reads.
 *
 * <p>{@link Text} itself takes them, because old events stay readable for good. Whoever lets a text
 * in asks here.
 */
public final class Characters {

  private Characters() {}

  /**
   * Whether a character turns the text around it: the embeddings, overrides and isolates of the
   * Unicode Bidirectional Algorithm (UAX #9, section 2) with their ends. Marks such as U+200E turn
   * nothing that has a direction of its own; they may stand.
   */
  public static boolean turnsText(int c) {
    return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
  }

  /** Whether a reader sees anything of a string. */
  public static boolean isVisible(String value) {
    return value.codePoints().anyMatch(Characters::isVisible);
  }

  /**
   * Whether a character is seen: it is no space, no control or format character, and nothing that
   * displays ignore (Default_Ignorable_Code_Point, UAX #44).
   */
  public static boolean isVisible(int c) {
    return switch (Character.getType(c)) {
      case Character.SPACE_SEPARATOR,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE ->
          false;
      default -> !isIgnorable(c);
    };
  }

  /**
   * What displays ignore although it is a letter, a mark or nothing yet; and the blank of Braille.
   */
  private static boolean isIgnorable(int c) {
    boolean noncharacter = (c & 0xfffe) == 0xfffe || (c >= 0xfdd0 && c <= 0xfdef);
    return noncharacter
        || c == 0x034f
        || c == 0x115f
        || c == 0x1160
        || c == 0x17b4
        || c == 0x17b5
        || (c >= 0x180b && c <= 0x180f)
        || c == 0x2065
        || c == 0x2800
        || c == 0x3164
        || (c >= 0xfe00 && c <= 0xfe0f)
        || c == 0xffa0
        || (c >= 0xfff0 && c <= 0xfff8)
        || (c >= 0xe0000 && c <= 0xe0fff);
  }

  /** A character's name in messages, such as {@code U+202E}. */
  public static String name(int c) {
    return "U+%04X".formatted(c);
  }
}
