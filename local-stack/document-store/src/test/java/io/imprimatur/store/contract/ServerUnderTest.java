package io.imprimatur.store.contract;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import io.imprimatur.containers.Containers;
import io.imprimatur.containers.PartsUsed;
import io.imprimatur.store.DocumentStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.UUID;
import org.bson.Document;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The server the contract is held against: the one of {@code MONGODB_URI}, else MongoDB in a
 * container where the build has the profile {@code containers}, else a store of ours. It is started
 * once for all test classes; each has a database of its own.
 */
public final class ServerUnderTest implements BeforeAllCallback, AfterAllCallback {

  private static final class Server {
    static final String URI = uri();

    private static String uri() {
      String given = System.getenv("MONGODB_URI");
      if (given != null && !given.isBlank()) {
        PartsUsed.store("the one of MONGODB_URI", given);
        return given;
      }
      return Containers.wanted() ? Containers.uri(Containers.store()) : start().uri();
    }

    private static DocumentStore start() {
      try {
        DocumentStore store = DocumentStore.start(Files.createTempDirectory("document-store"), 0);
        PartsUsed.store("the project's own document store", store.uri());
        return store;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private MongoClient client;
  private MongoDatabase database;

  public static String uri() {
    return Server.URI;
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    client = MongoClients.create(uri());
    database = client.getDatabase("contract_" + UUID.randomUUID().toString().replace("-", ""));
  }

  @Override
  public void afterAll(ExtensionContext context) {
    database.drop();
    client.close();
  }

  MongoClient client() {
    return client;
  }

  MongoDatabase database() {
    return database;
  }

  /** A collection nobody else uses. */
  MongoCollection<Document> collection() {
    return database.getCollection("c" + UUID.randomUUID().toString().replace("-", ""));
  }
}
