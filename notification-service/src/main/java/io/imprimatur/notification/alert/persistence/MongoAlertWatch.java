package io.imprimatur.notification.alert.persistence;

import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import io.imprimatur.kit.aggregate.StateCounts;
import io.imprimatur.notification.alert.AlertState;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Query;

/** What operators watch of all alerts: how many are in each state, and how old the oldest is. */
public final class MongoAlertWatch {

  private static final String STARTED_AT = "alert.startedAt";
  private static final String RELEASED = "alert.released";

  private final MongoOperations mongo;
  private final String collection;
  private final Duration newsFor;
  private final Duration reconnect;

  /** What an alert without an end waits for. */
  public enum Awaits {
    /** Something of ours: its recipients, a worker, the mail server, its end. */
    US,
    /** Mailboxes that put their mails off, and nothing else. */
    MAILBOXES
  }

  /**
   * @param collection where alerts are
   * @param newsFor one that began longer after its publication was held and released
   * @param reconnect a part of the ledger that is due sooner waits for us, not for mailboxes
   */
  public MongoAlertWatch(
      MongoOperations mongo, String collection, Duration newsFor, Duration reconnect) {
    this.mongo = mongo;
    this.collection = collection;
    this.newsFor = newsFor;
    this.reconnect = reconnect;
  }

  /** How many alerts are in each state. */
  public Map<AlertState, Long> count() {
    Map<String, Long> counts =
        new StateCounts(mongo, collection, AlertFields.STATE)
            .of(
                Arrays.stream(AlertState.values()).map(AlertFields::name).toList(),
                AlertFields.name(AlertState.COMPLETED));
    Map<AlertState, Long> byState = new EnumMap<>(AlertState.class);
    for (AlertState state : AlertState.values()) {
      byState.put(state, counts.get(AlertFields.name(state)));
    }
    return byState;
  }

  /**
   * For how long the oldest alert has had no end, in seconds; 0 where there is none. It is counted
   * from the publication, or from its start where it was held before. One that was released and has
   * not started yet is not among them: nothing says since when.
   */
  public Map<Awaits, Double> oldest(Instant now) {
    Ledger ledger = ledger(now);
    Map<Awaits, Double> oldest = new EnumMap<>(Awaits.class);
    for (Awaits awaits : Awaits.values()) {
      oldest.put(awaits, 0.0);
    }
    Query underWay =
        query(
            where(AlertFields.STATE)
                .in(AlertState.UNDER_WAY.stream().map(AlertFields::name).toList()));
    underWay.fields().include(AlertFields.STATE, AlertFields.PUBLISHED_AT, STARTED_AT, RELEASED);
    try (Stream<Document> alerts = mongo.stream(underWay, Document.class, collection)) {
      alerts.forEach(
          found -> {
            Document alert = found.get(AlertFields.ALERT, Document.class);
            if (!alert.getBoolean("released", false)) {
              oldest.merge(
                  ledger.awaits(found.getString("_id"), alert.getString("state")),
                  Math.max(0, Duration.between(since(alert), now).toMillis()) / 1000.0,
                  Double::max);
            }
          });
    }
    return oldest;
  }

  private Instant since(Document alert) {
    Instant published = alert.getDate("publishedAt").toInstant();
    Date started = alert.getDate("startedAt");
    return started != null && started.toInstant().isAfter(published.plus(newsFor))
        ? started.toInstant()
        : published;
  }

  /**
   * Articles by what the open parts of their ledgers wait for.
   *
   * @param later have a part that nobody is to look at for a while
   * @param now have a part that is due, in work, or about to be
   */
  private record Ledger(Set<String> later, Set<String> now) {

    Awaits awaits(String article, String state) {
      return state.equals(AlertFields.STARTED) && later.contains(article) && !now.contains(article)
          ? Awaits.MAILBOXES
          : Awaits.US;
    }
  }

  private Ledger ledger(Instant now) {
    Query open = query(where("open").is(true));
    open.fields().include("article", "held", "due");
    Instant soon = now.plus(reconnect);
    Ledger ledger = new Ledger(new HashSet<>(), new HashSet<>());
    try (Stream<Document> ranges = mongo.stream(open, Document.class, MongoLedger.RANGES)) {
      ranges.forEach(
          range ->
              (isPutOff(range, soon) ? ledger.later() : ledger.now())
                  .add(range.getString("article")));
    }
    return ledger;
  }

  private static boolean isPutOff(Document range, Instant soon) {
    Date due = range.getDate("due");
    return !range.getBoolean("held")
        && !due.equals(MongoLedger.PLANNED)
        && due.toInstant().isAfter(soon);
  }
}
