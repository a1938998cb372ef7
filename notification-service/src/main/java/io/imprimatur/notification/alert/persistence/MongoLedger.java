package io.imprimatur.notification.alert.persistence;

import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import io.imprimatur.notification.alert.Counts;
import io.imprimatur.notification.alert.Ledger;
import io.imprimatur.notification.alert.Range;
import io.imprimatur.notification.alert.Recipient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.bson.Document;
import org.springframework.core.retry.RetryException;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Sort.Direction;
import org.springframework.data.mongodb.core.FindAndModifyOptions;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.index.Index;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;

/** The ledger: a document for each range, {@code _id} = article and number. */
public final class MongoLedger implements Ledger {

  static final String COLLECTION = "ledger";

  private final MongoOperations mongo;
  private final Clock clock;
  private final RetryTemplate patient =
      new RetryTemplate(
          RetryPolicy.builder()
              .includes(
                  DataAccessResourceFailureException.class, TransientDataAccessException.class)
              .maxRetries(Long.MAX_VALUE)
              .delay(Duration.ofMillis(250))
              .build());

  public MongoLedger(MongoOperations mongo, Clock clock) {
    this.mongo = mongo;
    this.clock = clock;
  }

  /** The indexes that claims and sums use. Making them twice does no harm. */
  public void makeIndexes() {
    var indexes = mongo.indexOps(COLLECTION);
    indexes.createIndex(
        new Index("open", Direction.ASC).on("due", Direction.ASC).named("due-ranges"));
    indexes.createIndex(
        new Index("article", Direction.ASC).on("number", Direction.ASC).named("of-article"));
  }

  @Override
  public boolean add(String article, int number, List<String> subscribers, Instant now) {
    Document range =
        new Document("_id", id(article, number))
            .append("article", article)
            .append("number", number)
            .append("last", subscribers.getLast())
            .append("open", true)
            .append("held", false)
            .append("due", Date.from(now))
            .append("owner", 0L)
            .append(
                "counts",
                AlertFields.counts(new Counts(subscribers.size(), subscribers.size(), 0, 0, 0, 0)))
            .append(
                "recipients",
                subscribers.stream()
                    .map(s -> recipient(new Recipient(s, Recipient.State.WAITING, now, 0, null)))
                    .toList());
    try {
      mongo.insert(range, COLLECTION);
      return true;
    } catch (DuplicateKeyException e) {
      return false;
    }
  }

  @Override
  public End end(String article) {
    Query all = query(where("article").is(article)).with(Sort.by("number"));
    all.fields().include("number", "last", "counts.matched");
    try (Stream<Document> ranges = mongo.stream(all, Document.class, COLLECTION)) {
      return ranges.reduce(
          new End(0, 0, ""),
          (end, range) ->
              new End(
                  range.getInteger("number"),
                  end.matched()
                      + ((Number) range.get("counts", Document.class).get("matched")).longValue(),
                  range.getString("last")),
          (one, other) -> other);
    }
  }

  @Override
  public Optional<Range> claim(Instant now, Duration lease, Collection<Range> except) {
    List<String> alive = except.stream().map(r -> id(r.article(), r.number())).toList();
    return Optional.ofNullable(
            mongo.findAndModify(
                query(where("open").is(true).and("due").lte(Date.from(now)).and("_id").nin(alive))
                    .with(Sort.by("due")),
                new Update()
                    .inc("owner", 1L)
                    .set("held", true)
                    .set("due", Date.from(now.plus(lease))),
                FindAndModifyOptions.options().returnNew(true),
                Document.class,
                COLLECTION))
        .map(MongoLedger::range);
  }

  @Override
  public boolean write(Range range, Map<Integer, Recipient> changes, Hold hold) {
    return patiently(
        () ->
            mongo
                    .updateFirst(owned(range), update(range, changes, hold), COLLECTION)
                    .getMatchedCount()
                == 1);
  }

  private Update update(Range range, Map<Integer, Recipient> changes, Hold hold) {
    Update update = new Update().set("counts", AlertFields.counts(range.counts()));
    changes.forEach((place, recipient) -> update.set("recipients." + place, recipient(recipient)));
    if (range.firstTriedAt() != null) {
      update.set("firstTriedAt", Date.from(range.firstTriedAt()));
    }
    switch (hold) {
      case Hold.Kept kept -> update.set("due", Date.from(clock.instant().plus(kept.lease())));
      case Hold.Released released ->
          update.set("held", false).set("due", Date.from(released.due()));
      case Hold.Closed closed -> update.set("held", false).set("open", false);
    }
    return update;
  }

  /** Mails have gone out: a store that is away, for however long, must not make them uncertain. */
  private boolean patiently(Supplier<Boolean> write) {
    try {
      return patient.execute(write::get);
    } catch (RetryException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e);
    }
  }

  @Override
  public boolean renew(Range range, Instant leaseEnds) {
    return mongo
            .updateFirst(owned(range), new Update().set("due", Date.from(leaseEnds)), COLLECTION)
            .getMatchedCount()
        == 1;
  }

  private static Query owned(Range range) {
    return query(
        where("_id")
            .is(id(range.article(), range.number()))
            .and("owner")
            .is(range.owner())
            .and("held")
            .is(true));
  }

  @Override
  public void hasten(String article, Instant now) {
    mongo.updateMulti(
        query(
            where("article")
                .is(article)
                .and("open")
                .is(true)
                .and("held")
                .is(false)
                .and("due")
                .gt(Date.from(now))),
        new Update().set("due", Date.from(now)),
        COLLECTION);
  }

  @Override
  public boolean anyOpen(String article) {
    Query open = query(where("article").is(article).and("open").is(true)).limit(1);
    open.fields().include("_id");
    return mongo.findOne(open, Document.class, COLLECTION) != null;
  }

  @Override
  public Counts counts(String article) {
    Query all = query(where("article").is(article));
    all.fields().include("counts");
    try (Stream<Document> ranges = mongo.stream(all, Document.class, COLLECTION)) {
      return ranges.map(AlertFields::counts).reduce(Counts.none(), Counts::plus);
    }
  }

  private static String id(String article, int number) {
    return article + "/" + number;
  }

  private static Range range(Document d) {
    Date tried = d.getDate("firstTriedAt");
    return new Range(
        d.getString("article"),
        d.getInteger("number"),
        ((Number) d.get("owner")).longValue(),
        tried == null ? null : tried.toInstant(),
        d.getList("recipients", Document.class).stream().map(MongoLedger::recipient).toList());
  }

  private static Document recipient(Recipient recipient) {
    Document d =
        new Document("subscriber", recipient.subscriber())
            .append("state", recipient.state().name().toLowerCase(Locale.ROOT))
            .append("at", Date.from(recipient.at()));
    if (recipient.tries() > 0) {
      d.append("tries", recipient.tries());
    }
    if (recipient.words() != null) {
      d.append("words", recipient.words());
    }
    return d;
  }

  private static Recipient recipient(Document d) {
    return new Recipient(
        d.getString("subscriber"),
        Recipient.State.valueOf(d.getString("state").toUpperCase(Locale.ROOT)),
        d.getDate("at").toInstant(),
        d.getInteger("tries", 0),
        d.getString("words"));
  }
}
