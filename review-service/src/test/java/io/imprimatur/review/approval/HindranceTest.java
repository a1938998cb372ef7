package io.imprimatur.review.approval;

import static io.imprimatur.review.approval.Scene.LIN;
import static io.imprimatur.review.approval.Scene.SARA;
import static io.imprimatur.review.approval.Scene.WANG;
import static io.imprimatur.review.approval.Scene.reviewer;
import static io.imprimatur.review.approval.Scene.step;
import static io.imprimatur.review.approval.Scene.submission;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.imprimatur.kit.Forbidden;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each reason why somebody may not decide, asked beforehand and met in the decision. */
class HindranceTest {

  private final Scene scene = new Scene().withRoute(step(1, "reviewer"), step(2, "chief-editor"));

  @BeforeEach
  void submitted() {
    scene.hears(submission(1, 1));
  }

  private void hinders(Reviewer who, String code, Object... arguments) {
    UnderReview running = (UnderReview) scene.review();
    Hindrance why = running.hindrance(who).orElseThrow();
    assertThat(why.code()).isEqualTo(code);
    assertThat(why.arguments()).containsExactly(arguments);
    assertThat(why.sentence()).endsWith(".");
    assertThatThrownBy(() -> scene.approves(who))
        .isInstanceOfSatisfying(
            Forbidden.class,
            refused -> {
              assertThat(refused.code()).isEqualTo(code);
              assertThat(refused.arguments()).containsExactly(arguments);
              assertThat(refused).hasMessage(why.sentence());
            });
  }

  @Test
  void whoeverHoldsTheRoleMay() {
    assertThat(((UnderReview) scene.review()).hindrance(WANG)).isEmpty();
  }

  @Test
  void administratorsNever() {
    hinders(
        reviewer("adam.frey", Set.of("administrator", "reviewer"), Set.of("*")), "administrator");
  }

  @Test
  void whoeverLacksTheGroupOfTheStep() {
    hinders(reviewer("mo", Set.of("chief-editor"), Set.of("*")), "step-takes-reviewer", 1);
    scene.approves(WANG);
    hinders(SARA, "step-takes-chief-editor", 2);
  }

  @Test
  void whoeverHoldsTheGroupElsewhereOnly() {
    Reviewer elsewhere =
        new Reviewer(
            new io.imprimatur.events.Person("zhao.lei", "Zhao Lei"),
            Set.of("reviewer"),
            Set.of("tourism"));
    assertThat(((UnderReview) scene.review()).hindrance(elsewhere))
        .contains(new Hindrance.OtherSection("government"));
  }

  @Test
  void whoeverHadAHandInTheText() {
    hinders(new Reviewer(LIN, Set.of("reviewer"), Set.of("*")), "own-text");
  }

  @Test
  void whoeverDecidedAnotherStepOfThisRound() {
    Reviewer both = reviewer("chen.bo", Set.of("reviewer", "chief-editor"), Set.of("*"));
    scene.approves(both);
    hinders(both, "same-person", 1, 2);
  }
}
