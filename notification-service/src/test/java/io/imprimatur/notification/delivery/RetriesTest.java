package io.imprimatur.notification.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetriesTest {

  private static final Instant NOW = Instant.parse("2026-11-28T08:00:00Z");
  private static final Retries RETRIES =
      new Retries(
          Duration.ofSeconds(5),
          Duration.ofSeconds(30),
          Duration.ofMinutes(15),
          Duration.ofHours(72));

  @ParameterizedTest
  @CsvSource({"0, 30", "1, 60", "2, 120", "4, 480", "5, 900", "60, 900", "100000, 900"})
  void pausesDoubleUpToTheLongest(int tries, long seconds) {
    assertThat(RETRIES.pause(new Outcome.Later("450", false), tries))
        .isEqualTo(Duration.ofSeconds(seconds));
  }

  @ParameterizedTest
  @CsvSource({"0", "7"})
  void aLostConnectionIsMadeAnewSoonHoweverOftenItWasLost(int tries) {
    assertThat(RETRIES.pause(new Outcome.Later("reset", true), tries))
        .isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void whatWasPutOffForTooLongIsGivenUp() {
    Instant late = NOW.plus(Duration.ofHours(72));
    assertThat(RETRIES.isTooLate(NOW, late.minusMillis(1))).isFalse();
    assertThat(RETRIES.isTooLate(NOW, late)).isTrue();
  }
}
