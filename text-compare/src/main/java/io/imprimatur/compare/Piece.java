package io.imprimatur.compare;

/** A stretch of a text that two people changed at the same time. */
public sealed interface Piece {

  default boolean agreed() {
    return this instanceof Agreed;
  }

  /**
   * Nobody has to decide here: both texts read the same, or one of them reads as the text did from
   * which both began.
   *
   * @param html one or more whole blocks
   */
  record Agreed(String html) implements Piece {}

  /**
   * Somebody has to decide here. Each side is whole blocks, or empty where it has none.
   *
   * @param number its place among the pieces to decide, from 1
   * @param base how it read before both; null where that is not known
   * @param marked what changes where theirs takes the place of mine, as {@link Comparison} marks it
   */
  record Different(int number, String base, String mine, String theirs, String marked)
      implements Piece {

    String chosen(Choice choice) {
      return switch (choice) {
        case MINE -> mine;
        case THEIRS -> theirs;
        case BOTH -> mine + theirs;
      };
    }
  }
}
