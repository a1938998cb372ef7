package io.imprimatur.notification.alert.persistence;

import static java.util.stream.Collectors.toCollection;
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
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
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
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;

/**
 * The ledger: two documents for each range, {@code _id} = article and number in both. The small one
 * says who has it in work, when it is due, and its figures; the large one has its recipients. Each
 * knows the owner, so that one who lost the range can write neither.
 */
public final class MongoLedger implements Ledger {

  static final String RANGES = "ranges";
  static final String RECIPIENTS = "ledger";

  /** When a range is due whose alert has not started: no clock gets there. */
  static final Date PLANNED = Date.from(Instant.parse("9999-01-01T00:00:00Z"));

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

  /** The indexes that claims, ends and sums use. Making them twice does no harm. */
  public void makeIndexes() {
    var indexes = mongo.indexOps(RANGES);
    indexes.createIndex(
        new Index("open", Direction.ASC)
            .on("held", Direction.ASC)
            .on("due", Direction.ASC)
            .named("claimable-ranges"));
    indexes.createIndex(
        new Index("article", Direction.ASC).on("number", Direction.ASC).named("of-article"));
    indexes.createIndex(
        new Index("article", Direction.ASC)
            .on("open", Direction.ASC)
            .on("due", Direction.ASC)
            .named("open-of-article"));
  }

  @Override
  public boolean add(String article, int number, List<String> subscribers, Instant now) {
    boolean added =
        insert(
            RECIPIENTS,
            new Document("_id", RangeFields.id(article, number))
                .append("article", article)
                .append("number", number)
                .append("owner", 0L)
                .append(
                    "recipients",
                    subscribers.stream()
                        .map(
                            s ->
                                RangeFields.recipient(
                                    new Recipient(s, Recipient.State.WAITING, now, 0, null)))
                        .toList()));
    plan(article, number, added ? subscribers : planned(article, number));
    return added;
  }

  /** Those who are in a range that another instance cut, and maybe died over. */
  private List<String> planned(String article, int number) {
    return mongo
        .findById(RangeFields.id(article, number), Document.class, RECIPIENTS)
        .getList("recipients", Document.class)
        .stream()
        .map(r -> r.getString("subscriber"))
        .toList();
  }

  private void plan(String article, int number, List<String> subscribers) {
    insert(
        RANGES,
        new Document("_id", RangeFields.id(article, number))
            .append("article", article)
            .append("number", number)
            .append("last", subscribers.getLast())
            .append("open", true)
            .append("held", false)
            .append("due", PLANNED)
            .append("owner", 0L)
            .append(
                "counts",
                AlertFields.counts(
                    new Counts(subscribers.size(), subscribers.size(), 0, 0, 0, 0))));
  }

  private boolean insert(String collection, Document document) {
    try {
      mongo.insert(document, collection);
      return true;
    } catch (DuplicateKeyException e) {
      return false;
    }
  }

  @Override
  public End end(String article) {
    Query all = query(where("article").is(article)).with(Sort.by("number"));
    all.fields().include("number", "last", "counts.matched");
    try (Stream<Document> ranges = mongo.stream(all, Document.class, RANGES)) {
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
  public Optional<Range> claim(
      Instant now, Duration lease, Instant lostBefore, Collection<Range> except) {
    List<String> alive = except.stream().map(r -> RangeFields.id(r.article(), r.number())).toList();
    return claim(true, lostBefore, alive, now.plus(lease))
        .or(() -> claim(false, now, alive, now.plus(lease)))
        .flatMap(this::takeRecipients);
  }

  private Optional<Document> claim(
      boolean held, Instant dueBy, List<String> except, Instant leaseEnds) {
    return Optional.ofNullable(
        mongo.findAndModify(
            query(
                    where("open")
                        .is(true)
                        .and("held")
                        .is(held)
                        .and("due")
                        .lte(Date.from(dueBy))
                        .and("_id")
                        .nin(except))
                .with(Sort.by("due")),
            new Update().inc("owner", 1L).set("held", true).set("due", Date.from(leaseEnds)),
            FindAndModifyOptions.options().returnNew(true),
            Document.class,
            RANGES));
  }

  /** From now on the owner before can't write about them. */
  private Optional<Range> takeRecipients(Document claimed) {
    long owner = RangeFields.owner(claimed);
    return Optional.ofNullable(
            mongo.findAndModify(
                query(where("_id").is(claimed.getString("_id")).and("owner").lt(owner)),
                new Update().set("owner", owner),
                FindAndModifyOptions.options().returnNew(true),
                Document.class,
                RECIPIENTS))
        .map(RangeFields::read);
  }

  /**
   * Who keeps a range makes sure of it before the recipients are written; who gives it back writes
   * them first, since nobody looks at them again where it is closed.
   */
  @Override
  public boolean write(Range range, Map<Integer, Recipient> changes, Hold hold) {
    return hold instanceof Hold.Kept
        ? writeHold(range, hold) && writeRecipients(range, changes)
        : writeRecipients(range, changes) && writeHold(range, hold);
  }

  private boolean writeHold(Range range, Hold hold) {
    return patiently(
        () -> {
          Update update = new Update().set("counts", AlertFields.counts(range.counts()));
          switch (hold) {
            case Hold.Kept kept -> update.set("due", Date.from(clock.instant().plus(kept.lease())));
            case Hold.Released released ->
                update.set("held", false).set("due", Date.from(released.due()));
            case Hold.Closed closed -> update.set("held", false).set("open", false);
          }
          return mongo.updateFirst(held(range), update, RANGES).getMatchedCount() == 1;
        });
  }

  private boolean writeRecipients(Range range, Map<Integer, Recipient> changes) {
    Update update = new Update().set("owner", range.owner());
    changes.forEach(
        (place, recipient) -> update.set("recipients." + place, RangeFields.recipient(recipient)));
    if (range.firstTriedAt() != null) {
      update.set("firstTriedAt", Date.from(range.firstTriedAt()));
    }
    return patiently(
        () -> mongo.updateFirst(owned(range), update, RECIPIENTS).getMatchedCount() == 1);
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
            .updateFirst(held(range), new Update().set("due", Date.from(leaseEnds)), RANGES)
            .getMatchedCount()
        == 1;
  }

  private static Query held(Range range) {
    return owned(range).addCriteria(where("held").is(true));
  }

  private static Query owned(Range range) {
    return query(
        where("_id")
            .is(RangeFields.id(range.article(), range.number()))
            .and("owner")
            .is(range.owner()));
  }

  @Override
  public void begin(String article, Instant now) {
    mongo.updateMulti(
        query(open(article).and("due").is(PLANNED)),
        new Update().set("due", Date.from(now)),
        RANGES);
  }

  @Override
  public Set<String> planned() {
    Query planned = query(where("open").is(true).and("held").is(false).and("due").is(PLANNED));
    planned.fields().include("article");
    try (Stream<Document> ranges = mongo.stream(planned, Document.class, RANGES)) {
      return ranges.map(range -> range.getString("article")).collect(toCollection(TreeSet::new));
    }
  }

  @Override
  public void hasten(String article, Instant now) {
    mongo.updateMulti(
        query(open(article).and("held").is(false).and("due").gt(Date.from(now))),
        new Update().set("due", Date.from(now)),
        RANGES);
  }

  @Override
  public boolean anyOpen(String article) {
    Query open = query(open(article)).limit(1);
    open.fields().include("_id");
    return mongo.findOne(open, Document.class, RANGES) != null;
  }

  private static Criteria open(String article) {
    return where("article").is(article).and("open").is(true);
  }

  @Override
  public Counts counts(String article) {
    Query all = query(where("article").is(article));
    all.fields().include("counts");
    try (Stream<Document> ranges = mongo.stream(all, Document.class, RANGES)) {
      return ranges.map(AlertFields::counts).reduce(Counts.none(), Counts::plus);
    }
  }
}
