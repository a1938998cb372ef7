package io.imprimatur.notification.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.imprimatur.notification.alert.Recipient.State;
import io.imprimatur.notification.delivery.MailFigures.Kind;
import io.imprimatur.notification.delivery.MailFigures.Result;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TallyTest {

  private static final Instant NOW = Instant.parse("2026-11-28T08:00:00Z");

  private final List<Result> counted = new ArrayList<>();
  private final Tally tally =
      new Tally(
          (kind, result) -> {
            assertThat(kind).isEqualTo(Kind.ALERT);
            counted.add(result);
          });

  @Test
  void whatIsPutOffOverAndOverCountsOnceAndItsFurtherTriesApart() {
    Recipient once = Recipient.waiting("s1", NOW).retry(NOW.plusSeconds(30), "450");
    Recipient twice = once.to(State.SENDING, NOW).retry(NOW.plusSeconds(90), "450");
    Recipient thrice = twice.to(State.SENDING, NOW).retry(NOW.plusSeconds(210), "450");

    List.of(once, twice, thrice, thrice.to(State.SENT, NOW)).forEach(tally::add);
    assertThat(counted).as("what is not in the ledger").isEmpty();
    tally.written();

    assertThat(counted)
        .containsExactly(Result.PUT_OFF, Result.PUT_OFF_AGAIN, Result.PUT_OFF_AGAIN, Result.SENT);
  }
}
