package io.imprimatur.store.contract;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
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
 * The server the contract is held against: the one of {@code MONGODB_URI}, else a store of ours,
 * started once for all test classes. Each test class has a database of its own.
 */
public final class ServerUnderTest implements BeforeAllCallback, AfterAllCallback {

  private static final String URI = System.getenv("MONGODB_URI");

  private static final class Local {
    static final DocumentStore STORE = start();

    private static DocumentStore start() {
      try {
        return DocumentStore.start(Files.createTempDirectory("document-store"), 0);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private MongoClient client;
  private MongoDatabase database;

  public static String uri() {
    return URI == null || URI.isBlank() ? Local.STORE.uri() : URI;
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
