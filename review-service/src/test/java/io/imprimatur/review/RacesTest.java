package io.imprimatur.review;

import static io.imprimatur.testkit.TestPerson.CHEN_BO;
import static io.imprimatur.testkit.TestPerson.LIN_YUE;
import static io.imprimatur.testkit.TestPerson.SARA_OLSEN;
import static io.imprimatur.testkit.TestPerson.WANG_MIN;
import static org.assertj.core.api.Assertions.assertThat;

import io.imprimatur.events.LifecycleEvent;
import io.imprimatur.events.TakeBackRefused;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Two things at once: one of them comes first, and both know it. */
class RacesTest extends RunningService {

  private static final int MOST_ROUNDS = 40;

  /** Whoever came first has the worse start in the next round, so the two stay close. */
  @Test
  void anApprovalAndATakingBackAtOnceEndTheRoundOnceWhicheverComesFirst() throws Exception {
    Map<String, Integer> endings = new TreeMap<>();
    int looksBeforeApproving = 0;
    try (var threads = Executors.newSingleThreadExecutor()) {
      for (int i = 0; i < 10 || (endings.size() < 2 && i < MOST_ROUNDS); i++) {
        String article = submitted(Samples.text("Both " + i, "services"), LIN_YUE);
        String digest = digestOf(article);
        approve(WANG_MIN, article);
        int looks = looksBeforeApproving;
        Future<Integer> approval =
            threads.submit(
                () -> {
                  look(article, looks);
                  return decide(SARA_OLSEN, article, digest, "approve", "").status();
                });
        look(article, -looks);
        drafting.tells(article, Samples.takeBack(1, 1, LIN_YUE));
        String ending = endedOnce(article, approval.get());
        endings.merge(ending, 1, Integer::sum);
        looksBeforeApproving += ending.equals("approved") ? 3 : -3;
      }
    }
    assertThat(endings).containsOnlyKeys("approved", "closed");
  }

  private void look(String article, int times) {
    for (int i = 0; i < times; i++) {
      api.get(SARA_OLSEN, "/api/reviews/" + article);
    }
  }

  private String endedOnce(String article, int approval) {
    if (approval == 200) {
      List<LifecycleEvent> told = awaitTold(article, 5);
      assertThat(names(told))
          .containsExactly(
              "ReviewOpened", "StepApproved", "StepApproved", "ArticleApproved", "TakeBackRefused");
      assertThat(((TakeBackRefused) told.getLast()).cause()).isEqualTo("approved");
      return "approved";
    }
    assertThat(approval).isEqualTo(409);
    assertThat(names(awaitTold(article, 3)))
        .containsExactly("ReviewOpened", "StepApproved", "ReviewClosed");
    return "closed";
  }

  @Test
  void ofTwoWhoDecideTheSameStepAtOnceExactlyOneDoes() throws Exception {
    try (var threads = Executors.newFixedThreadPool(3)) {
      for (int i = 0; i < 10; i++) {
        String article = submitted(Samples.text("Race " + i, "services"), LIN_YUE);
        String digest = digestOf(article);
        CyclicBarrier start = new CyclicBarrier(3);
        List<Future<Integer>> all =
            threads.invokeAll(
                List.of(WANG_MIN, SARA_OLSEN, CHEN_BO).stream()
                    .<Callable<Integer>>map(
                        who ->
                            () -> {
                              start.await();
                              return decide(who, article, digest, "approve", ",\"step\":1")
                                  .status();
                            })
                    .toList());
        assertThat(all.stream().map(RacesTest::result)).containsExactlyInAnyOrder(200, 409, 409);
        assertThat(names(awaitTold(article, 2))).containsExactly("ReviewOpened", "StepApproved");
      }
    }
  }

  private static int result(Future<Integer> future) {
    try {
      return future.get();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
