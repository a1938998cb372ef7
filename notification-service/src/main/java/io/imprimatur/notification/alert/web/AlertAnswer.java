package io.imprimatur.notification.alert.web;

import io.imprimatur.notification.alert.Alert;
import io.imprimatur.notification.alert.Alert.Completed;
import io.imprimatur.notification.alert.Alert.Held;
import io.imprimatur.notification.alert.Alert.Started;
import io.imprimatur.notification.alert.Alert.Stopped;
import io.imprimatur.notification.alert.Alert.Stopping;
import io.imprimatur.notification.alert.Alert.Waiting;
import io.imprimatur.notification.alert.AlertDesk;
import io.imprimatur.notification.alert.AlertState;
import io.imprimatur.notification.alert.Counts;
import io.imprimatur.notification.alert.Stop;
import java.time.Instant;

/**
 * An alert as programs see it. {@code matched} is the sum of sent, failed, uncertain, waiting and
 * skipped.
 *
 * @param state waiting, held, started, stopping, stopped or completed
 * @param reason why it was stopped, or null
 * @param stoppedBy who did it, or null
 */
record AlertAnswer(
    String articleId,
    String state,
    String title,
    String section,
    String language,
    Instant publishedAt,
    long matched,
    long sent,
    long failed,
    long uncertain,
    long waiting,
    long skipped,
    Instant startedAt,
    Instant completedAt,
    Instant stoppedAt,
    String reason,
    String stoppedBy) {

  static AlertAnswer of(AlertDesk.Seen seen) {
    Counts counts = seen.counts();
    return switch (seen.alert()) {
      case Waiting w -> of(w, counts, null, null, null);
      case Held h -> of(h, counts, null, null, null);
      case Started s -> of(s, counts, s.startedAt(), null, null);
      case Stopping s -> of(s, counts, s.startedAt(), null, s.stop());
      case Stopped s -> of(s, counts, s.startedAt(), null, s.stop());
      case Completed c -> of(c, counts, c.startedAt(), c.completedAt(), null);
    };
  }

  private static AlertAnswer of(
      Alert alert, Counts counts, Instant startedAt, Instant completedAt, Stop stop) {
    return new AlertAnswer(
        alert.publication().articleId(),
        AlertController.name(AlertState.of(alert)),
        alert.headline().title(),
        alert.publication().section(),
        alert.publication().language(),
        alert.publication().publishedAt(),
        counts.matched(),
        counts.sent(),
        counts.failed(),
        counts.uncertain(),
        counts.waiting(),
        counts.skipped(),
        startedAt,
        completedAt,
        stop == null ? null : stop.at(),
        stop == null ? null : stop.reason(),
        stop == null ? null : stop.byName() == null ? stop.by() : stop.byName());
  }
}
