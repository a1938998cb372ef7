package io.imprimatur.notification.subscription.persistence;

import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import com.github.f4b6a3.uuid.UuidCreator;
import io.imprimatur.notification.subscription.Address;
import io.imprimatur.notification.subscription.Interest;
import io.imprimatur.notification.subscription.Subscriber;
import io.imprimatur.notification.subscription.Subscribers;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.bson.Document;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Sort.Direction;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.index.Index;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;

/** Subscribers as documents, guarded by a counter that each write moves on. */
public final class MongoSubscribers implements Subscribers {

  static final String COLLECTION = "subscribers";
  private static final int TRIES = 100;

  private final MongoOperations mongo;
  private final Clock clock;

  /** Whether the index is there without which an address could come in twice. */
  private volatile boolean apart;

  public MongoSubscribers(MongoOperations mongo, Clock clock) {
    this.mongo = mongo;
    this.clock = clock;
  }

  /**
   * The indexes that keep addresses apart and that alerts and mails use. Making them twice does no
   * harm.
   */
  public void makeIndexes() {
    keepApart();
    var indexes = mongo.indexOps(COLLECTION);
    indexes.createIndex(
        new Index(SubscriberFields.INTERESTS, Direction.ASC)
            .on("_id", Direction.ASC)
            .named("interests"));
    indexes.createIndex(new Index(SubscriberFields.ATTENTION, Direction.ASC).named("attention"));
    indexes.createIndex(new Index(SubscriberFields.IDLE_SINCE, Direction.ASC).named("idle"));
  }

  /**
   * Makes the index that keeps addresses apart, once: beside the start, or for whoever subscribes
   * before it was made there.
   */
  private synchronized void keepApart() {
    if (!apart) {
      mongo
          .indexOps(COLLECTION)
          .createIndex(
              new Index(SubscriberFields.ADDRESS, Direction.ASC).unique().named("address"));
      apart = true;
    }
  }

  @Override
  public Optional<Subscriber> find(String id) {
    return document(where("_id").is(id)).map(SubscriberFields::read);
  }

  @Override
  public List<Subscriber> findAll(Collection<String> ids) {
    return mongo.find(query(where("_id").in(ids)), Document.class, COLLECTION).stream()
        .map(SubscriberFields::read)
        .toList();
  }

  @Override
  public void changeAt(Address address, UnaryOperator<Subscriber> decide) {
    for (int i = 0; i < TRIES; i++) {
      Optional<Document> before = document(where(SubscriberFields.ADDRESS).is(address.value()));
      Subscriber next =
          decide.apply(before.map(SubscriberFields::read).orElseGet(() -> nobody(address)));
      if (before.isPresent() ? replace(before.get(), next) : insert(next)) {
        return;
      }
    }
    throw tooBusy();
  }

  @Override
  public void changeKnownAt(Address address, UnaryOperator<Subscriber> decide) {
    for (int i = 0; i < TRIES; i++) {
      Optional<Document> before = document(where(SubscriberFields.ADDRESS).is(address.value()));
      if (before.isEmpty()) {
        // As long as a write takes, and no trace of the address.
        replace(new Document(SubscriberFields.GUARD, 0L), nobody(address));
        return;
      }
      if (replace(before.get(), decide.apply(SubscriberFields.read(before.get())))) {
        return;
      }
    }
    throw tooBusy();
  }

  /** Somebody with a new id, whom no document is about. */
  private static Subscriber nobody(Address address) {
    return Subscriber.unknown(UuidCreator.getTimeOrderedEpoch().toString(), address);
  }

  private boolean insert(Subscriber first) {
    if (!apart) {
      keepApart();
    }
    try {
      mongo.insert(SubscriberFields.of(first, 1, clock.instant()), COLLECTION);
      return true;
    } catch (DuplicateKeyException e) {
      // The address came from elsewhere at the same moment: decide again on what stands there now.
      return false;
    }
  }

  @Override
  public Optional<Subscriber> change(String id, Function<Subscriber, Optional<Subscriber>> decide) {
    for (int i = 0; i < TRIES; i++) {
      Optional<Document> before = document(where("_id").is(id));
      Optional<Subscriber> next = before.map(SubscriberFields::read).flatMap(decide);
      if (next.isEmpty() || replace(before.get(), next.get())) {
        return next;
      }
    }
    throw tooBusy();
  }

  private boolean replace(Document before, Subscriber next) {
    long guard = SubscriberFields.guard(before);
    return mongo
            .replace(
                query(where("_id").is(next.id()).and(SubscriberFields.GUARD).is(guard)),
                SubscriberFields.of(next, guard + 1, clock.instant()),
                COLLECTION)
            .getMatchedCount()
        == 1;
  }

  private static IllegalStateException tooBusy() {
    return new IllegalStateException(
        "a subscriber was changed by others " + TRIES + " times in a row");
  }

  private Optional<Document> document(Criteria criteria) {
    return Optional.ofNullable(mongo.findOne(query(criteria), Document.class, COLLECTION));
  }

  @Override
  public List<String> needingAttention(Instant now, int most) {
    return ids(
        query(where(SubscriberFields.ATTENTION).lte(Date.from(now)))
            .with(Sort.by(SubscriberFields.ATTENTION)),
        most);
  }

  /** Two ordered scans, one for the section and one for every section, merged. */
  @Override
  public List<String> subscribedAt(Interest interest, Instant then, String afterId, int most) {
    return meeting(interest).stream()
        .flatMap(text -> scan(text, then, afterId, most).stream())
        .sorted()
        .distinct()
        .limit(most)
        .toList();
  }

  /** The subscriptions that meet an interest: to its section, and to every section. */
  private static List<String> meeting(Interest interest) {
    return List.of(
        interest.text(), new Interest(Interest.EVERY_SECTION, interest.language()).text());
  }

  private List<String> scan(String interest, Instant then, String afterId, int most) {
    return ids(confirmed(List.of(interest), then, afterId).with(Sort.by("_id")), most);
  }

  @Override
  public long countSubscribedAt(Interest interest, Instant then, String afterId) {
    return mongo.count(confirmed(meeting(interest), then, afterId), COLLECTION);
  }

  private static Query confirmed(List<String> interests, Instant then, String afterId) {
    return query(
        in(where(SubscriberFields.INTERESTS), interests)
            .and("_id")
            .gt(afterId)
            .and(SubscriberFields.SUBSCRIPTIONS)
            .elemMatch(in(where("interest"), interests).and("confirmedAt").lte(Date.from(then))));
  }

  /** The scan of one interest stays an equality, which an index serves in the order of ids. */
  private static Criteria in(Criteria field, List<String> values) {
    return values.size() == 1 ? field.is(values.getFirst()) : field.in(values);
  }

  private List<String> ids(Query query, int most) {
    query.limit(most).fields().include("_id");
    return mongo.find(query, Document.class, COLLECTION).stream()
        .map(d -> d.getString("_id"))
        .toList();
  }

  @Override
  public long forgetIdle(Instant since) {
    return mongo
        .remove(query(where(SubscriberFields.IDLE_SINCE).lt(Date.from(since))), COLLECTION)
        .getDeletedCount();
  }
}
