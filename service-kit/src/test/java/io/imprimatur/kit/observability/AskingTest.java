package io.imprimatur.kit.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Figures of a store that is away are unknown, and whoever reads them is not kept waiting. */
class AskingTest {

  private final Asking asking = new Asking();
  private final AtomicInteger asked = new AtomicInteger();

  @AfterEach
  void close() {
    asking.close();
  }

  @Test
  void anAnswerIsTheFigureAndAFailureIsUnknown() {
    assertThat(asking.ask(() -> 7L)).isEqualTo(7);
    assertThat(
            asking.ask(
                () -> {
                  throw new IllegalStateException("away");
                }))
        .isNaN();
    assertThat(asking.ask(() -> null)).isNaN();
  }

  @Test
  void whileOneAnswerIsAwaitedNoFurtherQuestionIsPut() {
    CountDownLatch back = new CountDownLatch(1);
    assertThat(asking.ask(() -> hanging(back))).isNaN();

    assertThat(asking.ask(asked::incrementAndGet)).isNaN();
    assertThat(asking.ask(asked::incrementAndGet)).isNaN();
    assertThat(asked).hasValue(0);

    back.countDown();
    await().until(() -> asking.ask(asked::incrementAndGet) >= 1);
    assertThat(asked).hasValue(1);
  }

  @Test
  void figuresOfOneQuestionAreKnownByTheirKeys() {
    Map<String, Integer> answer = new HashMap<>(Map.of("one", 1, "two", 2));
    answer.put("three", null);
    ToDoubleFunction<String> figures = asking.together(() -> answer);

    assertThat(figures.applyAsDouble("one")).isEqualTo(1);
    assertThat(figures.applyAsDouble("two")).isEqualTo(2);
    assertThat(figures.applyAsDouble("three")).as("unknown").isNaN();
    assertThat(figures.applyAsDouble("four")).as("not there").isNaN();
  }

  @Test
  void afterAWhileTheyAreAskedForAnew() {
    ToDoubleFunction<String> figures =
        asking.together(() -> Map.of("one", asked.incrementAndGet()));
    await().until(() -> figures.applyAsDouble("one") >= 2);
  }

  private static int hanging(CountDownLatch back) throws InterruptedException {
    back.await();
    return 1;
  }
}
