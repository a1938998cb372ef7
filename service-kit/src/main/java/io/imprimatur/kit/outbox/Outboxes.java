package io.imprimatur.kit.outbox;

import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.types.Binary;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;

/**
 * What the articles' outboxes hold. Nothing here touches the guard, so sending never makes a
 * command fail.
 */
public final class Outboxes {

  private final MongoOperations mongo;
  private final String collection;

  public Outboxes(MongoOperations mongo, String collection) {
    this.mongo = mongo;
    this.collection = collection;
  }

  /**
   * An event that waits to be sent.
   *
   * @param sequence its number in the article
   */
  record Entry(long sequence, Document headers, byte[] body) {
    static Entry of(Document entry) {
      return new Entry(
          ((Number) entry.get("sequence")).longValue(),
          entry.get("headers", Document.class),
          entry.get("body", Binary.class).getData());
    }
  }

  /** The article's unsent events, in order. */
  List<Entry> unsent(String article) {
    Query byId = query(where("_id").is(article));
    byId.fields().include("outbox");
    Document found = mongo.findOne(byId, Document.class, collection);
    if (found == null) {
      return List.of();
    }
    return found.getList("outbox", Document.class, List.of()).stream()
        .map(Entry::of)
        .sorted(Comparator.comparingLong(Entry::sequence))
        .toList();
  }

  /** Forgets what the broker has, up to and including a number. */
  void pull(String article, long sequence) {
    mongo.updateFirst(
        query(where("_id").is(article)),
        new Update()
            .pull("outbox", new Document("sequence", new Document("$lte", sequence)))
            .unset("outboxLease"),
        collection);
  }

  /** Articles with an entry written before a moment. */
  List<String> writtenBefore(Instant moment, int limit) {
    return waiting(where("outbox.at").lt(Date.from(moment)), limit);
  }

  /** Articles with an entry written after a moment: in the future, by a clock set back since. */
  List<String> writtenAfter(Instant moment, int limit) {
    return waiting(where("outbox.at").gt(Date.from(moment)), limit);
  }

  private List<String> waiting(Criteria criteria, int limit) {
    Query some = query(criteria).limit(limit);
    some.fields().include("_id");
    return mongo.find(some, Document.class, collection).stream()
        .map(d -> d.getString("_id"))
        .toList();
  }

  /**
   * Takes an article's outbox over for a while, unless another instance holds it or it was emptied
   * meanwhile: nobody would give up the lease of an empty one. A lease that ends later than one of
   * now could was made before the clock was set back, and holds nothing.
   */
  boolean lease(String article, String owner, Instant now, Duration time) {
    Instant until = now.plus(time);
    Criteria free =
        new Criteria()
            .orOperator(
                where("outboxLease").exists(false),
                where("outboxLease.owner").is(owner),
                where("outboxLease.until").lt(Date.from(now)),
                where("outboxLease.until").gt(Date.from(until.plus(time))));
    return mongo
            .updateFirst(
                query(where("_id").is(article).and("outbox.at").gt(new Date(0)).andOperator(free)),
                new Update()
                    .set(
                        "outboxLease",
                        new Document("owner", owner).append("until", Date.from(until))),
                collection)
            .getMatchedCount()
        == 1;
  }

  /** When the oldest unsent event was written. */
  public Optional<Instant> oldest() {
    Query any = query(where("outbox.at").gt(new Date(0))).with(Sort.by("outbox.at")).limit(1);
    any.fields().include("outbox.at");
    return Optional.ofNullable(mongo.findOne(any, Document.class, collection))
        .flatMap(
            d ->
                d.getList("outbox", Document.class, List.of()).stream()
                    .map(e -> e.getDate("at").toInstant())
                    .min(Comparator.naturalOrder()));
  }
}
