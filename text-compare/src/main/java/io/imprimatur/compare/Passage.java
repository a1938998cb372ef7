package io.imprimatur.compare;

/**
 * A block of a body: a paragraph, heading, list, table, quote.
 *
 * @param number its place in the text after, from 1; 0 where it is removed
 * @param before its HTML before; null where it is added
 * @param after its HTML after; null where it is removed
 * @param marked its HTML with what changed marked, as {@link Comparison} describes
 * @param changes how many places changed: a run of words, an item, a row, a move count one each
 */
public record Passage(
    Kind kind, int number, String before, String after, String marked, int changes) {

  public boolean same() {
    return kind == Kind.SAME;
  }
}
