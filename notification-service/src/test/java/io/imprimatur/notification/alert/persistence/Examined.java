package io.imprimatur.notification.alert.persistence;

import java.util.function.Supplier;
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoTemplate;

/**
 * How many documents the store looks at. Only the project's own store counts them, so tests that
 * ask have the tag {@code local-parts}.
 */
final class Examined {

  private Examined() {}

  static long by(MongoTemplate mongo, String collection, Supplier<?> work) {
    long before = soFar(mongo, collection);
    work.get();
    return soFar(mongo, collection) - before;
  }

  private static long soFar(MongoTemplate mongo, String collection) {
    Document stats = mongo.executeCommand(new Document("collStats", collection));
    return stats.get("docsExamined", Number.class).longValue();
  }
}
