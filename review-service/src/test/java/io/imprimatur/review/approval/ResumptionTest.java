package io.imprimatur.review.approval;

import static io.imprimatur.review.approval.Scene.CHEN;
import static io.imprimatur.review.approval.Scene.NOW;
import static io.imprimatur.review.approval.Scene.SARA;
import static io.imprimatur.review.approval.Scene.TOM;
import static io.imprimatur.review.approval.Scene.WANG;
import static io.imprimatur.review.approval.Scene.step;
import static io.imprimatur.review.approval.Scene.submission;
import static io.imprimatur.review.approval.Scene.takeBack;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.imprimatur.events.ChangesRequested;
import io.imprimatur.events.LifecycleEvent;
import io.imprimatur.events.ReviewEvent;
import io.imprimatur.events.ReviewOpened;
import io.imprimatur.events.Step;
import io.imprimatur.events.StepApproved;
import io.imprimatur.kit.inbox.IllegalTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * At every point of a history the review is put back to that point, takes over what it told since,
 * and hears drafting again: it ends as the lost one did, and tells nothing.
 */
class ResumptionTest {

  /**
   * What happens in a history.
   *
   * @param heard drafting's event, which comes again; null for a decision, which does not
   */
  private record Moment(Consumer<Scene> act, LifecycleEvent heard) {}

  private static Moment hears(LifecycleEvent event) {
    return new Moment(scene -> scene.hears(event), event);
  }

  private static Moment approves(Reviewer who) {
    return new Moment(scene -> scene.approves(who), null);
  }

  private static Moment says(Reviewer who, Verdict verdict) {
    return new Moment(scene -> scene.says(who, verdict), null);
  }

  static Stream<Arguments> histories() {
    return Stream.of(
        Arguments.of(
            "approved, and the next version too",
            List.of(
                hears(submission(1, 1)),
                approves(WANG),
                approves(SARA),
                hears(submission(2, 2, TOM)),
                approves(SARA),
                approves(CHEN))),
        Arguments.of(
            "sent back, turned down, approved",
            List.of(
                hears(submission(1, 1)),
                says(WANG, Verdict.REQUEST_CHANGES),
                hears(submission(2, 2)),
                approves(WANG),
                says(CHEN, Verdict.REJECT),
                hears(submission(3, 3)),
                approves(CHEN),
                approves(WANG))),
        Arguments.of(
            "taken back while it runs, and submitted again",
            List.of(
                hears(submission(1, 1)),
                approves(WANG),
                hears(takeBack(1, 1)),
                hears(submission(2, 2)),
                approves(WANG))),
        Arguments.of(
            "wished back too late, twice",
            List.of(
                hears(submission(1, 1)),
                says(WANG, Verdict.REQUEST_CHANGES),
                hears(takeBack(1, 1)),
                hears(submission(2, 2)),
                approves(WANG),
                approves(SARA),
                hears(takeBack(2, 2)))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("histories")
  void theReviewEndsAsTheLostOneDid(String name, List<Moment> history) {
    Scene scene = new Scene();
    List<Review> states = new ArrayList<>(List.of(scene.review()));
    List<List<ReviewEvent>> told = new ArrayList<>();
    for (Moment moment : history) {
      moment.act().accept(scene);
      states.add(scene.review());
      told.add(scene.told());
    }
    for (int point = 0; point <= history.size(); point++) {
      scene.isPutBackTo(states.get(point));
      told.subList(point, told.size()).forEach(each -> each.forEach(scene::takesOver));
      history.subList(point, history.size()).stream()
          .map(Moment::heard)
          .filter(heard -> heard != null)
          .forEach(scene::hears);

      assertThat(scene.review()).as("put back to point %d", point).isEqualTo(states.getLast());
      assertThat(scene.told()).as("told again from point %d", point).isEmpty();
      assertThat(scene.retold()).as("left over from point %d", point).isEqualTo(Retold.NONE);
    }
  }

  @Test
  void theLastApprovalWithoutItsSealIsDecidedAnew() {
    Scene scene = new Scene();
    scene.hears(submission(1, 1));
    scene.approves(WANG);
    Review before = scene.review();
    scene.told();
    scene.approves(SARA);
    ReviewEvent last = scene.told().getFirst();
    assertThat(last).isInstanceOf(StepApproved.class);

    scene.isPutBackTo(before);
    scene.takesOver(last);
    assertThat(scene.review()).isEqualTo(before);
    scene.approves(SARA);
    assertThat(scene.review()).isInstanceOf(Approved.class);
  }

  @Test
  void aRouteThatTheSectionDoesNotHaveIsNotTakenFromTheTopic() {
    Scene scene = new Scene();
    Review before = scene.review();
    var step = step(1, "reviewer");
    scene.takesOver(new ReviewOpened(1, 1, Scene.digest(1), List.of(step), NOW));
    scene.takesOver(new StepApproved(1, 1, Scene.digest(1), step, CHEN.person(), null, NOW));
    assertThat(scene.review()).isEqualTo(before);

    scene.hears(submission(1, 1));
    assertThat(scene.round().route()).hasSize(2);
    assertThat(scene.round().decisions()).isEmpty();
    assertThat(scene.told()).as("that it was opened was told").isEmpty();
  }

  @Test
  void whatTheRoundAtHandHasNoPlaceForIsRefused() {
    Scene scene = new Scene();
    scene.hears(submission(1, 1, TOM));
    Review running = scene.review();
    for (ReviewEvent misfit :
        List.of(
            approval(2, step(1, "reviewer"), CHEN),
            approval(1, step(2, "reviewer"), CHEN),
            approval(1, step(1, "chief-editor"), CHEN),
            approval(1, step(1, "reviewer"), Scene.reviewer(TOM.id(), Set.of(), Set.of())),
            new ChangesRequested(
                1, 1, Scene.digest(2), step(1, "reviewer"), CHEN.person(), "Because.", NOW))) {
      assertThatThrownBy(() -> scene.takesOver(misfit)).isInstanceOf(IllegalTransition.class);
      assertThat(scene.review()).isEqualTo(running);
    }
    scene.says(WANG, Verdict.REJECT);
    assertThatThrownBy(() -> scene.takesOver(approval(1, step(1, "reviewer"), CHEN)))
        .isInstanceOf(IllegalTransition.class)
        .hasMessageContaining("is over");
  }

  private static StepApproved approval(int text, Step step, Reviewer by) {
    return new StepApproved(1, 1, Scene.digest(text), step, by.person(), null, NOW);
  }
}
