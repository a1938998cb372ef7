package io.imprimatur.publishing.site.persistence;

import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import io.imprimatur.events.Digest;
import io.imprimatur.publishing.publication.KeptText;
import io.imprimatur.publishing.publication.Publication;
import io.imprimatur.publishing.publication.Published;
import io.imprimatur.publishing.publication.persistence.MongoPublications;
import io.imprimatur.publishing.publication.persistence.PublicationDocument;
import io.imprimatur.publishing.site.Shelf;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;

/** What the site reads from MongoDB. */
public final class MongoShelf implements Shelf {

  private static final Sort NEWEST_FIRST = Sort.by(Sort.Direction.DESC, "publishedAt", "_id");
  private static final String[] OUTLINE = {
    "_id",
    "guard",
    "path",
    "language",
    "section",
    "formerSection",
    "live.translationOf",
    "changedAt"
  };

  private final MongoOperations mongo;

  public MongoShelf(MongoOperations mongo) {
    this.mongo = mongo;
  }

  @Override
  public Optional<Publication> at(String path) {
    return one(query(where("path").is(path)));
  }

  @Override
  public Optional<Publication> find(String articleId) {
    return one(query(where("_id").is(articleId)));
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
        standing().and("language").is(language).and("section").is(section), skip, limit);
  }

  @Override
  public long count(String language, String section) {
    return mongo.count(
        query(standing().and("language").is(language).and("section").is(section)),
        PublicationDocument.COLLECTION);
  }

  @Override
  public List<Published> translationsOf(String articleId) {
    return published(where("live.translationOf").is(articleId).and("state").is("published"), 0, 10);
  }

  @Override
  public Optional<Instant> lastChange(String language) {
    return lastChange(query(where("language").is(language)));
  }

  @Override
  public Optional<Instant> lastChange() {
    return lastChange(query(where("changedAt").gt(Date.from(Instant.EPOCH))));
  }

  private Optional<Instant> lastChange(Query query) {
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

  private static Changed changed(Document d) {
    Document live = d.get("live", new Document());
    return new Changed(
        d.getString("_id"),
        ((Number) d.get("guard")).longValue(),
        d.getString("path"),
        d.getString("language"),
        d.getString("section"),
        d.getString("formerSection"),
        live.getString("translationOf"),
        d.getDate("changedAt").toInstant());
  }

  private List<Published> published(Criteria criteria, int skip, int limit) {
    return mongo
        .find(
            shown(query(criteria)).with(NEWEST_FIRST).skip(skip).limit(limit),
            Document.class,
            PublicationDocument.COLLECTION)
        .stream()
        .map(PublicationDocument::read)
        .filter(Published.class::isInstance)
        .map(Published.class::cast)
        .toList();
  }

  private static Criteria standing() {
    return where("state").is("published");
  }

  /** Without what only events need. */
  private static Query shown(Query query) {
    query.fields().exclude("outbox", "answers");
    return query;
  }
}
