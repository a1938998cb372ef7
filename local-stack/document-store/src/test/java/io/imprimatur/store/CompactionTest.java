package io.imprimatur.store;

import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file does not grow with every write, and gives space back while nobody writes. */
@Tag("local-parts")
class CompactionTest {

  private static final int DOCUMENTS = 100;
  private static final int KILLS = 3;
  private static final int LENGTH = 20_000;
  private static final long LIVE = (long) DOCUMENTS * LENGTH;

  @TempDir Path data;

  @Test
  void shrinksTheFileWhileIdleAndLosesNothing() {
    try (DocumentStore store = DocumentStore.start(data, 0);
        MongoClient client = MongoClients.create(store.uri())) {
      Random random = new Random(1);
      for (int i = 0; i < DOCUMENTS; i++) {
        documents(client).insertOne(new Document("_id", i).append("text", text(i)));
      }
      for (int i = 0; i < 300; i++) {
        int id = random.nextInt(DOCUMENTS);
        documents(client).updateOne(eq(id), Updates.set("text", text(id + i * DOCUMENTS)));
        documents(client).updateOne(eq(id), Updates.set("n", i));
      }
      for (int i = 0; i < DOCUMENTS; i++) {
        documents(client).updateOne(eq(i), Updates.set("text", text(i)));
      }
      Path file = data.resolve("documents.mv");
      assertThat(file.toFile().length()).isGreaterThan(2 * LIVE);

      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(() -> assertThat(file.toFile().length()).isLessThan(2 * LIVE));
      verify(client);
    }
    try (DocumentStore store = DocumentStore.start(data, 0);
        MongoClient client = MongoClients.create(store.uri())) {
      verify(client);
    }
  }

  @Test
  void losesNothingWhenKilledWhileItMovesDataTogether() {
    Path file = data.resolve("documents.mv");
    StoreProcess process = StoreProcess.start(data);
    try {
      for (int round = 0; round < KILLS; round++) {
        try (MongoClient client = MongoClients.create(process.uri())) {
          for (int pass = 0; pass < 4; pass++) {
            for (int i = 0; i < DOCUMENTS; i++) {
              documents(client)
                  .updateOne(
                      eq(i),
                      Updates.combine(Updates.set("text", text(i)), Updates.inc("n", 1)),
                      new UpdateOptions().upsert(true));
            }
          }
          giveItSomethingToGiveBack(client);
          long full = file.toFile().length();
          await()
              .atMost(Duration.ofSeconds(20))
              .pollInterval(Duration.ofMillis(1))
              .until(() -> file.toFile().length() < full);
          process.kill();
        }
        process = StoreProcess.start(data);
        try (MongoClient client = MongoClients.create(process.uri())) {
          verify(client);
          assertThat(documents(client).countDocuments(eq("n", 4 * (round + 1))))
              .isEqualTo(DOCUMENTS);
        }
      }
    } finally {
      process.kill();
    }
  }

  /** On a slow disk the space of old versions is used again before much of it comes together. */
  private static void giveItSomethingToGiveBack(MongoClient client) {
    MongoCollection<Document> ballast = client.getDatabase("test").getCollection("ballast");
    ballast.insertMany(
        IntStream.range(0, 400).mapToObj(i -> new Document("text", text(i))).toList());
    ballast.deleteMany(new Document());
  }

  private static void verify(MongoClient client) {
    for (int i = 0; i < DOCUMENTS; i++) {
      assertThat(documents(client).find(eq(i)).first()).containsEntry("text", text(i));
    }
  }

  private static String text(int seed) {
    return new Random(seed)
        .ints(LENGTH, 'a', 'z')
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static MongoCollection<Document> documents(MongoClient client) {
    return client.getDatabase("test").getCollection("documents");
  }
}
