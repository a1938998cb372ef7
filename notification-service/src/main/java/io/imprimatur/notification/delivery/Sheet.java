package io.imprimatur.notification.delivery;

import java.util.ArrayList;
import java.util.List;

/**
 * What a text says to all its readers, with blanks for what is each reader's own.
 *
 * @param pieces what stands before, between and after the blanks
 * @param blanks for each gap between two pieces the place of what fills it, from 0 on
 */
public record Sheet(List<String> pieces, List<Integer> blanks) {

  public Sheet {
    pieces = List.copyOf(pieces);
    blanks = List.copyOf(blanks);
    if (pieces.size() != blanks.size() + 1) {
      throw new IllegalArgumentException(
          "%d pieces do not go with %d blanks".formatted(pieces.size(), blanks.size()));
    }
  }

  /** A text without blanks. */
  public static Sheet whole(String text) {
    return new Sheet(List.of(text), List.of());
  }

  /**
   * A text with a blank wherever one of the marks stands. No mark may be the beginning of another.
   */
  public static Sheet cut(String text, List<String> marks) {
    List<String> pieces = new ArrayList<>();
    List<Integer> blanks = new ArrayList<>();
    int from = 0;
    for (int at = 0; at < text.length(); at++) {
      for (int mark = 0; mark < marks.size(); mark++) {
        if (text.startsWith(marks.get(mark), at)) {
          pieces.add(text.substring(from, at));
          blanks.add(mark);
          from = at + marks.get(mark).length();
          at = from - 1;
          break;
        }
      }
    }
    pieces.add(text.substring(from));
    return new Sheet(pieces, blanks);
  }
}
