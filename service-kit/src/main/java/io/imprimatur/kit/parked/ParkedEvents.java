package io.imprimatur.kit.parked;

import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import io.imprimatur.kit.inbox.IncomingEvent;
import io.imprimatur.kit.parked.ParkedEvent.Deed;
import io.imprimatur.kit.parked.ParkedEvent.Kind;
import io.imprimatur.kit.parked.ParkedEvent.Status;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.FindAndModifyOptions;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;

/** One service's parked events. */
public final class ParkedEvents {

  /** The collection's name, the same in every service. */
  public static final String COLLECTION = "parkedEvents";

  private static final Duration CLAIM = Duration.ofMinutes(1);

  private final MongoOperations mongo;
  private final Clock clock;

  public ParkedEvents(MongoOperations mongo, Clock clock) {
    this.mongo = mongo;
    this.clock = clock;
  }

  /**
   * Keeps an event. One that is kept already gets the new reason, unless an operator has closed it.
   *
   * @return false where it was kept as this kind already, or was closed
   */
  public boolean park(IncomingEvent event, Kind kind, String cause) {
    return park(event, kind, cause, null);
  }

  /**
   * As {@link #park(IncomingEvent, Kind, String)}.
   *
   * @param fault what is wrong with its envelope, so that it can never be applied, or null
   */
  public boolean park(IncomingEvent event, Kind kind, String cause, String fault) {
    String id = ParkedDocument.id(event, fault);
    Update insert =
        ParkedDocument.insert(event, fault, Date.from(clock.instant()))
            .setOnInsert("status", Status.OPEN.name())
            .setOnInsert("kind", kind.name())
            .setOnInsert("cause", cause);
    if (mongo.upsert(byId(id), insert, COLLECTION).getUpsertedId() != null) {
      return true;
    }
    boolean turned =
        mongo
                .updateFirst(
                    byId(id).addCriteria(open()).addCriteria(where("kind").ne(kind.name())),
                    new Update().set("kind", kind.name()).set("cause", cause),
                    COLLECTION)
                .getMatchedCount()
            == 1;
    if (!turned) {
      mongo.updateFirst(byId(id).addCriteria(open()), new Update().set("cause", cause), COLLECTION);
    }
    return turned;
  }

  /**
   * Open events of one article and source, whatever their kind: is there anything to look after?
   */
  public boolean anyOpen(String source, String article) {
    return mongo.exists(query(of(source, article)), COLLECTION);
  }

  /** The early event with the lowest number, without headers and body. */
  public Optional<ParkedEvent> nextEarly(String source, String article) {
    return first(of(source, article).and("kind").is(Kind.EARLY.name()));
  }

  /** The dead event with the lowest number, which holds its article; without headers and body. */
  public Optional<ParkedEvent> firstDead(String source, String article) {
    return first(of(source, article).and("kind").is(Kind.DEAD.name()));
  }

  /** Where something waits. */
  public record Waiting(String source, String article) {}

  /**
   * Where something waits to be drained, by article and source; as often as there are events.
   *
   * @param after goes on behind this, or from the start where null
   */
  public List<Waiting> early(Waiting after, int limit) {
    Criteria early = open().and("kind").is(Kind.EARLY.name());
    Query page =
        query(
            after == null
                ? early
                : early.orOperator(
                    where("article").gt(after.article()),
                    where("article").is(after.article()).and("source").gt(after.source())));
    page.fields().include("source", "article");
    return mongo
        .find(page.with(Sort.by("article", "source")).limit(limit), Document.class, COLLECTION)
        .stream()
        .map(d -> new Waiting(d.getString("source"), d.getString("article")))
        .toList();
  }

  /** Counts that an event failed when its turn had come; gives how often it has by now. */
  public int failed(String id) {
    Document after =
        mongo.findAndModify(
            byId(id),
            new Update().inc("tries", 1),
            FindAndModifyOptions.options().returnNew(true),
            Document.class,
            COLLECTION);
    return after == null ? 0 : after.getInteger("tries");
  }

  /** Forgets an event that waited and has now been applied or was taken before. */
  public void forget(IncomingEvent event) {
    mongo.remove(
        byId(ParkedDocument.id(event, null))
            .addCriteria(open())
            .addCriteria(where("kind").in(Kind.EARLY.name(), Kind.DEAD.name())),
        COLLECTION);
  }

  public Optional<ParkedEvent> find(String id) {
    return Optional.ofNullable(mongo.findById(id, Document.class, COLLECTION))
        .map(ParkedDocument::read);
  }

  /** As {@link #list}, without headers and bodies, which may be large. */
  public List<ParkedEvent> lines(
      Collection<Kind> kinds, Status status, String article, String after, int limit) {
    return list(light(new Query()), filter(kinds, status, article), after, limit);
  }

  /**
   * Lists parked events, newest first.
   *
   * @param kinds only these, or all where empty
   * @param status only these, or all where null
   * @param article only this article's, or all where null
   * @param after goes on behind the event of this id, or from the start where null
   */
  public List<ParkedEvent> list(
      Collection<Kind> kinds, Status status, String article, String after, int limit) {
    return list(new Query(), filter(kinds, status, article), after, limit);
  }

  private static Criteria filter(Collection<Kind> kinds, Status status, String article) {
    Criteria criteria = new Criteria();
    if (!kinds.isEmpty()) {
      criteria.and("kind").in(kinds.stream().map(Kind::name).toList());
    }
    if (status != null) {
      criteria.and("status").is(status.name());
    }
    if (article != null) {
      criteria.and("article").is(article);
    }
    return criteria;
  }

  /** Events that operators did something with, the last dealt with first; without bodies. */
  public List<ParkedEvent> lastDealtWith(int limit) {
    Query dealt =
        light(query(where("audit.at").gt(new Date(0))))
            .with(Sort.by(Sort.Direction.DESC, "audit.at"))
            .limit(limit);
    return mongo.find(dealt, Document.class, COLLECTION).stream()
        .map(ParkedDocument::read)
        .toList();
  }

  public long count(Kind kind) {
    return mongo.count(
        query(new Criteria().andOperator(open(), where("kind").is(kind.name()))), COLLECTION);
  }

  /**
   * Takes an open event in hand, so that two operators do not deal with it at once. It is let go by
   * {@link #release}, or after a minute where that never comes.
   *
   * @param claim names this deed and no other
   * @return nothing where the event is closed, or in somebody else's hand
   */
  public Optional<ParkedEvent> claim(String id, String claim) {
    Instant now = clock.instant();
    Instant until = now.plus(CLAIM);
    // A claim that ends so late was made before the clock was set back.
    Criteria free =
        open()
            .and("_id")
            .is(id)
            .orOperator(
                where("claim").exists(false),
                where("claim.until").lt(Date.from(now)),
                where("claim.until").gt(Date.from(until.plus(CLAIM))));
    Document claimed =
        mongo.findAndModify(
            query(free),
            new Update()
                .set("claim", new Document("name", claim).append("until", Date.from(until))),
            FindAndModifyOptions.options().returnNew(true),
            Document.class,
            COLLECTION);
    return Optional.ofNullable(claimed).map(ParkedDocument::read);
  }

  /** Lets an event go that was taken in hand. */
  public void release(String id, String claim) {
    mongo.updateFirst(
        byId(id).addCriteria(where("claim.name").is(claim)),
        new Update().unset("claim"),
        COLLECTION);
  }

  /**
   * Notes what an operator did and gives an open event its new status. A closed one keeps its
   * status.
   */
  public void note(String id, Deed deed, Status status) {
    boolean open =
        mongo
                .updateFirst(
                    byId(id).addCriteria(open()),
                    noted(deed).set("status", status.name()),
                    COLLECTION)
                .getMatchedCount()
            == 1;
    if (!open) {
      mongo.updateFirst(byId(id), noted(deed), COLLECTION);
    }
  }

  private static Update noted(Deed deed) {
    return new Update()
        .push(
            "audit",
            new Document("at", Date.from(deed.at()))
                .append("by", deed.by())
                .append("action", deed.action())
                .append("note", deed.note()));
  }

  private List<ParkedEvent> list(Query query, Criteria criteria, String after, int limit) {
    if (after == null) {
      query.addCriteria(criteria);
    } else {
      Document last = mongo.findOne(light(byId(after)), Document.class, COLLECTION);
      if (last == null) {
        return List.of();
      }
      Date at = last.getDate("at");
      query.addCriteria(
          new Criteria()
              .andOperator(
                  criteria,
                  new Criteria()
                      .orOperator(
                          where("at").lt(at),
                          new Criteria().andOperator(where("at").is(at), where("_id").lt(after)))));
    }
    return mongo
        .find(
            query.with(Sort.by(Sort.Direction.DESC, "at", "_id")).limit(limit),
            Document.class,
            COLLECTION)
        .stream()
        .map(ParkedDocument::read)
        .toList();
  }

  private Optional<ParkedEvent> first(Criteria criteria) {
    Query lowest = light(query(criteria).with(Sort.by("sequence", "at")).limit(1));
    return mongo.find(lowest, Document.class, COLLECTION).stream()
        .map(ParkedDocument::read)
        .findFirst();
  }

  private static Criteria of(String source, String article) {
    return where("article").is(article).and("source").is(source).and("status").is("OPEN");
  }

  private static Criteria open() {
    return where("status").is(Status.OPEN.name());
  }

  private static Query light(Query query) {
    query.fields().exclude("body", "headers");
    return query;
  }

  private static Query byId(String id) {
    return query(where("_id").is(id));
  }
}
