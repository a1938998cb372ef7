package io.imprimatur.kit.parked;

import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import io.imprimatur.kit.inbox.IncomingEvent;
import io.imprimatur.kit.parked.ParkedEvent.Deed;
import io.imprimatur.kit.parked.ParkedEvent.Kind;
import io.imprimatur.kit.parked.ParkedEvent.Status;
import java.time.Clock;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;

/** One service's parked events. */
public final class ParkedEvents {

  /** The collection's name, the same in every service. */
  public static final String COLLECTION = "parkedEvents";

  private final MongoOperations mongo;
  private final Clock clock;

  public ParkedEvents(MongoOperations mongo, Clock clock) {
    this.mongo = mongo;
    this.clock = clock;
  }

  /**
   * Keeps an event. One that is kept already gets the new reason, unless an operator has closed it.
   */
  public ParkedEvent park(IncomingEvent event, Kind kind, String cause) {
    String id = ParkedDocument.id(event);
    Update insert =
        ParkedDocument.insert(event, Date.from(clock.instant()))
            .setOnInsert("status", Status.OPEN.name())
            .setOnInsert("kind", kind.name())
            .setOnInsert("cause", cause);
    mongo.upsert(byId(id), insert, COLLECTION);
    mongo.updateFirst(
        byId(id).addCriteria(where("status").is(Status.OPEN.name())),
        new Update().set("kind", kind.name()).set("cause", cause),
        COLLECTION);
    return find(id).orElseThrow();
  }

  /**
   * Open events of one article and source, whatever their kind: is there anything to look after?
   */
  public boolean anyOpen(String source, String article) {
    return mongo.exists(query(of(source, article)), COLLECTION);
  }

  /** The early event with the lowest number. */
  public Optional<ParkedEvent> nextEarly(String source, String article) {
    return first(of(source, article).and("kind").is(Kind.EARLY.name()));
  }

  /** The dead event with the lowest number, which holds its article. */
  public Optional<ParkedEvent> firstDead(String source, String article) {
    return first(of(source, article).and("kind").is(Kind.DEAD.name()));
  }

  /** Articles in which something waits to be drained. */
  public List<ParkedEvent> early(int limit) {
    return list(
        new Criteria().andOperator(open(), where("kind").is(Kind.EARLY.name())), null, limit);
  }

  /** Forgets an event that waited and has now been applied or was taken before. */
  public void forget(IncomingEvent event) {
    mongo.remove(
        byId(ParkedDocument.id(event))
            .addCriteria(open())
            .addCriteria(where("kind").in(Kind.EARLY.name(), Kind.DEAD.name())),
        COLLECTION);
  }

  public Optional<ParkedEvent> find(String id) {
    return Optional.ofNullable(mongo.findById(id, Document.class, COLLECTION))
        .map(ParkedDocument::read);
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
    return list(criteria, after, limit);
  }

  public long count(Kind kind) {
    return mongo.count(
        query(new Criteria().andOperator(open(), where("kind").is(kind.name()))), COLLECTION);
  }

  /** Notes what an operator did; gives the event its new status where that has changed. */
  public void note(String id, Deed deed, Status status) {
    mongo.updateFirst(
        byId(id),
        new Update()
            .set("status", status.name())
            .push(
                "audit",
                new Document("at", Date.from(deed.at()))
                    .append("by", deed.by())
                    .append("action", deed.action())
                    .append("note", deed.note())),
        COLLECTION);
  }

  private List<ParkedEvent> list(Criteria criteria, String after, int limit) {
    Query page = query(criteria);
    if (after != null) {
      Optional<ParkedEvent> last = find(after);
      if (last.isEmpty()) {
        return List.of();
      }
      Date at = Date.from(last.get().at());
      page =
          query(
              new Criteria()
                  .andOperator(
                      criteria,
                      new Criteria()
                          .orOperator(
                              where("at").lt(at),
                              new Criteria()
                                  .andOperator(where("at").is(at), where("_id").lt(after)))));
    }
    return mongo
        .find(
            page.with(Sort.by(Sort.Direction.DESC, "at", "_id")).limit(limit),
            Document.class,
            COLLECTION)
        .stream()
        .map(ParkedDocument::read)
        .toList();
  }

  private Optional<ParkedEvent> first(Criteria criteria) {
    return mongo
        .find(query(criteria).with(Sort.by("sequence", "at")).limit(1), Document.class, COLLECTION)
        .stream()
        .map(ParkedDocument::read)
        .findFirst();
  }

  private static Criteria of(String source, String article) {
    return where("article").is(article).and("source").is(source).and("status").is("OPEN");
  }

  private static Criteria open() {
    return where("status").is(Status.OPEN.name());
  }

  private static Query byId(String id) {
    return query(where("_id").is(id));
  }
}
