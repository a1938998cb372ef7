package io.imprimatur.drafting.draft.web;

import io.imprimatur.compare.Choice;
import io.imprimatur.compare.Piece;
import io.imprimatur.compare.Words;
import io.imprimatur.drafting.draft.Clash;
import io.imprimatur.drafting.draft.Entry;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * Two texts and where they differ, as the page shows it.
 *
 * @param open fields and passages that wait for a choice, together
 */
record ClashView(List<Field> fields, List<Passage> passages, int open) {

  /**
   * A field beside the body.
   *
   * @param marked what changes where theirs takes the place of mine, for fields of plain words;
   *     else null
   * @param decided which side alone changed it, or null
   */
  record Field(String name, Object mine, Object theirs, String marked, Choice decided) {}

  /**
   * A stretch of the body.
   *
   * @param number counted among those to choose, 0 where both agree
   */
  record Passage(int number, String agreed, String mine, String theirs, String marked) {}

  static ClashView of(Clash clash) {
    Locale language = Locale.of(clash.theirs().language());
    List<Field> fields =
        clash.fields().stream()
            .map(
                field -> {
                  Object mine = value(field.name(), clash.mine());
                  Object theirs = value(field.name(), clash.theirs());
                  return new Field(
                      field.name(),
                      mine,
                      theirs,
                      isWords(field.name())
                          ? Words.between(mine.toString(), theirs.toString(), language).html()
                          : null,
                      field.decided().orElse(null));
                })
            .toList();
    List<Passage> passages =
        clash.pieces().stream()
            .map(
                piece ->
                    switch (piece) {
                      case Piece.Agreed same -> new Passage(0, same.html(), null, null, null);
                      case Piece.Different other ->
                          new Passage(
                              other.number(), null, other.mine(), other.theirs(), other.marked());
                    })
            .toList();
    return new ClashView(fields, passages, clash.openFields().size() + clash.openPassages());
  }

  private static boolean isWords(String name) {
    return List.of("title", "summary", "changeNote").contains(name);
  }

  private static Object value(String name, Entry entry) {
    return switch (name) {
      case "title" -> Objects.toString(entry.title(), "");
      case "summary" -> Objects.toString(entry.summary(), "");
      case "changeNote" -> Objects.toString(entry.changeNote(), "");
      case "section" -> Objects.toString(entry.section(), "");
      case "language" -> Objects.toString(entry.language(), "");
      default -> entry.topics() == null ? List.of() : entry.topics();
    };
  }
}
