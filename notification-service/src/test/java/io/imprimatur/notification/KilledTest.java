package io.imprimatur.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.imprimatur.testkit.JavaProcess;
import io.imprimatur.testkit.TestStore;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** An instance is killed while its mails go out, and another one goes on. */
class KilledTest {

  private static final int SUBSCRIBERS = 100;
  private static final int TAKEN_BEFORE = 25;
  private static final String RANGES = "--imprimatur.alerts.range-size=30";

  @Test
  void whatWasOnItsWayIsUncertainAndTheRestIsMailedOnce() {
    CountDownLatch killed = new CountDownLatch(1);
    AtomicInteger begun = new AtomicInteger();
    try (Instances house = new Instances("killed", TestStore.newDatabase(KilledTest.class))) {
      house.subscribe(SUBSCRIBERS);
      house.post.beforeTaking(
          () -> {
            if (begun.incrementAndGet() > TAKEN_BEFORE) {
              waitFor(killed);
            }
          });
      String article;
      try (JavaProcess first = house.start(RANGES)) {
        article = house.publish();
        await().atMost(Instances.WAIT).until(() -> begun.get() > TAKEN_BEFORE);
        first.kill();
      }
      killed.countDown();
      Map<String, String> states;
      try (JavaProcess second = house.start(RANGES)) {
        states = house.awaitCompleted(article);
      }

      assertThat(states).hasSize(SUBSCRIBERS);
      assertThat(states.values()).containsOnly("sent", "uncertain").contains("uncertain");
      Map<String, Long> letters = house.letters();
      assertThat(letters.values()).containsOnly(1L);
      states.forEach(
          (address, state) -> {
            if (state.equals("sent")) {
              assertThat(letters).containsKey(address);
            }
          });
    }
  }

  private static void waitFor(CountDownLatch latch) {
    try {
      assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
