package io.imprimatur.notification.alert.persistence;

import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import io.imprimatur.events.EventJson;
import io.imprimatur.events.NotificationEvent;
import io.imprimatur.kit.Page;
import io.imprimatur.kit.Paging;
import io.imprimatur.kit.aggregate.Aggregates;
import io.imprimatur.kit.aggregate.Idempotency;
import io.imprimatur.kit.aggregate.Outgoing;
import io.imprimatur.kit.aggregate.Stored;
import io.imprimatur.kit.aggregate.Write;
import io.imprimatur.kit.observability.Transitions;
import io.imprimatur.notification.alert.Alert;
import io.imprimatur.notification.alert.AlertState;
import io.imprimatur.notification.alert.Alerts;
import io.imprimatur.notification.alert.Change;
import io.imprimatur.notification.alert.Retold;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.bson.Document;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Sort.Direction;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;

/** Alerts in the documents of their articles. */
public final class MongoAlerts implements Alerts {

  private static final Comparator<Alert> NEWEST_FIRST =
      Comparator.comparing((Alert a) -> a.publication().publishedAt())
          .thenComparing(a -> a.publication().articleId())
          .reversed();

  private static final int HELD_AT_ONCE = 100;

  private final MongoOperations mongo;
  private final Aggregates aggregates;
  private final Transitions transitions;

  /**
   * @param transitions counts those of the alerts
   */
  public MongoAlerts(MongoOperations mongo, Aggregates aggregates, Transitions transitions) {
    this.mongo = mongo;
    this.aggregates = aggregates;
    this.transitions = transitions;
  }

  /** The indexes that lists and timed work use. Making them twice does no harm. */
  public void makeIndexes() {
    AlertIndexes.make(mongo, aggregates.collection());
  }

  @Override
  public Optional<Alert> find(String articleId) {
    return aggregates.find(articleId).flatMap(s -> AlertFields.read(s.fields()));
  }

  @Override
  public boolean isStarted(String articleId) {
    Query started =
        query(where("_id").is(articleId).and(AlertFields.STATE).is(AlertFields.STARTED));
    started.fields().include("_id");
    return mongo.findOne(started, Document.class, aggregates.collection()) != null;
  }

  @Override
  public Optional<Alert> change(
      String articleId, Function<Alert, Optional<Change<? extends Alert>>> decide) {
    return aggregates.change(
        articleId,
        stored -> {
          Optional<Alert> before = read(stored);
          return before
              .<Change<? extends Alert>>flatMap(decide)
              .map(change -> write(Optional.<Alert>of(change.next()), before, change))
              .orElseGet(() -> Write.nothing(Optional.empty()));
        });
  }

  @Override
  public void command(
      String articleId,
      Idempotency key,
      Function<Optional<Alert>, Change<? extends Alert>> decide) {
    aggregates.change(
        articleId,
        key,
        Boolean.class,
        stored -> {
          Optional<Alert> before = read(stored);
          return write(true, before, decide.apply(before));
        });
  }

  /** What a neighbour's event writes; nothing where it changes nothing here. */
  public Write<?> heard(
      Optional<Stored> article, Function<Optional<Alert>, Optional<Change<? extends Alert>>> hear) {
    Optional<Alert> before = read(article);
    Retold retold = article.map(s -> RetoldFields.read(s.fields())).orElse(Retold.NONE);
    return hear.apply(before)
        .<Write<?>>map(
            change ->
                retold.equals(Retold.NONE)
                    ? write(true, before, change)
                    : resumed(before, retold.resume(change.next())))
        .orElseGet(() -> Write.nothing(true));
  }

  private Write<Boolean> resumed(Optional<Alert> before, Alert next) {
    Write<Boolean> write = write(true, before, Change.to(next));
    write.fields().unset(RetoldFields.FIELD);
    return write;
  }

  /**
   * What an event writes that was told before the database was put back. Of an article that is not
   * known here it is kept until publishing tells of the article again.
   */
  public Write<?> takenOver(Optional<Stored> article, NotificationEvent event) {
    Optional<Alert> before = read(article);
    if (before.isPresent()) {
      return resumed(before, Retold.takeOver(before.get(), event));
    }
    Retold retold = article.map(s -> RetoldFields.read(s.fields())).orElse(Retold.NONE);
    return Write.of(
        true, new Update().set(RetoldFields.FIELD, RetoldFields.of(retold.with(event))), List.of());
  }

  /** Holds every alert that would mail people by itself. */
  public void holdAll() {
    String last = "";
    List<String> page;
    do {
      page =
          ids(
              query(
                  where(AlertFields.STATE)
                      .in(AlertFields.WAITING, AlertFields.STARTED)
                      .and("_id")
                      .gt(last)),
              HELD_AT_ONCE);
      page.forEach(article -> change(article, Retold::hold));
      last = page.isEmpty() ? last : page.getLast();
    } while (page.size() == HELD_AT_ONCE);
  }

  private static Optional<Alert> read(Optional<Stored> article) {
    return article.flatMap(s -> AlertFields.read(s.fields()));
  }

  private <R> Write<R> write(R result, Optional<Alert> before, Change<? extends Alert> change) {
    return Write.of(
            result,
            new Update().set(AlertFields.ALERT, AlertFields.of(change.next())),
            change.events().stream().map(MongoAlerts::outgoing).toList())
        .andThen(
            transitions.counted(
                before.map(MongoAlerts::state).orElse(null),
                state(change.next()),
                change.events().isEmpty() ? null : EventJson.typeOf(change.events().getLast())));
  }

  private static String state(Alert alert) {
    return AlertFields.name(AlertState.of(alert));
  }

  private static Outgoing outgoing(NotificationEvent event) {
    return new Outgoing(
        UUID.randomUUID(), EventJson.typeOf(event), event.at(), EventJson.write(event));
  }

  @Override
  public List<String> waiting(Instant now, int most) {
    Query waiting = query(free(where(AlertFields.STATE).is(AlertFields.WAITING), now));
    return ids(waiting, most);
  }

  @Override
  public boolean takeInHand(String articleId, Instant now, Duration lease) {
    return mongo
            .updateFirst(
                query(
                    free(
                        where("_id").is(articleId).and(AlertFields.STATE).is(AlertFields.WAITING),
                        now)),
                new Update().set(AlertFields.IN_HAND_UNTIL, Date.from(now.plus(lease))),
                aggregates.collection())
            .getModifiedCount()
        == 1;
  }

  @Override
  public void keepInHand(String articleId, Instant now, Duration lease) {
    mongo.updateFirst(
        query(where("_id").is(articleId)),
        new Update().max(AlertFields.IN_HAND_UNTIL, Date.from(now.plus(lease))),
        aggregates.collection());
  }

  private static Criteria free(Criteria criteria, Instant now) {
    return criteria.orOperator(
        where(AlertFields.IN_HAND_UNTIL).is(null),
        where(AlertFields.IN_HAND_UNTIL).lte(Date.from(now)));
  }

  @Override
  public List<String> underWay(String afterArticleId, int most) {
    return ids(
        query(
            where(AlertFields.STATE)
                .in(AlertFields.STARTED, AlertFields.STOPPING)
                .and("_id")
                .gt(afterArticleId)),
        most);
  }

  private List<String> ids(Query query, int most) {
    query.with(Sort.by("_id")).limit(most).fields().include("_id");
    return mongo.find(query, Document.class, aggregates.collection()).stream()
        .map(d -> d.getString("_id"))
        .toList();
  }

  /**
   * One ordered scan for each section and state, merged: no store gives the order of several at
   * once.
   */
  @Override
  public Page<Alert> list(
      Collection<String> sections, Collection<AlertState> states, Paging paging) {
    List<Alert> found =
        AlertScans.of(sections, states).stream()
            .flatMap(criteria -> scan(criteria, paging).stream())
            .sorted(NEWEST_FIRST)
            .limit(paging.fetch())
            .toList();
    return paging.page(
        found,
        a -> Paging.cursor(a.publication().publishedAt().toString(), a.publication().articleId()));
  }

  private List<Alert> scan(Criteria criteria, Paging paging) {
    paging.after(2).ifPresent(last -> AlertScans.after(criteria, last));
    Query page =
        query(criteria)
            .with(Sort.by(Direction.DESC, AlertFields.PUBLISHED_AT, "_id"))
            .limit(paging.fetch());
    page.fields().include(AlertFields.ALERT);
    return mongo.find(page, Document.class, aggregates.collection()).stream()
        .flatMap(d -> AlertFields.read(d).stream())
        .toList();
  }
}
