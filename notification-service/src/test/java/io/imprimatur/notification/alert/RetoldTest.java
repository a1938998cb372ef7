package io.imprimatur.notification.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.imprimatur.events.AlertCompleted;
import io.imprimatur.events.AlertStarted;
import io.imprimatur.events.AlertStopped;
import io.imprimatur.events.NotificationEvent;
import io.imprimatur.kit.inbox.IllegalTransition;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every stored state with every event that was told before a restore, by hand. */
class RetoldTest {

  private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");
  private static final Publication PUBLICATION =
      new Publication("01939c6e-7b1a-7cc0-8000-0123456789ab", "government", "zh", NOW);
  private static final Headline HEADLINE = new Headline(1, "one", "sum");
  private static final Counts COUNTS = new Counts(9, 0, 5, 2, 1, 1);
  private static final Stop STOP = new Stop("a mistake", "mia.roth", "Mia Roth", NOW);

  private static final Map<String, Alert> STATES =
      Map.of(
          "waiting", new Alert.Waiting(PUBLICATION, HEADLINE, true),
          "held", new Alert.Held(PUBLICATION, HEADLINE),
          "started", new Alert.Started(PUBLICATION, HEADLINE, NOW, 9, 1),
          "stopping", new Alert.Stopping(PUBLICATION, HEADLINE, NOW, 9, 1, STOP),
          "stopped", new Alert.Stopped(PUBLICATION, HEADLINE, NOW, COUNTS, STOP),
          "completed", new Alert.Completed(PUBLICATION, HEADLINE, NOW, COUNTS, NOW));

  private static final Map<String, NotificationEvent> EVENTS =
      Map.of(
          "started", new AlertStarted(1, 9, NOW),
          "completed", new AlertCompleted(1, 9, 5, 2, 1, NOW.plusSeconds(9)),
          "stopped", new AlertStopped(1, 9, 5, 2, 1, "withdrawn", NOW.plusSeconds(9)));

  @ParameterizedTest
  @CsvSource({
    // before,   told,      next
    "waiting,    started,   Held",
    "waiting,    completed, Completed",
    "waiting,    stopped,   Stopped",
    "held,       started,   Held",
    "held,       completed, Completed",
    "held,       stopped,   Stopped",
    "started,    started,   Held",
    "started,    completed, Completed",
    "started,    stopped,   Stopped",
    "stopping,   started,   Held",
    "stopping,   completed, Completed",
    "stopping,   stopped,   Stopped",
    "stopped,    started,   -",
    "stopped,    completed, -",
    "stopped,    stopped,   -",
    "completed,  started,   -",
    "completed,  completed, -",
    "completed,  stopped,   -",
  })
  void takesOver(String before, String told, String next) {
    Alert alert = STATES.get(before);
    if (next.equals("-")) {
      assertThatThrownBy(() -> Retold.takeOver(alert, EVENTS.get(told)))
          .isInstanceOf(IllegalTransition.class);
      return;
    }
    Alert after = Retold.takeOver(alert, EVENTS.get(told));
    assertThat(after.getClass().getSimpleName()).isEqualTo(next);
    switch (after) {
      case Alert.Held held -> assertThat(held.restored()).isTrue();
      case Alert.Completed completed -> assertThat(completed.counts()).isEqualTo(COUNTS);
      case Alert.Stopped stopped -> {
        assertThat(stopped.counts()).isEqualTo(COUNTS);
        assertThat(stopped.stop().isWithdrawal()).isTrue();
      }
      default -> throw new AssertionError(next);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "waiting, true",
    "started, true",
    "held, false",
    "stopping, false",
    "stopped, false",
    "completed, false",
  })
  void holdsWhatWouldMailByItself(String state, boolean held) {
    assertThat(Retold.hold(STATES.get(state)).map(Change::next))
        .isEqualTo(
            held ? Optional.of(new Alert.Held(PUBLICATION, HEADLINE, true)) : Optional.empty());
  }

  @Test
  void whatIsPublishedAgainBecomesWhatWasTold() {
    Alert again = Alert.about(PUBLICATION, HEADLINE, NOW, Duration.ofHours(24), NOW);
    assertThat(again).isEqualTo(new Alert.Held(PUBLICATION, HEADLINE, true));
    assertThat(Retold.NONE.resume(again)).isEqualTo(again);

    Retold started = Retold.NONE.with(EVENTS.get("started"));
    assertThat(started.resume(again)).isEqualTo(again);
    assertThat(started.with(EVENTS.get("completed")).resume(again))
        .isEqualTo(new Alert.Completed(PUBLICATION, HEADLINE, NOW, COUNTS, NOW.plusSeconds(9)));
  }

  @Test
  void whatIsPublishedAfterARestoreIsNews() {
    assertThat(Alert.about(PUBLICATION, HEADLINE, NOW, Duration.ofHours(24), NOW.minusMillis(1)))
        .isInstanceOf(Alert.Waiting.class);
  }
}
