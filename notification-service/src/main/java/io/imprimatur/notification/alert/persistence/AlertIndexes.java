package io.imprimatur.notification.alert.persistence;

import org.springframework.data.domain.Sort.Direction;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.index.Index;

/** The indexes that lists of alerts and timed work use. */
final class AlertIndexes {

  private AlertIndexes() {}

  static void make(MongoOperations mongo, String collection) {
    var indexes = mongo.indexOps(collection);
    indexes.createIndex(
        new Index(AlertFields.STATE, Direction.ASC).on("_id", Direction.ASC).named("at-work"));
    indexes.createIndex(
        new Index(AlertFields.PUBLISHED_AT, Direction.DESC)
            .on("_id", Direction.DESC)
            .named("newest-alerts"));
    indexes.createIndex(
        new Index(AlertFields.SECTION, Direction.ASC)
            .on(AlertFields.PUBLISHED_AT, Direction.DESC)
            .on("_id", Direction.DESC)
            .named("alerts-of-section"));
    indexes.createIndex(
        new Index(AlertFields.STATE, Direction.ASC)
            .on(AlertFields.PUBLISHED_AT, Direction.DESC)
            .on("_id", Direction.DESC)
            .named("alerts-in-state"));
    indexes.createIndex(
        new Index(AlertFields.SECTION, Direction.ASC)
            .on(AlertFields.STATE, Direction.ASC)
            .on(AlertFields.PUBLISHED_AT, Direction.DESC)
            .on("_id", Direction.DESC)
            .named("alerts-of-section-in-state"));
  }
}
