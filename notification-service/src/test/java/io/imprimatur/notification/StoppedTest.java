package io.imprimatur.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.imprimatur.testkit.JavaProcess;
import io.imprimatur.testkit.TestStore;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** An instance is stopped in order while a slow mail server takes its mails. */
class StoppedTest {

  private static final int SUBSCRIBERS = 30;

  @Test
  void noMailIsUncertainAndTheNextInstanceSendsTheRest() {
    try (Instances house = new Instances("stopped", TestStore.newDatabase(StoppedTest.class))) {
      house.subscribe(SUBSCRIBERS);
      // A batch of 20 would need 14 seconds, and nobody waits so long for a process to end.
      house.post.takeAtLeast(Duration.ofMillis(700));
      String article;
      try (JavaProcess first = house.start()) {
        article = house.publish();
        await().atMost(Instances.WAIT).until(() -> house.post.letters().size() >= 3);
        first.stop();
      }
      assertThat(house.letters()).hasSizeLessThan(20);
      assertThat(house.states().values()).containsOnly("sent", "waiting");

      house.post.takeAtLeast(Duration.ZERO);
      try (JavaProcess second = house.start()) {
        assertThat(house.awaitCompleted(article).values()).containsOnly("sent");
      }
      assertThat(house.letters()).hasSize(SUBSCRIBERS);
      assertThat(house.letters().values()).containsOnly(1L);
    }
  }
}
