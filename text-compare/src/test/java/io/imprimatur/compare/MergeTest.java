package io.imprimatur.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class MergeTest {

  private static final String BASE =
      "<h2>Roads</h2><p>The bridge opens on Monday.</p><p>The tunnel stays closed.</p>";

  @Test
  void whatOnlyOneSideChangedIsAgreed() {
    Merge merge =
        Merge.of(
            BASE,
            BASE.replace("Monday", "Friday"),
            BASE.replace("stays closed", "opens too"),
            Locale.ENGLISH);
    assertThat(merge.different()).isEmpty();
    assertThat(merge.result(List.of()))
        .isEqualTo("<h2>Roads</h2><p>The bridge opens on Friday.</p><p>The tunnel opens too.</p>");
  }

  @Test
  void whatBothChangedIsToDecide() {
    Merge merge =
        Merge.of(
            BASE,
            BASE.replace("Monday", "Friday"),
            BASE.replace("Monday", "Sunday"),
            Locale.ENGLISH);
    assertThat(merge.pieces())
        .containsExactly(
            new Piece.Agreed("<h2>Roads</h2>"),
            new Piece.Different(
                1,
                "<p>The bridge opens on Monday.</p>",
                "<p>The bridge opens on Friday.</p>",
                "<p>The bridge opens on Sunday.</p>",
                "<p>The bridge opens on <del>Friday</del><ins>Sunday</ins>.</p>"),
            new Piece.Agreed("<p>The tunnel stays closed.</p>"));
    assertThat(merge.result(List.of(Choice.THEIRS))).isEqualTo(BASE.replace("Monday", "Sunday"));
    assertThat(merge.result(List.of(Choice.BOTH)))
        .contains("<p>The bridge opens on Friday.</p><p>The bridge opens on Sunday.</p>");
  }

  @Test
  void paragraphsThatBothAddedAtOnePlaceAreToDecideWithoutTheirNeighbours() {
    Merge merge = Merge.of(BASE, BASE + "<p>Mine.</p>", BASE + "<p>Yours!</p>", Locale.ENGLISH);
    assertThat(merge.different()).hasSize(1);
    assertThat(merge.result(List.of(Choice.BOTH))).isEqualTo(BASE + "<p>Mine.</p><p>Yours!</p>");
  }

  @Test
  void whatOneSideTookOutAndTheOtherChangedIsToDecide() {
    Merge merge =
        Merge.of(
            BASE,
            BASE.replace("<p>The tunnel stays closed.</p>", ""),
            BASE.replace("stays", "is"),
            Locale.ENGLISH);
    assertThat(merge.different()).hasSize(1);
    assertThat(merge.different().getFirst().mine()).isEmpty();
    assertThat(merge.result(List.of(Choice.THEIRS))).isEqualTo(BASE.replace("stays", "is"));
  }

  @Test
  void withoutABaseEverythingThatDiffersIsToDecide() {
    Merge merge =
        Merge.of(null, BASE.replace("Monday", "Friday"), BASE + "<p>More.</p>", Locale.ENGLISH);
    assertThat(merge.different())
        .extracting(Piece.Different::base, Piece.Different::mine, Piece.Different::theirs)
        .containsExactly(
            tuple(null, "<p>The bridge opens on Friday.</p>", "<p>The bridge opens on Monday.</p>"),
            tuple(null, "", "<p>More.</p>"));
  }

  @Test
  void eachPieceToDecideTakesOneChoice() {
    Merge merge = Merge.of(null, "<p>A</p>", "<p>B</p>", Locale.ENGLISH);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> merge.result(List.of()))
        .withMessage("1 passages differ, but 0 choices were given.");
  }
}
