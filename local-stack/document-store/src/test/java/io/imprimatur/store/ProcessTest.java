package io.imprimatur.store;

import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Indexes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bson.Document;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starting, ending, and a disk without room. */
@Tag("local-parts")
class ProcessTest {

  private static final int OUT_OF_DISK_SPACE = 14031;
  private static final int SIGTERM_STATUS = 143;
  private static final int LIMIT_KIBIBYTES = 3_000;
  private static final int WRITERS = 4;
  private static final String TEXT = "x".repeat(60_000);

  @TempDir Path data;

  @Test
  void endsCleanlyWhenAskedAndKeepsEverything() {
    StoreProcess first = StoreProcess.start(data);
    try (MongoClient client = MongoClients.create(first.uri())) {
      documents(client).createIndex(Indexes.ascending("a"));
      documents(client).insertOne(new Document("_id", 1).append("a", 1));
      assertThat(first.terminate()).isEqualTo(SIGTERM_STATUS);
    }
    StoreProcess second = StoreProcess.start(data);
    try (MongoClient client = MongoClients.create(second.uri())) {
      assertThat(documents(client).find(eq("a", 1)).first()).containsEntry("_id", 1);
      assertThat(documents(client).listIndexes()).hasSize(2);
    } finally {
      second.kill();
    }
  }

  @Test
  void saysInOneSentenceWhyItCannotStart() throws Exception {
    Path file = Files.createFile(data.resolve("file"));
    try (DocumentStore running = DocumentStore.start(data.resolve("used"), 0)) {
      refused("in use by another document store", "--port", "0", "--data", data.resolve("used"));
      refused(
          "is it in use by another process", "--port", running.port(), "--data", data.resolve("d"));
    }
    refused("can't be made", "--port", "0", "--data", file.resolve("below"));
    refused("is not a directory", "--port", "0", "--data", file);
    refused("not between 0 and 65535", "--port", "70000", "--data", data);
    refused("is not a number", "--port", "many", "--data", data);
    refused("is not known", "--color", "red");
    refused("are needed", "--port", "1");
  }

  private static void refused(String reason, Object... options) {
    String[] texts = new String[options.length];
    for (int i = 0; i < options.length; i++) {
      texts[i] = options[i].toString();
    }
    StoreProcess process = StoreProcess.withOptions(texts);
    assertThat(process.exit()).isEqualTo(1);
    assertThat(process.firstLine()).contains(reason).doesNotContain("Exception in thread");
  }

  @Test
  void aPortOrDirectoryInUseIsNamedInProcessToo() {
    try (DocumentStore store = DocumentStore.start(data, 0)) {
      assertThatThrownBy(() -> DocumentStore.start(data, 0))
          .isInstanceOf(StoreUnavailableException.class)
          .hasMessageContaining("in use by another document store");
      assertThat(store.uri()).isEqualTo("mongodb://127.0.0.1:" + store.port());
    }
  }

  @Test
  void refusesWritesButNotReadsWhereTheDiskIsNearlyFull() {
    try (DocumentStore store = DocumentStore.start(data, 0);
        MongoClient client = MongoClients.create(store.uri())) {
      documents(client).insertOne(new Document("_id", 1));
    }
    try (DocumentStore store = DocumentStore.start(data, 0, Long.MAX_VALUE);
        MongoClient client = MongoClients.create(store.uri())) {
      MongoException refused =
          catchThrowableOfType(
              MongoException.class, () -> documents(client).insertOne(new Document("_id", 2)));

      assertThat(refused.getCode()).isEqualTo(OUT_OF_DISK_SPACE);
      assertThat(documents(client).countDocuments()).isEqualTo(1);
    }
  }

  @Test
  void writesThatFailAreNotAcknowledgedAndWhatWasAcknowledgedStays() throws Exception {
    StoreProcess limited = StoreProcess.startLimited(data, LIMIT_KIBIBYTES);
    Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    try (MongoClient client = MongoClients.create(limited.uri());
        ExecutorService writers = Executors.newFixedThreadPool(WRITERS)) {
      List<Future<List<Integer>>> refusals = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        int writer = i;
        refusals.add(writers.submit(() -> writeUntilRefused(client, writer, acknowledged)));
      }
      for (Future<List<Integer>> codes : refusals) {
        assertThat(codes.get()).hasSize(3).containsOnly(OUT_OF_DISK_SPACE);
      }
      assertThat(found(client)).containsAll(acknowledged);
    } finally {
      limited.kill();
    }
    StoreProcess unlimited = StoreProcess.start(data);
    try (MongoClient client = MongoClients.create(unlimited.uri())) {
      assertThat(acknowledged).hasSizeGreaterThan(5);
      assertThat(found(client)).containsAll(acknowledged);
      documents(client).insertOne(new Document("_id", "more").append("text", TEXT));
    } finally {
      unlimited.kill();
    }
  }

  /** Goes on after the first refusals, as clients do that try again. */
  private static List<Integer> writeUntilRefused(
      MongoClient client, int writer, Set<String> acknowledged) {
    List<Integer> codes = new ArrayList<>();
    for (int i = 0; codes.size() < 3 && i < LIMIT_KIBIBYTES; i++) {
      String id = writer + "-" + i;
      try {
        documents(client).insertOne(new Document("_id", id).append("text", TEXT));
        acknowledged.add(id);
      } catch (MongoException e) {
        codes.add(e.getCode());
      }
    }
    return codes;
  }

  private static Set<String> found(MongoClient client) {
    Set<String> ids = new HashSet<>();
    documents(client).find().forEach(document -> ids.add(document.getString("_id")));
    return ids;
  }

  private static MongoCollection<Document> documents(MongoClient client) {
    return client.getDatabase("test").getCollection("documents");
  }
}
