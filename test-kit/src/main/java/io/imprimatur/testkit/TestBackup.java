package io.imprimatur.testkit;

import com.mongodb.ConnectionString;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;

/**
 * A copy of one database with its indexes, as {@code mongodump} makes it, which can be put back as
 * {@code mongorestore} does.
 */
public final class TestBackup {

  private final String uri;
  private final Instant takenAt = Instant.now();
  private final Map<String, List<Document>> documents = new LinkedHashMap<>();
  private final Map<String, List<Document>> indexes = new LinkedHashMap<>();

  private TestBackup(String uri) {
    this.uri = uri;
  }

  /** Copies the database of a MongoDB URI. */
  public static TestBackup of(String uri) {
    TestBackup backup = new TestBackup(uri);
    try (MongoClient client = MongoClients.create(uri)) {
      MongoDatabase database = database(client, uri);
      for (String name : database.listCollectionNames()) {
        backup.documents.put(name, database.getCollection(name).find().into(new ArrayList<>()));
        backup.indexes.put(
            name, database.getCollection(name).listIndexes().into(new ArrayList<>()));
      }
    }
    return backup;
  }

  /** When it was begun, as a service's setting wants it. */
  public Instant takenAt() {
    return takenAt;
  }

  /** With which a service is started whose database was put back. */
  public Map<String, String> settings() {
    return Map.of("imprimatur.restore.backup-taken-at", takenAt.toString());
  }

  /** Drops the database and puts the copy in its place. */
  public void putBack() {
    try (MongoClient client = MongoClients.create(uri)) {
      MongoDatabase database = database(client, uri);
      for (String name : database.listCollectionNames().into(new ArrayList<>())) {
        database.getCollection(name).drop();
      }
      documents.forEach(
          (name, all) -> {
            indexes.get(name).forEach(index -> makeIndex(database, name, index));
            if (!all.isEmpty()) {
              database.getCollection(name).insertMany(all);
            }
          });
    }
  }

  private static void makeIndex(MongoDatabase database, String collection, Document index) {
    if (!index.getString("name").equals("_id_")) {
      database
          .getCollection(collection)
          .createIndex(
              index.get("key", Document.class),
              new IndexOptions()
                  .name(index.getString("name"))
                  .unique(Boolean.TRUE.equals(index.get("unique")))
                  .sparse(Boolean.TRUE.equals(index.get("sparse"))));
    }
  }

  private static MongoDatabase database(MongoClient client, String uri) {
    return client.getDatabase(new ConnectionString(uri).getDatabase());
  }
}
