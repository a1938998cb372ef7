package io.imprimatur.drafting.draft;

import static io.imprimatur.drafting.draft.Example.LIN;
import static io.imprimatur.drafting.draft.Example.NOW;
import static io.imprimatur.drafting.draft.Example.SECOND;
import static io.imprimatur.drafting.draft.Example.THIRD;
import static io.imprimatur.drafting.draft.Example.TOM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.imprimatur.events.DraftSubmitted;
import io.imprimatur.events.TakeBackRequested;
import io.imprimatur.kit.Conflict;
import io.imprimatur.kit.Invalid;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every state and every command: the next state with its event, or the word of the refusal. */
class CommandTableTest {

  @ParameterizedTest(name = "{0}: {1} → {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          writing             | change           | writing
          writing             | change to same   | writing, nothing
          writing             | submit           | under-review, DraftSubmitted
          writing             | take back        | refused: not under review
          changes-requested   | change           | changes-requested
          changes-requested   | change to same   | changes-requested, nothing
          changes-requested   | submit           | under-review, DraftSubmitted
          changes-requested   | take back        | refused: not under review
          rejected            | change           | rejected
          rejected            | change to same   | rejected, nothing
          rejected            | submit           | under-review, DraftSubmitted
          rejected            | take back        | refused: not under review
          publication-refused | change           | publication-refused
          publication-refused | change to same   | publication-refused, nothing
          publication-refused | submit           | under-review, DraftSubmitted
          publication-refused | take back        | refused: not under review
          under-review        | change           | refused: under review
          under-review        | change to same   | refused: under review
          under-review        | submit           | refused: under review already
          under-review        | take back        | taking-back, TakeBackRequested
          taking-back         | change           | refused: being taken back
          taking-back         | change to same   | refused: being taken back
          taking-back         | submit           | refused: being taken back
          taking-back         | take back        | refused: asked for the text already
          approved            | change           | refused: approved
          approved            | change to same   | refused: approved
          approved            | submit           | refused: approved already
          approved            | take back        | refused: Too late
          published           | change           | writing
          published           | change to same   | published, nothing
          published           | submit           | refused: published
          published           | take back        | refused: Too late
          withdrawn           | change           | writing
          withdrawn           | change to same   | withdrawn, nothing
          withdrawn           | submit           | refused: withdrawn
          withdrawn           | take back        | refused: nothing to take back
          """)
  void table(String state, String command, String outcome) {
    Draft before = Example.in(state);
    if (outcome.startsWith("refused: ")) {
      assertThatExceptionOfType(Conflict.class)
          .isThrownBy(() -> run(before, command))
          .withMessageContaining(outcome.substring("refused: ".length()));
      return;
    }
    Change<? extends Draft> change = run(before, command);
    String came =
        change.next().state()
            + (change.isNone() ? ", nothing" : "")
            + change.events().stream()
                .map(e -> ", " + e.getClass().getSimpleName())
                .collect(Collectors.joining());
    assertThat(came).isEqualTo(outcome);
    if (change.isNone()) {
      assertThat(change.next()).isEqualTo(before);
    }
  }

  private static Change<? extends Draft> run(Draft draft, String command) {
    return switch (command) {
      case "change" -> Commands.change(draft, THIRD, List.of("img"), LIN, NOW);
      case "change to same" -> Commands.change(draft, SECOND, List.of(), LIN, NOW);
      case "submit" -> Commands.submit(draft, TOM, NOW);
      case "take back" -> Commands.takeBack(draft, LIN, NOW);
      default -> throw new IllegalArgumentException(command);
    };
  }

  @Test
  void aSubmissionIsANewRevisionInANewRound() {
    Writing again = (Writing) Example.in("changes-requested");
    Change<UnderReview> change = again.submit(LIN, NOW);
    assertThat(change.events())
        .containsExactly(
            new DraftSubmitted(3, 3, SECOND.text(), SECOND.digest(), null, LIN, List.of(TOM), NOW));
    assertThat(change.next().manuscript().revision()).isEqualTo(3);
    assertThat(change.next().manuscript().version()).isEqualTo(again.manuscript().version());
  }

  @Test
  void takingBackNamesTheRound() {
    assertThat(Example.underReview().takeBack(LIN, NOW).events())
        .containsExactly(new TakeBackRequested(2, 2, LIN, NOW));
  }

  @Test
  void aChangeCountsAndNamesItsEditorOnce() {
    Draft once = run(Example.in("writing"), "change").next();
    Draft twice = Commands.change(once, SECOND, List.of(), TOM, NOW).next();
    assertThat(once.manuscript().version()).isEqualTo(3);
    assertThat(once.manuscript().leftOut()).containsExactly("img");
    assertThat(twice.manuscript().version()).isEqualTo(4);
    assertThat(twice.manuscript().editors()).containsExactly(LIN, TOM);
  }

  @Test
  void theFirstChangeAfterPublicationForgetsTheOldEditors() {
    for (String state : List.of("published", "withdrawn")) {
      Draft next = run(Example.in(state), "change").next();
      assertThat(next.manuscript().editors()).containsExactly(LIN);
      assertThat(next.manuscript().live()).isEqualTo(Example.in(state).manuscript().live());
    }
  }

  @Test
  void nothingToReadIsNotSubmitted() {
    Content empty =
        Content.of(
            new io.imprimatur.events.Text(
                "Title", "", "", "government", "en", List.of(), "", List.of()),
            java.util.Optional.empty());
    Writing draft = Draft.begin("a1", empty, List.of(), LIN, NOW);
    assertThatExceptionOfType(Invalid.class)
        .isThrownBy(() -> draft.submit(LIN, NOW))
        .withMessageContaining("body");
  }
}
