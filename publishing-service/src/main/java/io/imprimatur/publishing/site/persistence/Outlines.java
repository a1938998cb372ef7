package io.imprimatur.publishing.site.persistence;

import io.imprimatur.publishing.publication.Address;
import io.imprimatur.publishing.publication.persistence.PublicationDocument;
import io.imprimatur.publishing.site.Shelf.Outline;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Query;

/** Reads where articles stand, and nothing of what they say. */
final class Outlines {

  private static final Logger LOG = System.getLogger(Outlines.class.getName());

  private Outlines() {}

  static List<Outline> read(MongoOperations mongo, Query query) {
    query.fields().include("_id", "path", "publishedAt", "updatedAt", "live.translationOf");
    return mongo.find(query, Document.class, PublicationDocument.COLLECTION).stream()
        .flatMap(d -> outline(d).stream())
        .toList();
  }

  private static Optional<Outline> outline(Document d) {
    try {
      Date updated = d.getDate("updatedAt");
      Document live = d.get("live", Document.class);
      return Optional.of(
          new Outline(
              d.getString("_id"),
              new Address(d.getString("path")).path(),
              (updated == null ? d.getDate("publishedAt") : updated).toInstant(),
              live.getString("translationOf")));
    } catch (IllegalArgumentException | ClassCastException | NullPointerException e) {
      LOG.log(
          Level.ERROR,
          "ALARM: article {0} is left out of the site''s map: {1}",
          d.get("_id"),
          e.getMessage());
      return Optional.empty();
    }
  }
}
