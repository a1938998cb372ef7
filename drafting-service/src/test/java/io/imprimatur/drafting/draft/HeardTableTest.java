package io.imprimatur.drafting.draft;

import static io.imprimatur.drafting.draft.Example.NOW;
import static io.imprimatur.drafting.draft.Example.STEP;
import static io.imprimatur.drafting.draft.Example.THIRD;
import static io.imprimatur.drafting.draft.Example.WANG;
import static io.imprimatur.drafting.draft.Example.digest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.imprimatur.events.AlertCompleted;
import io.imprimatur.events.AlertStarted;
import io.imprimatur.events.AlertStopped;
import io.imprimatur.events.ArticleApproved;
import io.imprimatur.events.ArticlePublished;
import io.imprimatur.events.ArticleRejected;
import io.imprimatur.events.ArticleUpdated;
import io.imprimatur.events.ArticleWithdrawn;
import io.imprimatur.events.ChangesRequested;
import io.imprimatur.events.LifecycleEvent;
import io.imprimatur.events.PublicationRefused;
import io.imprimatur.events.ReviewClosed;
import io.imprimatur.events.ReviewOpened;
import io.imprimatur.events.StepApproved;
import io.imprimatur.events.TakeBackRefused;
import io.imprimatur.events.TakeBackRequested;
import io.imprimatur.kit.inbox.IllegalTransition;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every state and every event, about the last revision (2) and about the one before it (1). The
 * columns are states; {@code =} stays as it is, {@code !} has no place.
 */
class HeardTableTest {

  private static final List<String> STATES =
      List.of("writing", "under-review", "taking-back", "approved", "published", "withdrawn");

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # event               | writing | under-review        | taking-back         | approved            | published | withdrawn
          opened 2              | =       | =                   | =                   | =                   | =         | =
          step approved 2       | =       | =                   | =                   | =                   | =         | =
          changes requested 2   | =       | changes-requested   | changes-requested   | =                   | =         | =
          rejected 2            | =       | rejected            | rejected            | =                   | =         | =
          closed 2              | =       | writing             | writing             | =                   | =         | =
          refused: approved 2   | =       | !                   | approved            | =                   | =         | =
          refused: changes 2    | =       | !                   | changes-requested   | =                   | =         | =
          refused: rejected 2   | =       | !                   | rejected            | =                   | =         | =
          refused: closed 2     | =       | !                   | writing             | =                   | =         | =
          refused: unknown 2    | =       | !                   | writing             | =                   | =         | =
          approved 2            | =       | approved            | approved            | =                   | =         | =
          published 2           | =       | published           | published           | published           | =         | published
          updated 2             | =       | published           | published           | published           | =         | published
          withdrawn 2           | !       | !                   | !                   | !                   | withdrawn | !
          publication refused 2 | =       | publication-refused | publication-refused | publication-refused | =         | =
          alert started 2       | !       | =                   | =                   | =                   | =         | =
          alert completed 2     | !       | =                   | =                   | =                   | =         | =
          alert stopped 2       | !       | =                   | =                   | =                   | =         | =
          opened 1              | =       | =                   | =                   | =                   | =         | =
          step approved 1       | =       | =                   | =                   | =                   | =         | =
          changes requested 1   | =       | =                   | =                   | =                   | =         | =
          rejected 1            | =       | =                   | =                   | =                   | =         | =
          closed 1              | =       | =                   | =                   | =                   | =         | =
          refused: approved 1   | =       | =                   | =                   | =                   | =         | =
          refused: changes 1    | =       | =                   | =                   | =                   | =         | =
          refused: rejected 1   | =       | =                   | =                   | =                   | =         | =
          refused: closed 1     | =       | =                   | =                   | =                   | =         | =
          refused: unknown 1    | =       | =                   | =                   | =                   | =         | =
          approved 1            | =       | =                   | =                   | =                   | =         | =
          published 1           | =       | =                   | =                   | =                   | =         | =
          updated 1             | =       | =                   | =                   | =                   | =         | =
          withdrawn 1           | =       | =                   | =                   | =                   | !         | !
          publication refused 1 | =       | =                   | =                   | =                   | =         | =
          alert started 1       | =       | =                   | =                   | =                   | =         | =
          alert completed 1     | =       | =                   | =                   | =                   | =         | =
          alert stopped 1       | =       | =                   | =                   | =                   | =         | =
          opened 3              | !       | !                   | !                   | !                   | !         | !
          approved 3            | !       | !                   | !                   | !                   | !         | !
          published 3           | !       | !                   | !                   | !                   | !         | !
          withdrawn 3           | !       | !                   | !                   | !                   | !         | !
          publication refused 3 | !       | !                   | !                   | !                   | !         | !
          alert started 3       | !       | !                   | !                   | !                   | !         | !
          """)
  void table(String event, String a, String b, String c, String d, String e, String f) {
    List<String> outcomes = List.of(a, b, c, d, e, f);
    for (int i = 0; i < outcomes.size(); i++) {
      String state = STATES.get(i);
      Draft before = Example.in(state);
      if (outcomes.get(i).equals("!")) {
        assertThatExceptionOfType(IllegalTransition.class)
            .as("%s in %s", event, state)
            .isThrownBy(() -> Heard.after(before, event(event)));
      } else {
        Draft after = Heard.after(before, event(event));
        assertThat(after.state())
            .as("%s in %s", event, state)
            .isEqualTo(outcomes.get(i).equals("=") ? state : outcomes.get(i));
        assertThat(after.manuscript().content()).isEqualTo(before.manuscript().content());
        assertThat(after.manuscript().version()).isEqualTo(before.manuscript().version());
      }
    }
  }

  /**
   * The other reasons to be on the desk hear just what {@code writing} hears: what a round was told
   * late is a line in the timeline.
   */
  @ParameterizedTest
  @ValueSource(strings = {"changes-requested", "rejected", "publication-refused"})
  void aRoundThatIsOverStaysOver(String state) {
    Stream.of(
            "opened 2",
            "step approved 2",
            "changes requested 2",
            "rejected 2",
            "closed 2",
            "refused: approved 2",
            "approved 2",
            "publication refused 2",
            "alert started 1")
        .forEach(
            e -> assertThat(Heard.after(Example.in(state), event(e))).isEqualTo(Example.in(state)));
    Stream.of("withdrawn 2", "alert started 2", "alert completed 2", "alert stopped 2")
        .forEach(e -> hasNoPlace(Example.in(state), e));
  }

  /** Two events of two services about one revision, read in either order. */
  @ParameterizedTest(name = "{0} and {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          approved 2          | published 2           | under-review | published           | published
          approved 2          | updated 2             | under-review | published           | published
          approved 2          | publication refused 2 | under-review | publication-refused | publication-refused
          approved 2          | published 2           | taking-back  | published           | published
          approved 2          | publication refused 2 | taking-back  | publication-refused | publication-refused
          refused: approved 2 | published 2           | taking-back  | published           | published
          refused: approved 2 | publication refused 2 | taking-back  | publication-refused | publication-refused
          step approved 2     | published 2           | under-review | published           | published
          opened 2            | published 2           | under-review | published           | published
          approved 2          | alert started 2       | under-review | approved            | approved
          published 2         | alert completed 2     | approved     | published           | published
          withdrawn 2         | alert stopped 2       | published    | withdrawn           | withdrawn
          approved 2          | withdrawn 1           | under-review | approved            | approved
          closed 2            | withdrawn 1           | taking-back  | writing             | writing
          changes requested 2 | withdrawn 1           | under-review | changes-requested   | changes-requested
          """)
  void eitherOrder(String one, String other, String from, String oneFirst, String otherFirst) {
    Draft before = Example.in(from);
    Draft first = Heard.after(Heard.after(before, event(one)), event(other));
    Draft second = Heard.after(Heard.after(before, event(other)), event(one));
    assertThat(first.state()).isEqualTo(oneFirst);
    assertThat(second.state()).isEqualTo(otherFirst);
    assertThat(second.manuscript()).isEqualTo(first.manuscript());
  }

  @ParameterizedTest(name = "{0} then {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          approved 2          | closed 2            | approved
          closed 2            | approved 2          | writing
          closed 2            | refused: closed 2   | writing
          rejected 2          | refused: rejected 2 | rejected
          changes requested 2 | refused: changes 2  | changes-requested
          approved 2          | refused: approved 2 | approved
          published 2         | closed 2            | published
          """)
  void theFirstEndingIsTaken(String first, String later, String outcome) {
    Draft after = Heard.after(Heard.after(Example.in("taking-back"), event(first)), event(later));
    assertThat(after.state()).isEqualTo(outcome);
  }

  @Test
  void whatTheSiteShowsIsKnownInEveryState() {
    for (String state : STATES) {
      assertThat(Heard.after(Example.in(state), event("updated 2")).manuscript().live())
          .contains(new Live(2, "/en/news/2026/x", false));
    }
    assertThat(Heard.after(Example.in("published"), event("withdrawn 2")).manuscript().live())
        .contains(new Live(2, "/en/1", true));
    for (String state : List.of("writing", "under-review", "taking-back", "approved")) {
      assertThat(Heard.after(Example.in(state), event("withdrawn 1")).manuscript().live())
          .contains(new Live(1, "/en/1", true));
    }
  }

  /** A text that never stood anywhere: whoever tells of its page or its mails is wrong. */
  @ParameterizedTest
  @CsvSource({
    "writing, alert started 1",
    "writing, alert completed 1",
    "writing, alert stopped 1",
    "writing, withdrawn 1",
    "under-review, withdrawn 1",
    "taking-back, withdrawn 1",
    "approved, withdrawn 1"
  })
  void whatWasNeverPublishedHasNoPageAndNoMails(String state, String event) {
    hasNoPlace(Example.unpublished(state), event);
  }

  @ParameterizedTest
  @ValueSource(strings = {"under-review", "taking-back", "approved"})
  void mailsMayBeHeardOfBeforeTheirPublication(String state) {
    Draft draft = Example.unpublished(state);
    assertThat(Heard.after(draft, event("alert started 1"))).isEqualTo(draft);
  }

  @Test
  void aPageIsWithdrawnOnce() {
    for (String state : List.of("published", "writing", "under-review", "approved")) {
      String withdrawn = state.equals("published") ? "withdrawn 2" : "withdrawn 1";
      hasNoPlace(Heard.after(Example.in(state), event(withdrawn)), withdrawn);
    }
  }

  private static void hasNoPlace(Draft draft, String event) {
    assertThatExceptionOfType(IllegalTransition.class)
        .as("%s in %s", event, draft.state())
        .isThrownBy(() -> Heard.after(draft, event(event)));
  }

  @Test
  void theNextVersionGoesOnWhileTheOldOneIsWithdrawn() {
    Draft next =
        Commands.change(Example.in("published"), THIRD, List.of(), Example.LIN, NOW).next();
    Draft after = Heard.after(next, event("withdrawn 2"));
    assertThat(after).isInstanceOf(Writing.class);
    assertThat(after.manuscript().editors()).containsExactly(Example.LIN);
    assertThat(after.manuscript().live()).contains(new Live(2, "/en/1", true));
  }

  @Test
  void anotherTextOrRoundHasNoPlace() {
    Draft draft = Example.in("under-review");
    Stream.<LifecycleEvent>of(
            new ReviewOpened(2, 2, digest(1), List.of(STEP), NOW),
            new StepApproved(2, 2, digest(1), STEP, WANG, null, NOW),
            new ChangesRequested(2, 2, digest(1), STEP, WANG, "why", NOW),
            new ArticleRejected(2, 2, digest(1), STEP, WANG, "why", NOW),
            new ArticleApproved(2, 2, THIRD.text(), THIRD.digest(), "seal", null, NOW),
            new ArticlePublished(2, digest(1), "seal", "/p", null, NOW),
            new ArticleUpdated(2, digest(1), "seal", "/p", NOW, NOW),
            new PublicationRefused(2, 2, digest(1), "why", NOW),
            new PublicationRefused(2, 1, digest(2), "why", NOW),
            new ReviewClosed(2, 1, WANG, NOW),
            new TakeBackRefused(2, 3, "approved", NOW),
            new TakeBackRequested(2, 2, WANG, NOW))
        .forEach(
            event ->
                assertThatExceptionOfType(IllegalTransition.class)
                    .as("%s", event)
                    .isThrownBy(() -> Heard.after(draft, event)));
  }

  private static LifecycleEvent event(String named) {
    int space = named.lastIndexOf(' ');
    int r = Integer.parseInt(named.substring(space + 1));
    var text = (r == 1 ? Example.FIRST : Example.SECOND).text();
    return switch (named.substring(0, space)) {
      case "opened" -> new ReviewOpened(r, r, digest(r), List.of(STEP), NOW);
      case "step approved" -> new StepApproved(r, r, digest(r), STEP, WANG, null, NOW);
      case "changes requested" -> new ChangesRequested(r, r, digest(r), STEP, WANG, "why", NOW);
      case "rejected" -> new ArticleRejected(r, r, digest(r), STEP, WANG, "why", NOW);
      case "closed" -> new ReviewClosed(r, r, WANG, NOW);
      case "refused: approved" -> new TakeBackRefused(r, r, "approved", NOW);
      case "refused: changes" -> new TakeBackRefused(r, r, "changes-requested", NOW);
      case "refused: rejected" -> new TakeBackRefused(r, r, "rejected", NOW);
      case "refused: closed" -> new TakeBackRefused(r, r, "closed", NOW);
      case "refused: unknown" -> new TakeBackRefused(r, r, "unknown-round", NOW);
      case "approved" -> new ArticleApproved(r, r, text, digest(r), "seal", null, NOW);
      case "published" -> new ArticlePublished(r, digest(r), "seal", "/en/news/2026/x", null, NOW);
      case "updated" -> new ArticleUpdated(r, digest(r), "seal", "/en/news/2026/x", NOW, NOW);
      case "withdrawn" -> new ArticleWithdrawn(r, "why", WANG, NOW);
      case "publication refused" -> new PublicationRefused(r, r, digest(r), "why", NOW);
      case "alert started" -> new AlertStarted(r, 10, NOW);
      case "alert completed" -> new AlertCompleted(r, 10, 9, 1, 0, NOW);
      case "alert stopped" -> new AlertStopped(r, 10, 3, 0, 0, "withdrawn", NOW);
      default -> throw new IllegalArgumentException(named);
    };
  }
}
