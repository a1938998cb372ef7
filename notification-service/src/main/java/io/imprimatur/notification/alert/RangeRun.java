package io.imprimatur.notification.alert;

import static java.util.stream.Collectors.toMap;

import io.imprimatur.kit.observability.LogKeys;
import io.imprimatur.kit.observability.Traces;
import io.imprimatur.notification.alert.Alert.Started;
import io.imprimatur.notification.alert.Ledger.Hold;
import io.imprimatur.notification.alert.Recipient.State;
import io.imprimatur.notification.delivery.Mail;
import io.imprimatur.notification.delivery.MailFigures;
import io.imprimatur.notification.delivery.MailServer;
import io.imprimatur.notification.delivery.Outcome;
import io.imprimatur.notification.subscription.Subscriber;
import io.imprimatur.notification.subscription.Subscribers;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One owner's work on one range. What became of a batch is written together with the marks of the
 * next one; a write that finds another owner ends the work at once. Whatever else goes wrong, what
 * is known of the mails is written before the range is given back.
 */
final class RangeRun implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(RangeRun.class);

  private final Alerts alerts;
  private final Ledger ledger;
  private final Subscribers subscribers;
  private final MailServer server;
  private final AlertMails mails;
  private final Leases leases;
  private final AlertPost.Rules rules;
  private final Clock clock;
  private final Traces traces;

  private Range range;
  private final Map<Integer, Recipient> unwritten = new TreeMap<>();
  private final Tally tally;

  /** Marked as on their way, as they were before: no mail server has seen them yet. */
  private final Map<Integer, Recipient> notBegun = new TreeMap<>();

  private MailServer.Connection connection;
  private Instant lastLook;

  RangeRun(
      Range claimed,
      Alerts alerts,
      Ledger ledger,
      Subscribers subscribers,
      MailServer server,
      AlertMails mails,
      Leases leases,
      AlertPost.Rules rules,
      Clock clock,
      Traces traces,
      MailFigures figures) {
    this.range = claimed;
    this.alerts = alerts;
    this.ledger = ledger;
    this.subscribers = subscribers;
    this.server = server;
    this.mails = mails;
    this.leases = leases;
    this.rules = rules;
    this.clock = clock;
    this.traces = traces;
    this.tally = new Tally(figures);
  }

  /**
   * Works, and says how the range was left; null where it was lost to another owner.
   *
   * @param goOn false where the process ends: asked before each mail
   */
  Hold run(BooleanSupplier goOn) {
    try {
      return work(goOn);
    } catch (RuntimeException e) {
      log.atWarn()
          .addKeyValue(LogKeys.ARTICLE, range.article())
          .log("range {} is given back: {}", range.number(), e.toString());
      putBack();
      return leave(new Hold.Released(clock.instant().plus(rules.look())));
    }
  }

  private Hold work(BooleanSupplier goOn) {
    conclude(range.orphans(clock.instant()));
    while (goOn.getAsBoolean()) {
      Instant now = clock.instant();
      Alert alert = alerts.find(range.article()).orElse(null);
      lastLook = now;
      if (alert instanceof Alert.Waiting) {
        return leave(new Hold.Released(now.plus(rules.look())));
      }
      if (alert instanceof Alert.Held) {
        return leave(new Hold.Released(now.plus(rules.retries().most())));
      }
      if (!(alert instanceof Started started) || range.number() > started.ranges()) {
        conclude(range.skipped(now));
        return leave(new Hold.Closed());
      }
      List<Integer> ready = range.ready(now, rules.batch());
      if (ready.isEmpty()) {
        return leave(range.nextRetry().<Hold>map(Hold.Released::new).orElseGet(Hold.Closed::new));
      }
      if (!connected()) {
        if (isTooLate(now)) {
          conclude(
              range.givenUp(
                  now, "the mail server could not be reached for " + rules.retries().giveUp()));
          continue;
        }
        return leave(new Hold.Released(now.plus(rules.retries().reconnect())));
      }
      boolean ours =
          traces.asking(
              started.publication().trace(), "mail alert", () -> mail(started, ready, goOn));
      if (!ours) {
        return null;
      }
    }
    return leave(new Hold.Released(clock.instant()));
  }

  /** Mails one batch; false where the range was lost. */
  private boolean mail(Started alert, List<Integer> places, BooleanSupplier goOn) {
    Instant now = clock.instant();
    Map<Integer, Mail> written = new LinkedHashMap<>();
    Map<Integer, Recipient> marks = new TreeMap<>();
    Map<String, Subscriber> there = stillSubscribed(alert.publication(), places);
    for (int place : places) {
      Recipient recipient = range.recipients().get(place);
      Subscriber subscriber = there.get(recipient.subscriber());
      if (subscriber == null) {
        conclude(Map.of(place, recipient.to(State.SKIPPED, now)));
      } else {
        written.put(place, mails.write(alert.publication(), alert.headline(), subscriber, now));
        notBegun.put(place, recipient);
        marks.put(place, recipient.to(State.SENDING, now));
      }
    }
    range = range.triedAt(now);
    note(marks);
    if (!written.isEmpty() && !write(new Hold.Kept(rules.lease()))) {
      return false;
    }
    for (Map.Entry<Integer, Mail> next : written.entrySet()) {
      if (!goOn.getAsBoolean() || !connection.usable() || !mayGoOn()) {
        break;
      }
      notBegun.remove(next.getKey());
      conclude(Map.of(next.getKey(), sent(next.getKey(), next.getValue())));
    }
    putBack();
    Tally.tell(range, written.keySet());
    return true;
  }

  /**
   * Mails that were not begun become what they were, so that they are neither lost nor uncertain.
   */
  private void putBack() {
    note(notBegun);
    notBegun.clear();
  }

  private Map<String, Subscriber> stillSubscribed(Publication publication, List<Integer> places) {
    List<String> ids = places.stream().map(p -> range.recipients().get(p).subscriber()).toList();
    return subscribers.findAll(ids).stream()
        .filter(s -> s.subscribedAt(publication.interest(), publication.publishedAt()))
        .collect(toMap(Subscriber::id, s -> s));
  }

  private Recipient sent(int place, Mail mail) {
    Outcome outcome = connection.send(mail);
    Recipient recipient = range.recipients().get(place);
    Instant now = clock.instant();
    return switch (outcome) {
      case Outcome.Taken taken -> recipient.to(State.SENT, now);
      case Outcome.Refused refused -> recipient.to(State.FAILED, now, refused.words());
      case Outcome.Unknown unknown -> recipient.to(State.UNCERTAIN, now, unknown.words());
      case Outcome.Later later ->
          isTooLate(now)
              ? recipient.to(State.FAILED, now, later.words())
              : recipient.retry(
                  now.plus(rules.retries().pause(later, recipient.tries())), later.words());
    };
  }

  /** Looks now and then whether the alert was stopped, and whether the range is still ours. */
  private boolean mayGoOn() {
    Instant now = clock.instant();
    if (now.isBefore(lastLook.plus(rules.look()))) {
      return true;
    }
    lastLook = now;
    return leases.holds(range) && alerts.isStarted(range.article());
  }

  private boolean isTooLate(Instant now) {
    return range.firstTriedAt() != null && rules.retries().isTooLate(range.firstTriedAt(), now);
  }

  private boolean connected() {
    if (connection != null && connection.usable()) {
      return true;
    }
    close();
    // Making a connection may take long: what is known must not wait for it.
    if (!unwritten.isEmpty() && !write(new Hold.Kept(rules.lease()))) {
      return false;
    }
    try {
      connection = server.connect();
      return true;
    } catch (MailServer.Unreachable e) {
      range = range.triedAt(clock.instant());
      log.atWarn()
          .addKeyValue(LogKeys.ARTICLE, range.article())
          .log("range {} waits for the mail server: {}", range.number(), e.getMessage());
      return false;
    }
  }

  private void note(Map<Integer, Recipient> changes) {
    range = range.with(changes);
    unwritten.putAll(changes);
  }

  /** Notes what became of mails. */
  private void conclude(Map<Integer, Recipient> changes) {
    note(changes);
    changes.values().forEach(tally::add);
  }

  private boolean write(Hold hold) {
    boolean ours = ledger.write(range, unwritten, hold);
    if (ours) {
      unwritten.clear();
      tally.written();
    } else {
      log.atWarn()
          .addKeyValue(LogKeys.ARTICLE, range.article())
          .log("range {} has another owner: this one stops", range.number());
    }
    return ours;
  }

  private Hold leave(Hold hold) {
    return write(hold) ? hold : null;
  }

  @Override
  public void close() {
    if (connection != null) {
      connection.close();
      connection = null;
    }
  }
}
