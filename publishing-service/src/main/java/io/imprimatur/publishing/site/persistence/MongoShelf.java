package io.imprimatur.publishing.site.persistence;

import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import io.imprimatur.events.Digest;
import io.imprimatur.publishing.publication.EarlierEdition;
import io.imprimatur.publishing.publication.KeptText;
import io.imprimatur.publishing.publication.Publication;
import io.imprimatur.publishing.publication.Published;
import io.imprimatur.publishing.publication.UnreadablePublication;
import io.imprimatur.publishing.publication.persistence.EarlierEditions;
import io.imprimatur.publishing.publication.persistence.MongoPublications;
import io.imprimatur.publishing.publication.persistence.PublicationDocument;
import io.imprimatur.publishing.site.Alarms;
import io.imprimatur.publishing.site.Shelf;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bson.Document;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;

/** What the site reads from MongoDB. */
public final class MongoShelf implements Shelf {

  private static final Logger LOG = System.getLogger(MongoShelf.class.getName());
  private static final Sort NEWEST_FIRST = Sort.by(Sort.Direction.DESC, "publishedAt", "_id");
  private static final String[] OUTLINE = {
    "_id",
    "guard",
    "path",
    "language",
    "section",
    "sections",
    "live.translationOf",
    "originals",
    "changedAt"
  };

  private final MongoOperations mongo;
  private final Alarms alarms;

  /**
   * @param alarms raised for what is left out of lists because it can't be read
   */
  public MongoShelf(MongoOperations mongo, Alarms alarms) {
    this.mongo = mongo;
    this.alarms = alarms;
  }

  @Override
  public Optional<Publication> at(String path) {
    return one(query(where("path").is(path)));
  }

  @Override
  public Optional<Publication> find(String articleId) {
    return one(query(where("_id").is(articleId)));
  }

  @Override
  public Optional<Published> standing(String articleId) {
    return published(standing().and("_id").is(articleId), 0, 1).stream().findFirst();
  }

  private Optional<Publication> one(Query query) {
    return Optional.ofNullable(
            mongo.findOne(shown(query), Document.class, PublicationDocument.COLLECTION))
        .map(PublicationDocument::read);
  }

  @Override
  public Optional<KeptText> text(Digest digest) {
    return MongoPublications.text(mongo, digest);
  }

  @Override
  public List<Published> newest(String language, int limit) {
    return published(standing().and("language").is(language), 0, limit);
  }

  @Override
  public List<Published> newest(String language, String section, int skip, int limit) {
    return published(
            standing().and("language").is(language).and("section").is(section), skip, limit)
        .stream()
        .filter(p -> p.live().section().equals(section)) // what the seal vouches for
        .toList();
  }

  @Override
  public long count(String language, String section) {
    return mongo.count(
        query(standing().and("language").is(language).and("section").is(section)),
        PublicationDocument.COLLECTION);
  }

  @Override
  public List<Published> newest(String language, Instant from, Instant to, int skip, int limit) {
    return published(between(language, from, to), skip, limit);
  }

  @Override
  public long count(String language, Instant from, Instant to) {
    return mongo.count(query(between(language, from, to)), PublicationDocument.COLLECTION);
  }

  private static Criteria between(String language, Instant from, Instant to) {
    return standing()
        .and("language")
        .is(language)
        .and("publishedAt")
        .gte(Date.from(from))
        .lt(Date.from(to));
  }

  @Override
  public Optional<Instant> oldest(String language) {
    Query query = query(standing().and("language").is(language));
    query.with(Sort.by("publishedAt", "_id")).limit(1).fields().include("publishedAt");
    return Optional.ofNullable(mongo.findOne(query, Document.class, PublicationDocument.COLLECTION))
        .map(d -> d.getDate("publishedAt").toInstant());
  }

  @Override
  public List<EarlierEdition> earlier(String articleId) {
    return MongoPublications.earlier(mongo, articleId);
  }

  @Override
  public long count() {
    return mongo.count(query(standing()), PublicationDocument.COLLECTION);
  }

  @Override
  public List<Outline> outlines(int skip, int limit) {
    Query query = query(standing()).with(Sort.by("_id")).skip(skip).limit(limit);
    return Outlines.read(mongo, query);
  }

  @Override
  public List<Outline> outlines(Collection<String> articleIds) {
    return Stream.concat(
            Outlines.read(mongo, query(standing().and("_id").in(articleIds))).stream(),
            Outlines.read(mongo, query(standing().and("live.translationOf").in(articleIds)))
                .stream())
        .distinct()
        .toList();
  }

  @Override
  public List<Published> standing(Collection<String> articleIds) {
    return published(standing().and("_id").in(articleIds), 0, articleIds.size());
  }

  @Override
  public List<String> ids(String after, int limit) {
    return ids(query(standing().and("_id").gt(after)).with(Sort.by("_id")).limit(limit));
  }

  @Override
  public List<String> unproven() {
    return ids(query(MongoPublications.tampered()));
  }

  @Override
  public long countUnproven() {
    return mongo.count(query(MongoPublications.tampered()), PublicationDocument.COLLECTION);
  }

  private List<String> ids(Query query) {
    query.fields().include("_id");
    return mongo.find(query, Document.class, PublicationDocument.COLLECTION).stream()
        .map(d -> String.valueOf(d.get("_id")))
        .toList();
  }

  @Override
  public List<Published> translationsOf(String articleId) {
    return published(where("live.translationOf").is(articleId).and("state").is("published"), 0, 10);
  }

  @Override
  public Instant now() {
    return mongo.executeCommand(new Document("hello", 1)).getDate("localTime").toInstant();
  }

  @Override
  public Optional<Instant> lastChange(String language) {
    Query query = query(where("language").is(language));
    query.with(Sort.by(Sort.Direction.DESC, "changedAt")).limit(1).fields().include("changedAt");
    return Optional.ofNullable(mongo.findOne(query, Document.class, PublicationDocument.COLLECTION))
        .map(d -> d.getDate("changedAt").toInstant());
  }

  @Override
  public List<Changed> changedSince(Instant since, int skip, int limit) {
    Query query = query(where("changedAt").gte(Date.from(since)));
    query.with(Sort.by("changedAt", "_id")).skip(skip).limit(limit).fields().include(OUTLINE);
    return mongo.find(query, Document.class, PublicationDocument.COLLECTION).stream()
        .map(MongoShelf::changed)
        .toList();
  }

  /** Takes any document: one that was altered must not keep the others' changes away. */
  private static Changed changed(Document d) {
    return new Changed(
        String.valueOf(d.get("_id")),
        d.get("guard") instanceof Number guard ? guard.longValue() : 0,
        text(d, "path"),
        text(d, "language"),
        texts(d.get("sections"), d.get("section")),
        texts(
            d.get("originals"),
            d.get("live") instanceof Document live ? live.get("translationOf") : null),
        d.getDate("changedAt").toInstant());
  }

  /** Those kept beside the one of now, which stands alone in an older document. */
  private static Set<String> texts(Object kept, Object now) {
    return Stream.concat(
            kept instanceof List<?> all ? all.stream() : Stream.empty(), Stream.ofNullable(now))
        .filter(String.class::isInstance)
        .map(String.class::cast)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static String text(Document d, String field) {
    return d.get(field) instanceof String text ? text : null;
  }

  private List<Published> published(Criteria criteria, int skip, int limit) {
    if (limit == 0) {
      return List.of(); // to the database 0 means all
    }
    return mongo
        .find(
            shown(query(criteria)).with(NEWEST_FIRST).skip(skip).limit(limit),
            Document.class,
            PublicationDocument.COLLECTION)
        .stream()
        .flatMap(d -> published(d).stream())
        .toList();
  }

  /** One altered document must not take a whole list away. */
  private Optional<Published> published(Document d) {
    try {
      return PublicationDocument.read(d) instanceof Published p ? Optional.of(p) : Optional.empty();
    } catch (UnreadablePublication e) {
      LOG.log(
          Level.ERROR,
          "ALARM: article {0} is left out of the site''s lists: {1}",
          e.articleId(),
          e.getMessage());
      alarms.raise(e.articleId(), e.getMessage());
      return Optional.empty();
    }
  }

  private static Criteria standing() {
    return where("state").is("published");
  }

  /** Without what only events, and pages of changes, need. */
  private static Query shown(Query query) {
    query.fields().exclude("outbox", "answers", EarlierEditions.FIELD);
    return query;
  }
}
