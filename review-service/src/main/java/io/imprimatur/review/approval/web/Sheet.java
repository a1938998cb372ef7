package io.imprimatur.review.approval.web;

import io.imprimatur.compare.Comparison;
import io.imprimatur.compare.Kind;
import io.imprimatur.compare.Passage;
import io.imprimatur.compare.Words;
import io.imprimatur.events.Text;
import io.imprimatur.review.approval.Differences;
import io.imprimatur.review.approval.FieldChange;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A text on a page: as readers will see it, or with what it changes in another one.
 *
 * @param title safe HTML, with its changes marked
 * @param summary the same
 * @param language of the text
 * @param fields what else changed beside the body
 * @param passages the body; empty where it is shown as source
 * @param source the body as it is spelled where it holds what no page of ours shows; else null
 * @param changes how many changes there are; null where nothing was compared
 */
record Sheet(
    String title,
    String summary,
    String language,
    List<Field> fields,
    List<Line> passages,
    String source,
    Integer changes) {

  /**
   * A part beside the body that changed, with both values in words.
   *
   * @param name the part's name
   * @param html safe HTML
   */
  record Field(String name, String html) {}

  /**
   * A paragraph.
   *
   * @param number its place in the text, 0 where it is gone from it
   * @param html safe HTML, with its changes marked
   * @param note what became of it as a whole, or null
   */
  record Line(int number, String html, boolean changed, String note) {}

  /** A text as it is. */
  static Sheet plain(Text text) {
    Locale language = Locale.of(text.language());
    return new Sheet(
        escaped(text.title()),
        escaped(text.summary()),
        text.language(),
        List.of(),
        SafeBody.is(text.body())
            ? lines(Comparison.between(text.body(), text.body(), language), null)
            : List.of(),
        SafeBody.is(text.body()) ? null : text.body(),
        null);
  }

  /** A text with what it changes in an earlier one. */
  static Sheet changed(Text before, Text after, Wording wording) {
    Locale language = Locale.of(after.language());
    Differences differences = Differences.between(before, after, language);
    boolean safe = SafeBody.is(before.body()) && SafeBody.is(after.body());
    return new Sheet(
        Words.between(before.title(), after.title(), language).html(),
        Words.between(before.summary(), after.summary(), language).html(),
        after.language(),
        differences.fields().stream()
            .map(change -> field(change, language, wording))
            .flatMap(Optional::stream)
            .toList(),
        safe ? lines(differences.body(), wording) : List.of(),
        safe ? null : after.body(),
        differences.count());
  }

  private static String escaped(String words) {
    return Words.between(words, words, Locale.ROOT).html();
  }

  /** Title and summary are marked where they stand. */
  private static Optional<Field> field(FieldChange change, Locale language, Wording wording) {
    return switch (change.field()) {
      case TITLE, SUMMARY -> Optional.empty();
      case SECTION ->
          Optional.of(
              field(
                  change,
                  wording.section(change.before().getFirst()),
                  wording.section(change.after().getFirst()),
                  language,
                  wording));
      case LANGUAGE ->
          Optional.of(
              field(
                  change,
                  wording.language(change.before().getFirst()),
                  wording.language(change.after().getFirst()),
                  language,
                  wording));
      case TOPICS ->
          Optional.of(
              field(
                  change,
                  wording.list(wording.topics(change.before())),
                  wording.list(wording.topics(change.after())),
                  language,
                  wording));
      case CHANGE_NOTE, ATTACHMENTS ->
          Optional.of(
              field(
                  change,
                  wording.list(change.before()),
                  wording.list(change.after()),
                  language,
                  wording));
    };
  }

  private static Field field(
      FieldChange change, String before, String after, Locale language, Wording wording) {
    return new Field(
        wording.say("sheet.field." + change.field().name().toLowerCase(Locale.ROOT)),
        Words.between(before, after, language).html());
  }

  private static List<Line> lines(Comparison comparison, Wording wording) {
    return comparison.passages().stream().map(p -> line(p, wording)).toList();
  }

  private static Line line(Passage passage, Wording wording) {
    return new Line(
        passage.number(),
        passage.marked(),
        !passage.same(),
        passage.same() || passage.kind() == Kind.CHANGED
            ? null
            : wording.say("sheet." + passage.kind().name().toLowerCase(Locale.ROOT)));
  }
}
