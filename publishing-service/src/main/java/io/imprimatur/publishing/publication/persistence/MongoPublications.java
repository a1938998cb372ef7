package io.imprimatur.publishing.publication.persistence;

import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import com.github.f4b6a3.uuid.UuidCreator;
import io.imprimatur.events.ArticlePublished;
import io.imprimatur.events.ArticleUpdated;
import io.imprimatur.events.Digest;
import io.imprimatur.events.EventJson;
import io.imprimatur.events.PublishingEvent;
import io.imprimatur.kit.aggregate.Aggregates;
import io.imprimatur.kit.aggregate.Idempotency;
import io.imprimatur.kit.aggregate.Outgoing;
import io.imprimatur.kit.aggregate.Stored;
import io.imprimatur.kit.aggregate.Write;
import io.imprimatur.kit.observability.Transitions;
import io.imprimatur.publishing.publication.Change;
import io.imprimatur.publishing.publication.EarlierEdition;
import io.imprimatur.publishing.publication.KeptText;
import io.imprimatur.publishing.publication.Publication;
import io.imprimatur.publishing.publication.Publications;
import io.imprimatur.publishing.publication.Published;
import io.imprimatur.publishing.publication.Retold;
import io.imprimatur.publishing.publication.Unpublished;
import io.imprimatur.publishing.publication.UnreadablePublication;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.bson.Document;
import org.bson.types.Binary;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.index.Index;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;

/** Publications in MongoDB: a document for each article, the words of each edition beside it. */
public final class MongoPublications implements Publications {

  static final String TEXTS = "texts";

  private final MongoOperations mongo;
  private final Aggregates aggregates;
  private final Transitions transitions;
  private final Consumer<Published> answers;

  /**
   * @param transitions counts those of the publications
   * @param answers told of each text that stands on the site now, the first of its article or a
   *     newer one
   */
  public MongoPublications(
      MongoOperations mongo,
      Aggregates aggregates,
      Transitions transitions,
      Consumer<Published> answers) {
    this.mongo = mongo;
    this.aggregates = aggregates;
    this.transitions = transitions;
    this.answers = answers;
  }

  /**
   * Makes what the queries of this service and the uniqueness of addresses need. Lists are sorted
   * by a time and the id behind it, so their indexes end with both.
   */
  public static void makeIndexes(MongoOperations mongo) {
    var indexes = mongo.indexOps(PublicationDocument.COLLECTION);
    indexes.createIndex(index("path").unique().sparse());
    indexes.createIndex(index("changedAt", "_id"));
    indexes.createIndex(index("state", "changedAt", "_id"));
    indexes.createIndex(index("refused", "changedAt", "_id"));
    indexes.createIndex(index("tampering"));
    indexes.createIndex(index("language", "changedAt"));
    indexes.createIndex(index("state", "language", "section", "publishedAt", "_id"));
    indexes.createIndex(index("state", "language", "publishedAt", "_id"));
    indexes.createIndex(index("live.translationOf", "state", "publishedAt", "_id"));
  }

  private static Index index(String... fields) {
    Index index = new Index();
    for (String field : fields) {
      index.on(field, Sort.Direction.ASC);
    }
    return index;
  }

  @Override
  public Optional<Publication> find(String articleId) {
    return aggregates.find(articleId).map(stored -> PublicationDocument.read(stored.fields()));
  }

  @Override
  public List<EarlierEdition> earlier(String articleId) {
    return earlier(mongo, articleId);
  }

  /** The texts that an article had before, the oldest first. */
  public static List<EarlierEdition> earlier(MongoOperations mongo, String articleId) {
    Query query = query(where("_id").is(articleId));
    query.fields().include(EarlierEditions.FIELD);
    return Optional.ofNullable(mongo.findOne(query, Document.class, PublicationDocument.COLLECTION))
        .map(EarlierEditions::in)
        .orElse(List.of());
  }

  @Override
  public boolean isTaken(String path, String articleId) {
    return mongo.exists(
        query(where("path").is(path).and("_id").ne(articleId)), PublicationDocument.COLLECTION);
  }

  @Override
  public <R> R change(
      String articleId,
      Idempotency key,
      Class<R> answer,
      Function<Publication, Change> decide,
      Function<Publication, R> answered) {
    return aggregates.change(
        articleId, key, answer, stored -> write(articleId, stored, decide, answered));
  }

  /** The one write of a transition, for an event that comes in. */
  public Write<Publication> heard(
      String articleId, Optional<Stored> stored, BiFunction<Publication, Retold, Change> decide) {
    Retold retold = RetoldFields.read(stored);
    return write(articleId, stored, before -> decide.apply(before, retold), Function.identity());
  }

  /** What an event writes that the site had told before its database was put back. */
  public Write<Publication> takenOver(
      String articleId,
      Optional<Stored> stored,
      PublishingEvent event,
      UnaryOperator<Publication> after) {
    Write<Publication> write =
        write(
            articleId, stored, before -> Change.silently(after.apply(before)), Function.identity());
    RetoldFields.note(write.fields(), event);
    return write;
  }

  private <R> Write<R> write(
      String articleId,
      Optional<Stored> stored,
      Function<Publication, Change> decide,
      Function<Publication, R> answered) {
    Publication before = PublicationDocument.read(articleId, stored);
    Change change = decide.apply(before);
    if (change.events().isEmpty() && change.next().equals(before)) {
      return Write.nothing(answered.apply(before));
    }
    return Write.of(
            answered.apply(change.next()),
            PublicationDocument.update(before, change.next()),
            change.events().stream().map(MongoPublications::outgoing).toList())
        .andThen(counted(before, change));
  }

  private Runnable counted(Publication before, Change change) {
    PublishingEvent told = change.events().isEmpty() ? null : change.events().getLast();
    Runnable transition =
        transitions.counted(
            before instanceof Unpublished ? null : PublicationDocument.state(before),
            PublicationDocument.state(change.next()),
            told == null ? null : EventJson.typeOf(told));
    boolean stands = told instanceof ArticlePublished || told instanceof ArticleUpdated;
    return stands && change.next() instanceof Published published
        ? () -> {
          transition.run();
          answers.accept(published);
        }
        : transition;
  }

  private static Outgoing outgoing(PublishingEvent event) {
    return new Outgoing(
        UuidCreator.getTimeOrderedEpoch(),
        EventJson.typeOf(event),
        event.at(),
        EventJson.write(event));
  }

  @Override
  public Optional<KeptText> text(Digest digest) {
    return text(mongo, digest);
  }

  /** The words under a digest. */
  public static Optional<KeptText> text(MongoOperations mongo, Digest digest) {
    return Optional.ofNullable(mongo.findById(digest.value(), Document.class, TEXTS))
        .map(d -> d.get("json"))
        .filter(Binary.class::isInstance)
        .map(json -> new KeptText(((Binary) json).getData()));
  }

  /** Writes over whatever stands under the digest: it can only become right by that. */
  @Override
  public void keep(Digest digest, KeptText text) {
    mongo.save(new Document("_id", digest.value()).append("json", new Binary(text.json())), TEXTS);
  }

  @Override
  public List<Listed> list(Filter filter, Optional<Position> after, int limit) {
    // Whatever has a state has this time. The range is what an index of the list's order serves.
    Criteria criteria = changed(after);
    filter
        .state()
        .ifPresent(
            state -> {
              if (state.equals("refused")) {
                criteria.and("refused").is(true);
              } else {
                criteria.and("state").is(state);
              }
            });
    filter.sections().ifPresent(sections -> criteria.and("section").in(sections));
    Criteria all = after.map(p -> criteria.andOperator(behind(p))).orElse(criteria);
    Query query = query(all).with(Sort.by(Sort.Direction.DESC, "changedAt", "_id")).limit(limit);
    query.fields().exclude("outbox", "answers", EarlierEditions.FIELD);
    return mongo.find(query, Document.class, PublicationDocument.COLLECTION).stream()
        .map(MongoPublications::listed)
        .toList();
  }

  private static Criteria changed(Optional<Position> after) {
    Criteria changedAt = where("changedAt").gt(Date.from(Instant.EPOCH));
    after.ifPresent(position -> changedAt.lte(Date.from(position.changedAt())));
    return changedAt;
  }

  private static Listed listed(Document d) {
    Optional<Publication> publication;
    try {
      // One that changed without coming to anything was altered.
      publication =
          Optional.of(PublicationDocument.read(d)).filter(p -> !(p instanceof Unpublished));
    } catch (UnreadablePublication e) {
      publication = Optional.empty();
    }
    return new Listed(d.getString("_id"), publication, d.getDate("changedAt").toInstant());
  }

  private static Criteria behind(Position position) {
    Date at = Date.from(position.changedAt());
    return new Criteria()
        .orOperator(
            where("changedAt").lt(at),
            new Criteria()
                .andOperator(where("changedAt").is(at), where("_id").lt(position.articleId())));
  }

  @Override
  public void noteTampering(String articleId, Optional<String> reason) {
    reason.ifPresentOrElse(
        why ->
            mongo.updateFirst(
                query(where("_id").is(articleId).and("tampering").ne(why)),
                new Update().set("tampering", why).set("refused", true),
                PublicationDocument.COLLECTION),
        () -> takeBack(articleId));
  }

  /** All that are noted; a range of texts, which an index serves. */
  public static Criteria tampered() {
    return where("tampering").gt("");
  }

  /** It stays among the refused where a newer text of it was refused. */
  private void takeBack(String articleId) {
    for (boolean refused : new boolean[] {true, false}) {
      mongo.updateFirst(
          query(
              where("_id")
                  .is(articleId)
                  .and("tampering")
                  .exists(true)
                  .and("refusal")
                  .exists(refused)),
          new Update().unset("tampering").set("refused", refused),
          PublicationDocument.COLLECTION);
    }
  }
}
