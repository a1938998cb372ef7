package io.imprimatur.store;

import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Updates;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Room is made in the file while many write; they notice nothing but a short wait. */
@Tag("local-parts")
class CompactionUnderLoadTest {

  private static final int WRITERS = 8;
  private static final int DOCUMENTS_OF_EACH = 25;
  private static final int ROUNDS = 25;
  private static final String FILLING = "x".repeat(60_000);
  private static final long WRITTEN =
      (long) WRITERS * DOCUMENTS_OF_EACH * ROUNDS * FILLING.length();

  @TempDir Path data;

  @Test
  void everyWriteIsAcknowledgedAndTheFileStaysShorterThanWhatWasWritten() throws Exception {
    try (DocumentStore store = DocumentStore.start(data, 0);
        MongoClient client = MongoClients.create(store.uri());
        ExecutorService pool = Executors.newFixedThreadPool(WRITERS)) {
      MongoCollection<Document> documents = client.getDatabase("test").getCollection("documents");
      List<Callable<Void>> all =
          IntStream.range(0, WRITERS)
              .<Callable<Void>>mapToObj(writer -> () -> write(documents, writer))
              .toList();
      for (Future<Void> each : pool.invokeAll(all)) {
        each.get(); // an error of the store would stand here
      }

      assertThat(data.resolve("documents.mv").toFile().length()).isLessThan(WRITTEN * 2 / 3);
      for (int id = 0; id < WRITERS * DOCUMENTS_OF_EACH; id++) {
        assertThat(documents.find(eq(id)).first())
            .containsEntry("round", ROUNDS)
            .containsEntry("text", FILLING + ROUNDS);
      }
    }
  }

  private static Void write(MongoCollection<Document> documents, int writer) {
    for (int i = 0; i < DOCUMENTS_OF_EACH; i++) {
      documents.insertOne(new Document("_id", writer * DOCUMENTS_OF_EACH + i));
    }
    for (int round = 1; round <= ROUNDS; round++) {
      for (int i = 0; i < DOCUMENTS_OF_EACH; i++) {
        documents.updateOne(
            eq(writer * DOCUMENTS_OF_EACH + i),
            Updates.combine(Updates.set("round", round), Updates.set("text", FILLING + round)));
      }
    }
    return null;
  }
}
