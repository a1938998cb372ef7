package io.imprimatur.publishing;

import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.ConnectionString;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Updates;
import io.imprimatur.events.Digest;
import org.bson.Document;

/** The service's database, as somebody alters it who should not. */
final class Store {

  private static final ConnectionString URI =
      new ConnectionString(RunningSite.STACK.get("spring.mongodb.uri"));
  private static final MongoClient MONGO = MongoClients.create(URI);

  private Store() {}

  /** Alters a field of an article's document. */
  static void set(String article, String field, Object value) {
    assertThat(
            publications()
                .updateOne(eq("_id", article), Updates.set(field, value))
                .getMatchedCount())
        .isEqualTo(1);
  }

  /** Alters what is kept under a digest. */
  static void setText(Digest digest, Object json) {
    assertThat(
            texts()
                .updateOne(eq("_id", digest.value()), Updates.set("json", json))
                .getMatchedCount())
        .isEqualTo(1);
  }

  static MongoCollection<Document> publications() {
    return MONGO.getDatabase(URI.getDatabase()).getCollection("publications");
  }

  static MongoCollection<Document> parked() {
    return MONGO.getDatabase(URI.getDatabase()).getCollection("parkedEvents");
  }

  static MongoCollection<Document> texts() {
    return MONGO.getDatabase(URI.getDatabase()).getCollection("texts");
  }
}
