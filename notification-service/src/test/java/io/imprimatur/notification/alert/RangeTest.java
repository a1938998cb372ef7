package io.imprimatur.notification.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.imprimatur.notification.alert.Recipient.State;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RangeTest {

  private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");

  /** One recipient in each state; the retry is due in a minute. */
  private final Range range =
      new Range(
          "a",
          1,
          7,
          null,
          Stream.of(State.values())
              .map(
                  s ->
                      new Recipient(
                          s.name(), s, s == State.RETRY ? NOW.plusSeconds(60) : NOW, 0, null))
              .toList());

  @Test
  void aNewOwnerCallsWhatItFindsOnTheWayUncertain() {
    Range after = range.with(range.orphans(NOW));

    assertThat(after.recipients().get(State.SENDING.ordinal()).state()).isEqualTo(State.UNCERTAIN);
    assertThat(after.counts()).isEqualTo(new Counts(7, 2, 1, 1, 2, 1));
  }

  @Test
  void onlyWhatWasNotBegunIsLeftOut() {
    Range after = range.with(range.skipped(NOW));

    assertThat(after.counts()).isEqualTo(new Counts(7, 1, 1, 1, 1, 3));
    assertThat(after.recipients().get(State.SENDING.ordinal()).state()).isEqualTo(State.SENDING);
  }

  @Test
  void nothingFinalOrUncertainIsEverReadyAgain() {
    assertThat(range.ready(NOW, 20)).containsExactly(State.WAITING.ordinal());
    assertThat(range.ready(NOW.plusSeconds(60), 20))
        .containsExactly(State.WAITING.ordinal(), State.RETRY.ordinal());
    assertThat(range.ready(NOW.plusSeconds(60), 1)).hasSize(1);
    assertThat(range.nextRetry()).contains(NOW.plusSeconds(60));
  }

  @Test
  void theFirstTryIsKept() {
    Range tried = range.triedAt(NOW);
    assertThat(tried.triedAt(NOW.plusSeconds(9)).firstTriedAt()).isEqualTo(NOW);
  }

  @Test
  void figuresAddUp() {
    Counts sum =
        List.of(range.counts(), range.counts()).stream().reduce(Counts.none(), Counts::plus);
    assertThat(sum).isEqualTo(new Counts(14, 6, 2, 2, 2, 2));
  }
}
