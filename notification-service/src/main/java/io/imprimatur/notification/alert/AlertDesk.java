package io.imprimatur.notification.alert;

import io.imprimatur.kit.Conflict;
import io.imprimatur.kit.Invalid;
import io.imprimatur.kit.NotFound;
import io.imprimatur.kit.Page;
import io.imprimatur.kit.Paging;
import io.imprimatur.kit.aggregate.Idempotency;
import io.imprimatur.notification.alert.Alert.Completed;
import io.imprimatur.notification.alert.Alert.Held;
import io.imprimatur.notification.alert.Alert.Started;
import io.imprimatur.notification.alert.Alert.Stopped;
import io.imprimatur.notification.alert.Alert.Stopping;
import io.imprimatur.notification.alert.Alert.Waiting;
import java.time.Clock;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Predicate;

/** What operators see of alerts, and what they may do about them. */
public final class AlertDesk {

  private static final int LONGEST_REASON = 4_000;

  private final Alerts alerts;
  private final Ledger ledger;
  private final AlertEnding ending;
  private final Clock clock;
  private final Runnable workDue;

  /**
   * @param workDue told that an alert waits for its recipients to be counted
   */
  public AlertDesk(
      Alerts alerts, Ledger ledger, AlertEnding ending, Clock clock, Runnable workDue) {
    this.alerts = alerts;
    this.ledger = ledger;
    this.ending = ending;
    this.clock = clock;
    this.workDue = workDue;
  }

  /** An alert with its figures. */
  public record Seen(Alert alert, Counts counts) {}

  /**
   * @param sections only those of these sections; null for all
   */
  public Page<Seen> list(Collection<String> sections, Paging paging) {
    return alerts.list(sections, paging).map(this::seen);
  }

  /**
   * @param visible whether the person may know of an alert in that section
   * @throws NotFound where there is none, or the person may not know of it
   */
  public Seen find(String articleId, Predicate<String> visible) {
    return alerts
        .find(articleId)
        .filter(alert -> visible.test(alert.publication().section()))
        .map(this::seen)
        .orElseThrow(() -> notFound(articleId));
  }

  private Seen seen(Alert alert) {
    return new Seen(
        alert,
        switch (alert) {
          case Waiting w -> Counts.none();
          case Held h -> Counts.none();
          case Started s -> ledger.counts(alert.publication().articleId());
          case Stopping s -> ledger.counts(alert.publication().articleId());
          case Stopped s -> s.counts();
          case Completed c -> c.counts();
        });
  }

  /**
   * Lets an alert go out although its article is not news any more.
   *
   * @throws Conflict where it is not held
   */
  public void release(String articleId, Predicate<String> visible, Idempotency key) {
    alerts.command(
        articleId,
        key,
        found ->
            switch (require(articleId, found, visible)) {
              case Held held -> held.release();
              case Waiting w -> throw new Conflict("This alert is not held: it is about to start.");
              case Started s -> throw new Conflict("This alert is not held: its mails go out now.");
              case Stopping s -> throw stoppedAlready();
              case Stopped s -> throw stoppedAlready();
              case Completed c -> throw new Conflict("This alert is not held: it is completed.");
            });
    workDue.run();
  }

  /**
   * Ends an alert before everyone is mailed. Ending an ended one again changes nothing.
   *
   * @param reason in the operator's words
   * @throws Conflict where it is completed
   */
  public void stop(
      String articleId,
      String reason,
      String personId,
      Predicate<String> visible,
      Idempotency key) {
    if (reason == null || reason.isBlank() || reason.length() > LONGEST_REASON) {
      throw new Invalid("reason", "must say why, in 1 to " + LONGEST_REASON + " characters");
    }
    alerts.command(
        articleId,
        key,
        found -> {
          Alert alert = require(articleId, found, visible);
          if (alert instanceof Completed) {
            throw new Conflict("This alert is completed: every mail has its outcome.");
          }
          return alert.stop(new Stop(reason.strip(), personId, clock.instant()));
        });
    ending.settle(articleId);
  }

  private static Conflict stoppedAlready() {
    return new Conflict("This alert was stopped; what was stopped does not go on.");
  }

  private static Alert require(String articleId, Optional<Alert> found, Predicate<String> visible) {
    return found
        .filter(alert -> visible.test(alert.publication().section()))
        .orElseThrow(() -> notFound(articleId));
  }

  private static NotFound notFound(String articleId) {
    return new NotFound("There is no alert about the article %s.".formatted(articleId));
  }
}
