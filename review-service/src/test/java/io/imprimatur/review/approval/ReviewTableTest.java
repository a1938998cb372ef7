package io.imprimatur.review.approval;

import static io.imprimatur.review.approval.Scene.CHEN;
import static io.imprimatur.review.approval.Scene.NOW;
import static io.imprimatur.review.approval.Scene.SARA;
import static io.imprimatur.review.approval.Scene.WANG;
import static io.imprimatur.review.approval.Scene.digest;
import static io.imprimatur.review.approval.Scene.submission;
import static io.imprimatur.review.approval.Scene.takeBack;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.imprimatur.events.ArticlePublished;
import io.imprimatur.events.ArticleUpdated;
import io.imprimatur.events.ArticleWithdrawn;
import io.imprimatur.events.PublicationRefused;
import io.imprimatur.events.TakeBackRefused;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every state × every command and incoming event, by hand. Drafting and publishing are two sources
 * whose events come in either order: so publishing's events stand in every state, also where it
 * would seem too early or too late.
 *
 * <p>A row: state | command or event | next state, published revision | events, or what refuses.
 */
class ReviewTableTest {

  private static final String TABLE =
      """
      not-submitted  | approve               | -                | NotFound
      not-submitted  | request-changes       | -                | NotFound
      not-submitted  | reject                | -                | NotFound
      not-submitted  | DraftSubmitted-newer  | UnderReview 0    | ReviewOpened
      not-submitted  | DraftSubmitted-again  | UnderReview 0    | ReviewOpened
      not-submitted  | TakeBackRequested     | NotSubmitted 0   | TakeBackRefused:unknown-round
      not-submitted  | TakeBackRequested-old | NotSubmitted 0   | TakeBackRefused:unknown-round
      not-submitted  | ArticlePublished      | NotSubmitted 2   |
      not-submitted  | ArticleUpdated        | NotSubmitted 2   |
      not-submitted  | ArticleWithdrawn      | NotSubmitted 0   |
      not-submitted  | PublicationRefused    | NotSubmitted 0   |
      first-step     | approve               | UnderReview 0    | StepApproved
      first-step     | request-changes       | SentBack 0       | ChangesRequested
      first-step     | reject                | TurnedDown 0     | ArticleRejected
      first-step     | DraftSubmitted-newer  | -                | IllegalTransition
      first-step     | DraftSubmitted-again  | -                | IllegalTransition
      first-step     | TakeBackRequested     | TakenBack 0      | ReviewClosed
      first-step     | TakeBackRequested-old | UnderReview 0    | TakeBackRefused:changes-requested
      first-step     | ArticlePublished      | UnderReview 2    |
      first-step     | ArticleUpdated        | UnderReview 2    |
      first-step     | ArticleWithdrawn      | UnderReview 0    |
      first-step     | PublicationRefused    | UnderReview 0    |
      last-step      | approve               | Approved 0       | StepApproved, ArticleApproved
      last-step      | request-changes       | SentBack 0       | ChangesRequested
      last-step      | reject                | TurnedDown 0     | ArticleRejected
      last-step      | DraftSubmitted-newer  | -                | IllegalTransition
      last-step      | DraftSubmitted-again  | -                | IllegalTransition
      last-step      | TakeBackRequested     | TakenBack 0      | ReviewClosed
      last-step      | TakeBackRequested-old | UnderReview 0    | TakeBackRefused:changes-requested
      last-step      | ArticlePublished      | UnderReview 2    |
      last-step      | ArticleUpdated        | UnderReview 2    |
      last-step      | ArticleWithdrawn      | UnderReview 0    |
      last-step      | PublicationRefused    | UnderReview 0    |
      approved       | approve               | -                | Conflict
      approved       | request-changes       | -                | Conflict
      approved       | reject                | -                | Conflict
      approved       | DraftSubmitted-newer  | UnderReview 0    | ReviewOpened
      approved       | DraftSubmitted-again  | -                | IllegalTransition
      approved       | TakeBackRequested     | Approved 0       | TakeBackRefused:approved
      approved       | TakeBackRequested-old | Approved 0       | TakeBackRefused:changes-requested
      approved       | ArticlePublished      | Approved 2       |
      approved       | ArticleUpdated        | Approved 2       |
      approved       | ArticleWithdrawn      | Approved 0       |
      approved       | PublicationRefused    | Unpublished 0    |
      unpublished    | approve               | -                | Conflict
      unpublished    | request-changes       | -                | Conflict
      unpublished    | reject                | -                | Conflict
      unpublished    | DraftSubmitted-newer  | UnderReview 0    | ReviewOpened
      unpublished    | DraftSubmitted-again  | -                | IllegalTransition
      unpublished    | TakeBackRequested     | Unpublished 0    | TakeBackRefused:approved
      unpublished    | TakeBackRequested-old | Unpublished 0    | TakeBackRefused:changes-requested
      unpublished    | ArticlePublished      | Approved 2       |
      unpublished    | ArticleUpdated        | Approved 2       |
      unpublished    | ArticleWithdrawn      | Unpublished 0    |
      unpublished    | PublicationRefused    | Unpublished 0    |
      sent-back      | approve               | -                | Conflict
      sent-back      | request-changes       | -                | Conflict
      sent-back      | reject                | -                | Conflict
      sent-back      | DraftSubmitted-newer  | UnderReview 0    | ReviewOpened
      sent-back      | DraftSubmitted-again  | -                | IllegalTransition
      sent-back      | TakeBackRequested     | SentBack 0       | TakeBackRefused:changes-requested
      sent-back      | TakeBackRequested-old | SentBack 0       | TakeBackRefused:changes-requested
      sent-back      | ArticlePublished      | SentBack 2       |
      sent-back      | ArticleUpdated        | SentBack 2       |
      sent-back      | ArticleWithdrawn      | SentBack 0       |
      sent-back      | PublicationRefused    | SentBack 0       |
      turned-down    | approve               | -                | Conflict
      turned-down    | request-changes       | -                | Conflict
      turned-down    | reject                | -                | Conflict
      turned-down    | DraftSubmitted-newer  | UnderReview 0    | ReviewOpened
      turned-down    | DraftSubmitted-again  | -                | IllegalTransition
      turned-down    | TakeBackRequested     | TurnedDown 0     | TakeBackRefused:rejected
      turned-down    | TakeBackRequested-old | TurnedDown 0     | TakeBackRefused:changes-requested
      turned-down    | ArticlePublished      | TurnedDown 2     |
      turned-down    | ArticleUpdated        | TurnedDown 2     |
      turned-down    | ArticleWithdrawn      | TurnedDown 0     |
      turned-down    | PublicationRefused    | TurnedDown 0     |
      taken-back     | approve               | -                | Conflict
      taken-back     | request-changes       | -                | Conflict
      taken-back     | reject                | -                | Conflict
      taken-back     | DraftSubmitted-newer  | UnderReview 0    | ReviewOpened
      taken-back     | DraftSubmitted-again  | -                | IllegalTransition
      taken-back     | TakeBackRequested     | TakenBack 0      | TakeBackRefused:closed
      taken-back     | TakeBackRequested-old | TakenBack 0      | TakeBackRefused:changes-requested
      taken-back     | ArticlePublished      | TakenBack 2      |
      taken-back     | ArticleUpdated        | TakenBack 2      |
      taken-back     | ArticleWithdrawn      | TakenBack 0      |
      taken-back     | PublicationRefused    | TakenBack 0      |
      """;

  /** Round 1 was sent back; round 2 with revision 2 is at hand in every state but the first. */
  private static final Map<String, Consumer<Scene>> STATES =
      Map.of(
          "not-submitted", scene -> {},
          "first-step", ReviewTableTest::secondRound,
          "last-step", scene -> then(scene, s -> s.approves(WANG)),
          "approved", ReviewTableTest::approved,
          "unpublished",
              scene -> {
                approved(scene);
                scene.hears(new PublicationRefused(2, 2, digest(2), "img", NOW));
              },
          "sent-back", scene -> then(scene, s -> s.says(WANG, Verdict.REQUEST_CHANGES)),
          "turned-down", scene -> then(scene, s -> s.says(WANG, Verdict.REJECT)),
          "taken-back", scene -> then(scene, s -> s.hears(takeBack(2, 2))));

  private static final Map<String, Consumer<Scene>> INPUTS =
      Map.ofEntries(
          Map.entry("approve", s -> decide(s, Verdict.APPROVE)),
          Map.entry("request-changes", s -> decide(s, Verdict.REQUEST_CHANGES)),
          Map.entry("reject", s -> decide(s, Verdict.REJECT)),
          Map.entry("DraftSubmitted-newer", s -> s.hears(submission(3, 3))),
          Map.entry("DraftSubmitted-again", s -> s.hears(submission(2, 2))),
          Map.entry("TakeBackRequested", s -> s.hears(takeBack(2, 2))),
          Map.entry("TakeBackRequested-old", s -> s.hears(takeBack(1, 1))),
          Map.entry(
              "ArticlePublished",
              s -> s.hears(new ArticlePublished(2, digest(2), "seal", "/p", null, NOW))),
          Map.entry(
              "ArticleUpdated",
              s -> s.hears(new ArticleUpdated(2, digest(2), "seal", "/p", NOW, NOW))),
          Map.entry(
              "ArticleWithdrawn", s -> s.hears(new ArticleWithdrawn(2, "wrong", Scene.LIN, NOW))),
          Map.entry(
              "PublicationRefused",
              s -> s.hears(new PublicationRefused(2, 2, digest(2), "img", NOW))));

  private static void secondRound(Scene scene) {
    scene.hears(submission(1, 1));
    scene.says(SARA, Verdict.REQUEST_CHANGES);
    scene.hears(submission(2, 2));
  }

  private static void approved(Scene scene) {
    secondRound(scene);
    scene.approves(WANG);
    scene.approves(SARA);
  }

  private static void then(Scene scene, Consumer<Scene> more) {
    secondRound(scene);
    more.accept(scene);
  }

  private static void decide(Scene scene, Verdict verdict) {
    scene.decides(CHEN, new Decision(digest(2), verdict, "Because.", null, null));
  }

  record Row(String state, String input, String next, String events) {
    @Override
    public String toString() {
      return state + " × " + input;
    }
  }

  static List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    TABLE
        .lines()
        .map(line -> line.split("\\|", -1))
        .forEach(c -> rows.add(new Row(c[0].strip(), c[1].strip(), c[2].strip(), c[3].strip())));
    return rows;
  }

  @ParameterizedTest
  @MethodSource("rows")
  void theTableHolds(Row row) {
    Scene scene = new Scene();
    STATES.get(row.state()).accept(scene);
    Review before = scene.review();
    scene.told();
    String refusal = null;
    try {
      INPUTS.get(row.input()).accept(scene);
    } catch (RuntimeException e) {
      refusal = e.getClass().getSimpleName();
    }
    if (row.next().equals("-")) {
      assertThat(refusal).isEqualTo(row.events());
      assertThat(scene.review()).as("a refusal changes nothing").isEqualTo(before);
      assertThat(scene.told()).isEmpty();
      return;
    }
    assertThat(refusal).isNull();
    assertThat(
            scene.review().getClass().getSimpleName() + " " + scene.review().dossier().published())
        .isEqualTo(row.next());
    assertThat(scene.told().stream().map(ReviewTableTest::name).collect(joining(", ")))
        .isEqualTo(row.events());
  }

  private static String name(Object event) {
    String name = event.getClass().getSimpleName();
    return event instanceof TakeBackRefused refused ? name + ":" + refused.cause() : name;
  }

  @Test
  void theTableIsWhole() {
    Stream<String> all =
        STATES.keySet().stream()
            .flatMap(state -> INPUTS.keySet().stream().map(input -> state + " × " + input));
    assertThat(rows().stream().map(Row::toString).toList())
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(new TreeSet<>(all.toList()));
  }
}
