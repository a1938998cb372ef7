package io.imprimatur.review.approval;

import static io.imprimatur.review.approval.Scene.ARTICLE;
import static io.imprimatur.review.approval.Scene.CHEN;
import static io.imprimatur.review.approval.Scene.LIN;
import static io.imprimatur.review.approval.Scene.NOW;
import static io.imprimatur.review.approval.Scene.SARA;
import static io.imprimatur.review.approval.Scene.TOM;
import static io.imprimatur.review.approval.Scene.WANG;
import static io.imprimatur.review.approval.Scene.ZHAO;
import static io.imprimatur.review.approval.Scene.digest;
import static io.imprimatur.review.approval.Scene.reviewer;
import static io.imprimatur.review.approval.Scene.step;
import static io.imprimatur.review.approval.Scene.submission;
import static io.imprimatur.review.approval.Scene.takeBack;
import static io.imprimatur.review.approval.Scene.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.imprimatur.events.ArticleApproved;
import io.imprimatur.events.ArticlePublished;
import io.imprimatur.events.Person;
import io.imprimatur.events.ReviewEvent;
import io.imprimatur.kit.Conflict;
import io.imprimatur.kit.Forbidden;
import io.imprimatur.kit.NotFound;
import io.imprimatur.seals.Seal;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who may decide what, once. */
class DecisionsTest {

  private final Scene scene = new Scene();

  @BeforeEach
  void submitted() {
    scene.hears(submission(1, 1));
    scene.told();
  }

  private static Decision approve(Integer round, Integer step) {
    return new Decision(digest(1), Verdict.APPROVE, null, round, step);
  }

  private static Reviewer as(Person person) {
    return new Reviewer(person, Set.of("writer", "reviewer"), Set.of("*"));
  }

  @Test
  void twoPeopleApproveAndTheSealSaysSo() {
    assertThat(scene.approves(WANG).state()).isEqualTo("in-review");
    assertThat(scene.approves(SARA).state()).isEqualTo("approved");
    List<ReviewEvent> told = scene.told();
    ArticleApproved approved = (ArticleApproved) told.getLast();
    Seal seal = scene.verifier().verify(approved.seal(), ARTICLE);
    seal.check(ARTICLE, 1, approved.text());
    assertThat(seal.approvals()).extracting(Seal.Approval::step).containsExactly(1, 2);
    assertThat(seal.approvals())
        .extracting(Seal.Approval::personHash)
        .doesNotHaveDuplicates()
        .allSatisfy(h -> assertThat(h).matches("hmac-sha256:[0-9a-f]{64}"));
    assertThat(seal.approvedAt()).isEqualTo(NOW);
    assertThat(((Approved) scene.review()).seal()).isEqualTo(approved.seal());
  }

  @Test
  void nobodyDecidesOnTwoStepsOfARound() {
    scene.decides(WANG, approve(1, 1));
    assertThatThrownBy(() -> scene.decides(WANG, approve(1, 2)))
        .isInstanceOf(Forbidden.class)
        .hasMessageContaining("You decided step 1 of this round");
    assertThatThrownBy(() -> scene.says(WANG, Verdict.REJECT)).isInstanceOf(Forbidden.class);
  }

  @Test
  void theSameDecisionAgainGetsTheSameAnswerAlsoAfterTheStepMovedOn() {
    DecisionTaken first = scene.decides(WANG, approve(1, 1));
    scene.told();
    assertThat(scene.decides(WANG, approve(1, 1))).isEqualTo(first);
    assertThat(scene.decides(WANG, approve(null, 1))).isEqualTo(first);
    DecisionTaken last = scene.approves(SARA);
    scene.told();
    assertThat(scene.decides(WANG, approve(1, 1))).isEqualTo(first);
    assertThat(scene.decides(SARA, approve(1, 2))).isEqualTo(last);
    assertThat(scene.told()).isEmpty();
  }

  @Test
  void theSameDecisionAgainIsKnownAlsoInALaterRound() {
    DecisionTaken back =
        scene.decides(WANG, new Decision(digest(1), Verdict.REQUEST_CHANGES, "Dates.", 1, 1));
    scene.hears(submission(2, 2));
    scene.told();
    assertThat(
            scene.decides(WANG, new Decision(digest(1), Verdict.REQUEST_CHANGES, "Dates.", 1, 1)))
        .isEqualTo(back);
    assertThat(scene.told()).isEmpty();
  }

  @Test
  void anApprovalOfAnEarlierRoundIsNoneOfThisOneEvenForTheSameText() {
    scene.approves(WANG);
    scene.hears(takeBack(1, 1));
    scene.hears(submission(text(1), 2, 2));
    scene.told();
    DecisionTaken again = scene.decides(WANG, approve(null, null));
    assertThat(again.round()).isEqualTo(2);
    assertThat(scene.told()).hasSize(1);
  }

  @Test
  void withoutAStepADecisionIsAboutTheOpenOneWhileTheRoundRuns() {
    DecisionTaken first = scene.decides(WANG, approve(null, null));
    scene.told();
    assertThatThrownBy(() -> scene.decides(WANG, approve(null, null)))
        .isInstanceOf(Forbidden.class)
        .hasMessageContaining("You decided step 1");
    assertThatThrownBy(() -> scene.decides(WANG, approve(1, null))).isInstanceOf(Forbidden.class);
    assertThat(scene.told()).isEmpty();
    scene.approves(SARA);
    assertThat(scene.decides(WANG, approve(null, null))).isEqualTo(first);
  }

  @Test
  void anotherDecisionOnTheSameStepIsAConflict() {
    scene.decides(WANG, approve(1, 1));
    assertThatThrownBy(
            () -> scene.decides(WANG, new Decision(digest(1), Verdict.REJECT, "No.", 1, 1)))
        .isInstanceOf(Conflict.class)
        .hasMessageContaining("otherwise");
    assertThatThrownBy(
            () -> scene.decides(WANG, new Decision(digest(1), Verdict.APPROVE, "Yes.", 1, 1)))
        .isInstanceOf(Conflict.class);
  }

  @Test
  void anotherDigestRoundOrStepIsAConflict() {
    assertThatThrownBy(
            () -> scene.decides(WANG, new Decision(digest(9), Verdict.APPROVE, null, null, null)))
        .isInstanceOf(Conflict.class)
        .hasMessageContaining(digest(1).value());
    assertThatThrownBy(() -> scene.decides(WANG, approve(2, null))).isInstanceOf(Conflict.class);
    assertThatThrownBy(() -> scene.decides(WANG, approve(null, 2)))
        .isInstanceOf(Conflict.class)
        .hasMessageContaining("Step 1 is open");
    scene.decides(WANG, approve(1, 1));
    assertThatThrownBy(() -> scene.decides(SARA, approve(1, 1)))
        .isInstanceOf(Conflict.class)
        .hasMessageContaining("Step 2 is open");
  }

  @Test
  void whoSubmittedOrEditedNeverDecides() {
    Scene edited = new Scene();
    edited.hears(submission(1, 1, TOM));
    assertThatThrownBy(() -> edited.approves(as(TOM)))
        .isInstanceOf(Forbidden.class)
        .hasMessageContaining("You wrote, edited or submitted");
    assertThatThrownBy(() -> edited.approves(as(LIN))).isInstanceOf(Forbidden.class);
    edited.approves(WANG);
    assertThatThrownBy(() -> edited.approves(as(TOM)))
        .as("nor on the second step")
        .isInstanceOf(Forbidden.class);
  }

  @Test
  void anEditorOfAnEarlierRoundStaysAnEditorUntilTheTextIsPublished() {
    Scene edited = new Scene();
    edited.hears(submission(1, 1, TOM));
    edited.says(WANG, Verdict.REQUEST_CHANGES);
    edited.hears(submission(2, 2));
    assertThatThrownBy(() -> edited.approves(as(TOM))).isInstanceOf(Forbidden.class);
    edited.approves(WANG);
    edited.approves(SARA);
    edited.hears(submission(3, 3));
    assertThatThrownBy(() -> edited.approves(as(TOM)))
        .as("revision 2 is approved, but not published as far as review knows")
        .isInstanceOf(Forbidden.class);
    edited.hears(new ArticlePublished(2, digest(2), "seal", "/p", null, NOW));
    assertThat(edited.approves(as(TOM)).step()).isEqualTo(1);
  }

  @Test
  void publicationFreesOnlyThoseWhoWorkedOnWhatWasPublished() {
    Scene edited = new Scene();
    edited.hears(submission(1, 1));
    edited.approves(WANG);
    edited.approves(SARA);
    edited.hears(submission(2, 2, TOM));
    edited.hears(new ArticlePublished(1, digest(1), "seal", "/p", null, NOW));
    assertThatThrownBy(() -> edited.approves(as(TOM))).isInstanceOf(Forbidden.class);
  }

  @Test
  void administratorsNeverDecideWhateverElseTheyAre() {
    Reviewer adam = reviewer("adam", Set.of("administrator", "reviewer"), Set.of("*"));
    assertThatThrownBy(() -> scene.approves(adam))
        .isInstanceOf(Forbidden.class)
        .hasMessageContaining("Administrators never decide");
  }

  @Test
  void whoMayNotSeeAReviewIsToldThatThereIsNone() {
    assertThatThrownBy(() -> scene.approves(ZHAO)).isInstanceOf(NotFound.class);
    assertThatThrownBy(() -> scene.approves(reviewer("w", Set.of("writer"), Set.of("*"))))
        .isInstanceOf(NotFound.class);
  }

  @Test
  void aStepTakesItsOwnGroup() {
    Scene strict = new Scene().withRoute(step(1, "reviewer"), step(2, "chief-editor"));
    strict.hears(submission(1, 1));
    strict.approves(WANG);
    assertThatThrownBy(() -> strict.approves(SARA))
        .isInstanceOf(Forbidden.class)
        .hasMessageContaining("takes the role chief-editor; you have reviewer");
    assertThat(strict.approves(CHEN).state()).isEqualTo("approved");
  }

  @Test
  void aRoundKeepsTheRouteWithWhichItBegan() {
    scene.withRoute(step(1, "chief-editor"));
    scene.approves(WANG);
    assertThat(scene.approves(SARA).state()).isEqualTo("approved");
    scene.hears(submission(2, 2));
    assertThat(scene.round().route()).containsExactly(step(1, "chief-editor"));
  }

  @Test
  void aRouteOfOneStepSealsAtOnce() {
    Scene short1 = new Scene().withRoute(step(1, "reviewer"));
    short1.hears(submission(1, 1));
    assertThat(short1.approves(WANG).state()).isEqualTo("approved");
    assertThat(short1.told()).hasSize(3);
  }

  @Test
  void aTakeBackIsAnsweredEachTimeItIsAsked() {
    scene.hears(takeBack(1, 1));
    scene.hears(takeBack(1, 1));
    scene.hears(takeBack(1, 7));
    scene.hears(takeBack(7, 1));
    assertThat(scene.told()).hasSize(4);
  }
}
