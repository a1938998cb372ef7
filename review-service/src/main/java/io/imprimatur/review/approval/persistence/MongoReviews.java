package io.imprimatur.review.approval.persistence;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import io.imprimatur.events.EventJson;
import io.imprimatur.events.ReviewEvent;
import io.imprimatur.kit.Page;
import io.imprimatur.kit.Paging;
import io.imprimatur.kit.aggregate.Aggregates;
import io.imprimatur.kit.aggregate.Idempotency;
import io.imprimatur.kit.aggregate.Outgoing;
import io.imprimatur.kit.aggregate.Stored;
import io.imprimatur.kit.aggregate.Write;
import io.imprimatur.kit.observability.Transitions;
import io.imprimatur.review.approval.Change;
import io.imprimatur.review.approval.DecisionFigures;
import io.imprimatur.review.approval.Dossier;
import io.imprimatur.review.approval.NotSubmitted;
import io.imprimatur.review.approval.Outcome;
import io.imprimatur.review.approval.Resumption;
import io.imprimatur.review.approval.Retold;
import io.imprimatur.review.approval.Review;
import io.imprimatur.review.approval.Reviews;
import io.imprimatur.review.approval.Salt;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.bson.Document;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.index.Index;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;

/** Reviews as documents, one for each article. */
public final class MongoReviews implements Reviews {

  private final MongoOperations mongo;
  private final Aggregates aggregates;
  private final SecureRandom random;
  private final Transitions transitions;
  private final DecisionFigures decisions;

  /**
   * @param transitions counts those of the reviews
   * @param decisions counts decisions and how long they took
   */
  public MongoReviews(
      MongoOperations mongo,
      Aggregates aggregates,
      SecureRandom random,
      Transitions transitions,
      DecisionFigures decisions) {
    this.mongo = mongo;
    this.aggregates = aggregates;
    this.random = random;
    this.transitions = transitions;
    this.decisions = decisions;
  }

  /** The indexes that lists use. Making them twice does no harm. */
  public void makeIndexes() {
    var indexes = mongo.indexOps(aggregates.collection());
    indexes.createIndex(
        new Index(ReviewFields.STATE, Sort.Direction.ASC)
            .on(ReviewFields.OPEN_GROUP, Sort.Direction.ASC)
            .on(ReviewFields.CHANGED_AT, Sort.Direction.ASC)
            .on("_id", Sort.Direction.ASC)
            .named("waiting-reviews"));
    indexes.createIndex(
        new Index(ReviewFields.STATE, Sort.Direction.ASC)
            .on(ReviewFields.CHANGED_AT, Sort.Direction.DESC)
            .on("_id", Sort.Direction.DESC)
            .named("reviews-in-state"));
    indexes.createIndex(
        new Index(ReviewFields.SECTION, Sort.Direction.ASC)
            .on(ReviewFields.STATE, Sort.Direction.ASC)
            .on(ReviewFields.CHANGED_AT, Sort.Direction.DESC)
            .on("_id", Sort.Direction.DESC)
            .named("reviews-of-section-in-state"));
    indexes.createIndex(
        new Index(ReviewFields.SECTION, Sort.Direction.ASC)
            .on(ReviewFields.CHANGED_AT, Sort.Direction.DESC)
            .on("_id", Sort.Direction.DESC)
            .named("reviews-of-section"));
    indexes.createIndex(
        new Index(ReviewFields.CHANGED_AT, Sort.Direction.DESC)
            .on("_id", Sort.Direction.DESC)
            .named("newest-reviews"));
    indexes.createIndex(
        new Index(ReviewFields.DECIDERS, Sort.Direction.ASC)
            .on(ReviewFields.CHANGED_AT, Sort.Direction.DESC)
            .on("_id", Sort.Direction.DESC)
            .named("reviews-decided-by"));
  }

  @Override
  public Optional<Review> find(String articleId) {
    return aggregates.find(articleId).flatMap(MongoReviews::read);
  }

  @Override
  public <R> R change(
      String articleId,
      Idempotency key,
      Class<R> answer,
      Function<Optional<Review>, Result<R>> decide) {
    return aggregates.change(
        articleId,
        key,
        answer,
        stored -> {
          Optional<Review> before = stored.flatMap(MongoReviews::read);
          Result<R> decided = decide.apply(before);
          return decided
              .change()
              .map(
                  c ->
                      write(stored, c, decided.answer())
                          .andThen(() -> before.ifPresent(b -> decisions.compare(b, c.next()))))
              .orElse(Write.nothing(decided.answer()));
        });
  }

  /** What a neighbour's event writes; nothing where it changes nothing here. */
  public Write<?> heard(
      String articleId,
      Optional<Stored> stored,
      BiFunction<Review, Retold, Optional<Change>> hear) {
    return hear.apply(before(articleId, stored), RetoldFields.read(stored))
        .<Write<?>>map(c -> write(stored, c, null))
        .orElse(Write.nothing(null));
  }

  /** What an event writes that review had told before its database was put back. */
  public Write<?> takenOver(
      String articleId, Optional<Stored> stored, BiFunction<Review, Retold, Resumption> take) {
    return write(
        stored,
        Change.resumed(take.apply(before(articleId, stored), RetoldFields.read(stored))),
        null);
  }

  /** The newest revision that an article's document has as sealed, 0 where it has none. */
  public long sealedRevision(Stored stored) {
    return read(stored).map(Resumption::sealedRevision).orElse(0);
  }

  private Review before(String articleId, Optional<Stored> stored) {
    return stored
        .flatMap(MongoReviews::read)
        .orElseGet(() -> new NotSubmitted(Dossier.blank(articleId, Salt.random(random))));
  }

  /** A document may hold nothing yet but how far the neighbours were read. */
  private static Optional<Review> read(Stored stored) {
    return stored.fields().containsKey("salt")
        ? Optional.of(ReviewFields.read(stored.id(), stored.fields()))
        : Optional.empty();
  }

  private <R> Write<R> write(Optional<Stored> stored, Change change, R answer) {
    Document before = stored.map(Stored::fields).orElse(new Document());
    Document after = ReviewFields.of(change.next());
    Update update = new Update();
    ReviewFields.names()
        .forEach(
            name -> {
              if (after.containsKey(name)) {
                if (!Objects.equals(before.get(name), after.get(name))) {
                  update.set(name, after.get(name));
                }
              } else if (before.containsKey(name)) {
                update.unset(name);
              }
            });
    if (change.retold() != null) {
      RetoldFields.update(update, change.retold());
    }
    return Write.of(answer, update, change.events().stream().map(MongoReviews::outgoing).toList())
        .andThen(counted(before, after, change.events()));
  }

  /** An article of which nothing was submitted yet has no state, whatever is known of it. */
  private Runnable counted(Document before, Document after, List<ReviewEvent> told) {
    return after.containsKey(ReviewFields.STATE)
        ? transitions.counted(
            before.getString(ReviewFields.STATE),
            after.getString(ReviewFields.STATE),
            told.isEmpty() ? null : EventJson.typeOf(told.getLast()))
        : () -> {};
  }

  private static Outgoing outgoing(ReviewEvent event) {
    return new Outgoing(
        UUID.randomUUID(), EventJson.typeOf(event), event.at(), EventJson.write(event));
  }

  /**
   * Since when the step waits that has waited for its decision longest; nothing where none does.
   */
  public Optional<Instant> longestWaiting() {
    Query oldest =
        new Query(where(ReviewFields.STATE).is(Outcome.IN_REVIEW.word()))
            .with(Sort.by(ReviewFields.CHANGED_AT))
            .limit(1);
    oldest.fields().include(ReviewFields.CHANGED_AT);
    return find(oldest).stream()
        .map(found -> found.getDate(ReviewFields.CHANGED_AT).toInstant())
        .findFirst();
  }

  @Override
  public Page<Review> list(Listing listing, Paging paging) {
    if (ReviewQuery.isOfNobody(listing)) {
      return new Page<>(List.of(), null);
    }
    Optional<Document> horizon = horizon(listing, paging);
    List<Document> found = find(ReviewQuery.page(listing, paging, horizon));
    Page<Document> page = paging.page(found, ReviewQuery::cursor);
    if (page.nextCursor() == null && horizon.isPresent()) {
      page = new Page<>(page.items(), ReviewQuery.cursor(horizon.get()));
    }
    return page.map(d -> ReviewFields.read(d.getString("_id"), d));
  }

  /** The last review that a page of a search looks at; nothing where it looks at all. */
  private Optional<Document> horizon(Listing listing, Paging paging) {
    return listing.filter().words() == null
        ? Optional.empty()
        : find(ReviewQuery.horizon(listing, paging)).stream().findFirst();
  }

  private List<Document> find(Query query) {
    return mongo.find(query, Document.class, aggregates.collection());
  }

  @Override
  public long count(Listing listing, int most) {
    return ReviewQuery.isOfNobody(listing)
        ? 0
        : mongo.count(ReviewQuery.count(listing, most), aggregates.collection());
  }
}
