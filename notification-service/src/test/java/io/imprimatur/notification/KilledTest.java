package io.imprimatur.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.imprimatur.notification.delivery.smtp.PostOffice.Hold;
import io.imprimatur.testkit.JavaProcess;
import io.imprimatur.testkit.TestStore;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An instance is killed while its mails go out, and another one goes on. */
class KilledTest {

  private static final int SUBSCRIBERS = 100;
  private static final int TAKEN_BEFORE = 25;
  private static final String RANGES = "--imprimatur.alerts.range-size=30";

  @Test
  void whatWasOnItsWayIsUncertainAndTheRestIsMailedOnce() {
    try (Instances house = new Instances("killed", TestStore.newDatabase(KilledTest.class))) {
      house.subscribe(SUBSCRIBERS);
      Hold hold = house.post.holdAfter(TAKEN_BEFORE);
      String article;
      try (JavaProcess first = house.start(RANGES)) {
        article = house.publish();
        hold.awaitMail();
        first.kill();
      }
      hold.release();
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
}
