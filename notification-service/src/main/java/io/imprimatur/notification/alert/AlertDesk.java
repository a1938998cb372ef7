package io.imprimatur.notification.alert;

import static java.util.stream.Collectors.toMap;

import io.imprimatur.kit.Conflict;
import io.imprimatur.kit.Invalid;
import io.imprimatur.kit.NotFound;
import io.imprimatur.kit.Page;
import io.imprimatur.kit.Paging;
import io.imprimatur.kit.Refusal;
import io.imprimatur.kit.aggregate.Idempotency;
import io.imprimatur.kit.observability.LogKeys;
import io.imprimatur.kit.people.Person;
import io.imprimatur.notification.alert.Alert.Completed;
import io.imprimatur.notification.alert.Alert.Held;
import io.imprimatur.notification.alert.Alert.Started;
import io.imprimatur.notification.alert.Alert.Stopped;
import io.imprimatur.notification.alert.Alert.Stopping;
import io.imprimatur.notification.alert.Alert.Waiting;
import io.imprimatur.notification.subscription.Address;
import io.imprimatur.notification.subscription.Subscriber;
import io.imprimatur.notification.subscription.Subscribers;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What operators see of alerts, and what they may do about them. */
public final class AlertDesk {

  private static final Logger log = LoggerFactory.getLogger(AlertDesk.class);
  private static final int LONGEST_REASON = 4_000;

  private final Alerts alerts;
  private final Ledger ledger;
  private final LedgerView view;
  private final Subscribers subscribers;
  private final AlertEnding ending;
  private final Clock clock;
  private final Runnable workDue;

  /**
   * @param workDue told that an alert waits for its recipients to be counted
   */
  public AlertDesk(
      Alerts alerts,
      Ledger ledger,
      LedgerView view,
      Subscribers subscribers,
      AlertEnding ending,
      Clock clock,
      Runnable workDue) {
    this.alerts = alerts;
    this.ledger = ledger;
    this.view = view;
    this.subscribers = subscribers;
    this.ending = ending;
    this.clock = clock;
    this.workDue = workDue;
  }

  /** An alert with its figures. */
  public record Seen(Alert alert, Counts counts) {}

  /**
   * @param sections only those of these sections; null for all
   * @param states only those in one of these states; null for all
   */
  public Page<Seen> list(
      Collection<String> sections, Collection<AlertState> states, Paging paging) {
    return alerts.list(sections, states, paging).map(this::seen);
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

  /**
   * A part of the ranges of an alert that a person may know of.
   *
   * @throws NotFound where there is none, or the person may not know of it
   */
  public Page<LedgerView.Line> ranges(String articleId, Predicate<String> visible, Paging paging) {
    require(articleId, alerts.find(articleId), visible);
    return view.ranges(articleId, clock.instant(), paging);
  }

  /** How many ranges it has in each state of work. */
  public Map<LedgerView.Work, Integer> work(String articleId) {
    return view.work(articleId, clock.instant());
  }

  /**
   * A mail that failed, may not have gone out, or was put off. People see enough of the address to
   * recognise it and no more; so it is with what the mail server said.
   *
   * @param maskedAddress null where the subscriber was forgotten
   * @param at since when it is so; for a mail that was put off, when it is tried again
   * @param words of the mail server, or of this service where that said nothing; may be null
   */
  public record TroubleSeen(int range, String maskedAddress, Instant at, int tries, String words) {}

  /**
   * A part of an alert's mails with a trouble.
   *
   * @throws NotFound where there is no such alert, or the person may not know of it
   */
  public Page<TroubleSeen> troubles(
      String articleId, Predicate<String> visible, LedgerView.Trouble trouble, Paging paging) {
    require(articleId, alerts.find(articleId), visible);
    Page<LedgerView.Troubled> page = view.troubled(articleId, trouble, clock.instant(), paging);
    Map<String, String> addresses =
        subscribers
            .findAll(page.items().stream().map(t -> t.recipient().subscriber()).toList())
            .stream()
            .collect(toMap(Subscriber::id, s -> s.address().masked()));
    return page.map(
        t ->
            new TroubleSeen(
                t.range(),
                addresses.get(t.recipient().subscriber()),
                t.recipient().at(),
                t.recipient().tries(),
                Address.maskAll(t.recipient().words())));
  }

  /**
   * Whom the release of a held alert would mail.
   *
   * @param most this many people at the most; some may end their subscription before
   * @param done so many more have an outcome in the ledger and are mailed no more
   */
  public record Reach(long most, long done) {}

  /**
   * Counts whom the release of an alert would mail.
   *
   * @throws NotFound where there is no such alert, or the person may not know of it
   */
  public Reach reach(String articleId, Predicate<String> visible) {
    Publication publication = require(articleId, alerts.find(articleId), visible).publication();
    Counts counts = ledger.counts(articleId);
    long notInLedger =
        subscribers.countSubscribedAt(
            publication.interest(),
            publication.publishedAt(),
            ledger.end(articleId).lastSubscriber());
    return new Reach(counts.waiting() + notInLedger, counts.matched() - counts.waiting());
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
  public void release(String articleId, Person by, Predicate<String> visible, Idempotency key) {
    alerts.command(
        articleId,
        key,
        found ->
            switch (require(articleId, found, visible)) {
              case Held held -> held.release();
              case Waiting w ->
                  throw new Conflict("This alert is not held: it is about to start.")
                      .coded("alert-waiting");
              case Started s ->
                  throw new Conflict("This alert is not held: its mails go out now.")
                      .coded("alert-started");
              case Stopping s -> throw stoppedAlready();
              case Stopped s -> throw stoppedAlready();
              case Completed c ->
                  throw new Conflict("This alert is not held: it is completed.")
                      .coded("alert-completed");
            });
    log.atInfo()
        .addKeyValue(LogKeys.ARTICLE, articleId)
        .addKeyValue("person", by.id())
        .log("alert released");
    workDue.run();
  }

  /**
   * Ends an alert before everyone is mailed. Ending an ended one again changes nothing.
   *
   * @param reason in the operator's words
   * @throws Conflict where it is completed
   */
  public void stop(
      String articleId, String reason, Person by, Predicate<String> visible, Idempotency key) {
    if (reason == null || reason.isBlank() || reason.length() > LONGEST_REASON) {
      throw new Invalid(
          List.of(
              new Invalid.FieldError(
                      "reason", "must say why, in 1 to " + LONGEST_REASON + " characters")
                  .coded(
                      reason == null || reason.isBlank() ? "stop-reason" : "stop-reason-long",
                      LONGEST_REASON)));
    }
    alerts.command(
        articleId,
        key,
        found -> {
          Alert alert = require(articleId, found, visible);
          if (alert instanceof Completed) {
            throw new Conflict("This alert is completed: every mail has its outcome.")
                .coded("alert-completed");
          }
          return alert.stop(new Stop(reason.strip(), by.id(), by.name(), clock.instant()));
        });
    ending.settle(articleId);
  }

  private static Refusal stoppedAlready() {
    return new Conflict("This alert was stopped; what was stopped does not go on.")
        .coded("alert-stopped");
  }

  private static Alert require(String articleId, Optional<Alert> found, Predicate<String> visible) {
    return found
        .filter(alert -> visible.test(alert.publication().section()))
        .orElseThrow(() -> notFound(articleId));
  }

  private static Refusal notFound(String articleId) {
    return new NotFound("There is no alert about the article %s.".formatted(articleId))
        .coded("no-alert");
  }
}
