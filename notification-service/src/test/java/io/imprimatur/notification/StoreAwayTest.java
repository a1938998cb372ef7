package io.imprimatur.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.imprimatur.testkit.JavaProcess;
import io.imprimatur.testkit.ServerProcess;
import io.imprimatur.testkit.TestStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The store goes away while mails go out, for longer than a lease, and comes back. */
class StoreAwayTest {

  private static final int SUBSCRIBERS = 240;

  /** Three ranges leave most of the eight workers idle: none may take over from a living one. */
  private static final String RANGES = "--imprimatur.alerts.range-size=80";

  private static final Duration LEASE = Duration.ofSeconds(2);

  @Test
  void everyoneStillHasOneMailAndNoneIsUncertain() {
    try (ServerProcess store = TestStore.process();
        Instances house = new Instances("store-away", store.address() + "/away")) {
      house.subscribe(SUBSCRIBERS);
      house.post.takeAtLeast(Duration.ofMillis(40));
      try (JavaProcess one = house.start(RANGES);
          JavaProcess other = house.start(RANGES)) {
        String article = house.publish();
        await().atMost(Instances.WAIT).until(() -> house.post.letters().size() > 30);
        store.kill();
        awaitSilence(house, LEASE.multipliedBy(2));
        assertThat(house.post.letters()).hasSizeLessThan(SUBSCRIBERS);
        store.start();

        Map<String, String> states = house.awaitCompleted(article);

        assertThat(states).hasSize(SUBSCRIBERS);
        assertThat(states.values()).containsOnly("sent");
        assertThat(house.letters()).hasSize(SUBSCRIBERS);
        assertThat(house.letters().values()).containsOnly(1L);
        assertThat(List.of(one, other)).allMatch(JavaProcess::isAlive);
      }
    }
  }

  /** Until the mail server got nothing for that long. */
  private static void awaitSilence(Instances house, Duration length) {
    int[] last = {-1};
    await()
        .atMost(Instances.WAIT)
        .during(length)
        .until(
            () -> {
              int before = last[0];
              last[0] = house.post.letters().size();
              return before == last[0];
            });
  }
}
