package io.imprimatur.kit.messaging;

import io.imprimatur.kit.parked.ParkedEvents;
import org.springframework.data.domain.Sort.Direction;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.index.Index;

/** The indexes that outboxes, creations and parked events need. */
final class EventIndexes {

  private EventIndexes() {}

  static void make(MongoOperations mongo, String collection) {
    mongo.indexOps(collection).createIndex(new Index("outbox.at", Direction.ASC).named("unsent"));
    mongo
        .indexOps(collection)
        .createIndex(
            new Index("creation.person", Direction.ASC)
                .on("creation.key", Direction.ASC)
                .unique()
                .sparse()
                .named("creation"));
    var parked = mongo.indexOps(ParkedEvents.COLLECTION);
    parked.createIndex(
        new Index("article", Direction.ASC)
            .on("source", Direction.ASC)
            .on("status", Direction.ASC)
            .on("sequence", Direction.ASC)
            .named("waiting"));
    parked.createIndex(
        new Index("status", Direction.ASC)
            .on("kind", Direction.ASC)
            .on("article", Direction.ASC)
            .on("source", Direction.ASC)
            .named("swept"));
    parked.createIndex(new Index("at", Direction.DESC).on("_id", Direction.DESC).named("newest"));
    parked.createIndex(new Index("audit.at", Direction.DESC).named("deeds"));
  }
}
