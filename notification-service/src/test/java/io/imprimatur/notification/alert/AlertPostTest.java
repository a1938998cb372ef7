package io.imprimatur.notification.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.imprimatur.kit.observability.Traces;
import io.imprimatur.notification.delivery.MailFigures;
import io.imprimatur.notification.delivery.Retries;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** From when on a lease that ended means that its owner is lost. */
class AlertPostTest {

  private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");

  private Instant now = START;
  private boolean away;
  private final List<Instant> lostBefore = new ArrayList<>();
  private final Ledger ledger = mock(Ledger.class);
  private final Clock clock = mock(Clock.class);
  private final StoreAnswers store = new StoreAnswers(Duration.ofSeconds(30), clock);
  private final Leases leases = new Leases(ledger, store, Duration.ofSeconds(30), clock);
  private final AlertPost post =
      new AlertPost(
          null,
          ledger,
          null,
          null,
          null,
          null,
          leases,
          store,
          new AlertPost.Rules(
              100,
              Duration.ofSeconds(30),
              Duration.ofSeconds(1),
              new Retries(
                  Duration.ofSeconds(5),
                  Duration.ofSeconds(5),
                  Duration.ofMinutes(5),
                  Duration.ofHours(4))),
          clock,
          Traces.UNRECORDED,
          MailFigures.NONE);

  AlertPostTest() {
    when(clock.instant()).thenAnswer(call -> now);
    when(clock.getZone()).thenReturn(ZoneOffset.UTC);
    when(ledger.claim(any(), any(), any(), any()))
        .thenAnswer(
            call -> {
              lostBefore.add(call.getArgument(2));
              if (away) {
                throw new IllegalStateException("the store is away");
              }
              return Optional.empty();
            });
  }

  @Test
  void whoJustStartedTakesNothingFromOthersForALease() {
    roundsUntil(29);
    assertThat(lostBefore).containsOnly(Instant.EPOCH);

    roundAt(30);
    assertThat(lostBefore.getLast()).isEqualTo(now);
  }

  @Test
  void afterAFailedRoundOwnersHaveALeaseToSaySo() {
    roundsUntil(40);
    away = true;
    now = START.plusSeconds(41);
    assertThatThrownBy(() -> post.round(() -> true)).hasMessage("the store is away");
    away = false;

    lostBefore.clear();
    roundsUntil(70);
    assertThat(lostBefore).containsOnly(Instant.EPOCH);
    roundAt(71);
    assertThat(lostBefore.getLast()).isEqualTo(now);
  }

  /** As where a driver waits for the store, or a clock jumps. */
  @Test
  void afterARoundThatTookLongOwnersHaveALeaseToSaySo() {
    roundsUntil(40);

    lostBefore.clear();
    roundAt(56);
    roundsUntil(85);
    assertThat(lostBefore).containsOnly(Instant.EPOCH);
    roundAt(86);
    assertThat(lostBefore.getLast()).isEqualTo(now);
  }

  @Test
  void whileTheStoreAnswersALeaseThatEndedCounts() {
    roundsUntil(30);

    lostBefore.clear();
    roundAt(45);
    roundAt(60);
    assertThat(lostBefore).containsExactly(START.plusSeconds(45), START.plusSeconds(60));
  }

  /** As where each worker has a long range in hand, and none asks for another. */
  @Test
  void aLeaseThatWasRenewedIsAnAnswerToo() {
    roundsUntil(30);
    leases.hold(range(1));
    when(ledger.renew(any(), any())).thenReturn(true);

    lostBefore.clear();
    for (int second = 40; second <= 70; second += 10) {
      now = START.plusSeconds(second);
      leases.round();
    }
    roundAt(75);
    assertThat(lostBefore).containsExactly(now);
  }

  @Test
  void afterALeaseThatCouldNotBeRenewedOwnersHaveALeaseToSaySo() {
    roundsUntil(30);
    leases.hold(range(1));
    when(ledger.renew(any(), any())).thenThrow(new IllegalStateException("the store is away"));
    now = START.plusSeconds(31);
    assertThatThrownBy(leases::round).hasMessage("the store is away");

    lostBefore.clear();
    roundsUntil(60);
    assertThat(lostBefore).containsOnly(Instant.EPOCH);
    roundAt(61);
    assertThat(lostBefore.getLast()).isEqualTo(now);
  }

  private static Range range(int number) {
    return new Range("article", number, 1, null, List.of());
  }

  private void roundsUntil(int second) {
    while (now.isBefore(START.plusSeconds(second))) {
      post.round(() -> true);
      now = now.plusSeconds(1);
    }
    post.round(() -> true);
  }

  private void roundAt(int second) {
    now = START.plusSeconds(second);
    post.round(() -> true);
  }
}
