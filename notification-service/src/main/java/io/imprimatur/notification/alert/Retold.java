package io.imprimatur.notification.alert;

import io.imprimatur.events.AlertCompleted;
import io.imprimatur.events.AlertStarted;
import io.imprimatur.events.AlertStopped;
import io.imprimatur.events.NotificationEvent;
import io.imprimatur.kit.inbox.IllegalTransition;
import io.imprimatur.notification.alert.Alert.Completed;
import io.imprimatur.notification.alert.Alert.Held;
import io.imprimatur.notification.alert.Alert.Started;
import io.imprimatur.notification.alert.Alert.Stopped;
import io.imprimatur.notification.alert.Alert.Stopping;
import io.imprimatur.notification.alert.Alert.Waiting;
import java.time.Instant;
import java.util.Optional;

/**
 * What was told of an alert before the database was put back. One that has ended has ended, with
 * the figures of its event. Of one that has not, nobody knows any more who was mailed: it is held
 * until an operator decides, and mails nobody by itself.
 *
 * @param startedAt when its mails began to go out, or null where that was not told
 * @param end how it ended, or null where that was not told
 */
public record Retold(Instant startedAt, End end) {

  /** Of an alert of which nothing was told. */
  public static final Retold NONE = new Retold(null, null);

  /** In place of who stopped an alert, which its event does not tell. */
  private static final String SOMEBODY = "—";

  /**
   * An alert's end.
   *
   * @param reason why it was stopped, or null where it was completed
   */
  public record End(Counts counts, String reason, Instant at) {}

  /** With one more event. */
  public Retold with(NotificationEvent event) {
    return switch (event) {
      case AlertStarted e -> new Retold(e.at(), null);
      case AlertCompleted e ->
          new Retold(
              startedAt,
              new End(counts(e.matched(), e.sent(), e.failed(), e.uncertain()), null, e.at()));
      case AlertStopped e ->
          new Retold(
              startedAt,
              new End(
                  counts(e.matched(), e.sent(), e.failed(), e.uncertain()), e.reason(), e.at()));
    };
  }

  private static Counts counts(long matched, long sent, long failed, long uncertain) {
    return new Counts(
        matched, 0, sent, failed, uncertain, Math.max(0, matched - sent - failed - uncertain));
  }

  /** The alert as it stood when this was told; what is stored of it may be older. */
  public Alert resume(Alert alert) {
    if (end == null) {
      return startedAt == null ? alert : new Held(alert.publication(), alert.headline(), true);
    }
    return end.reason() == null
        ? new Completed(
            alert.publication(),
            alert.headline(),
            startedAt == null ? end.at() : startedAt,
            end.counts(),
            end.at())
        : new Stopped(
            alert.publication(),
            alert.headline(),
            startedAt,
            end.counts(),
            new Stop(end.reason(), SOMEBODY, null, end.at()));
  }

  /**
   * A stored alert after an event that had been told.
   *
   * @throws IllegalTransition where it has ended before
   */
  public static Alert takeOver(Alert before, NotificationEvent event) {
    Instant startedAt =
        switch (before) {
          case Waiting w -> null;
          case Held h -> null;
          case Started s -> s.startedAt();
          case Stopping s -> s.startedAt();
          case Stopped s -> throw ended("stopped");
          case Completed c -> throw ended("completed");
        };
    return new Retold(startedAt, null).with(event).resume(before);
  }

  private static IllegalTransition ended(String how) {
    return new IllegalTransition("the alert is " + how + " already");
  }

  /** Holds what would mail people by itself; nothing where it does not. */
  public static Optional<Change<? extends Alert>> hold(Alert alert) {
    return switch (alert) {
      case Waiting w -> Optional.of(Change.to(new Held(w.publication(), w.headline(), true)));
      case Started s -> Optional.of(Change.to(new Held(s.publication(), s.headline(), true)));
      case Held h -> Optional.empty();
      case Stopping s -> Optional.empty();
      case Stopped s -> Optional.empty();
      case Completed c -> Optional.empty();
    };
  }
}
