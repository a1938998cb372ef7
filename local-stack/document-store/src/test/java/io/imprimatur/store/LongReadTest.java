package io.imprimatur.store;

import static org.assertj.core.api.Assertions.assertThat;

import de.bwaldvogel.mongo.bson.Document;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A command that reads for long holds up nobody, and sees nothing of what is written meanwhile. */
@Tag("local-parts")
class LongReadTest {

  private static final Namespace READ = new Namespace("test", "read");
  private static final Namespace OTHER = new Namespace("test", "other");

  @TempDir Path data;

  private Engine engine;

  @BeforeEach
  void open() {
    engine = new Engine(data);
    engine.write(
        catalog -> {
          for (int i = 0; i < 20; i++) {
            insert(catalog, READ, i);
          }
          return catalog.createIndex(
              catalog.find(READ),
              IndexDefinition.from(
                  new Document("key", new Document("n", 1).append("_id", 1)).append("name", "n")));
        });
  }

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void writesAreOnDiskWhileItRuns() {
    Boolean durable =
        engine.read(
            catalog -> {
              catalog.find(READ).find(new Filter(new Document("n", 7)), new Document(), 0, 0);
              return elsewhere(OTHER, 1) && elsewhere(READ, 100);
            });

    assertThat(durable).isTrue();
  }

  @Test
  void itFindsWhatWasThereWhenItBegan() {
    Document order = new Document("_id", -1);
    Filter sevens = new Filter(new Document("n", 7));
    List<Hit> hits =
        engine.read(
            catalog -> {
              StoredCollection collection = catalog.find(READ);
              Search search = collection.search(sevens, order, 0, 0);
              assertThat(elsewhere(READ, 107)).isTrue();
              remove(7);
              return search.run();
            });

    assertThat(hits).extracting(hit -> hit.document().get("_id")).containsExactly(17, 7);
    List<Hit> now = engine.read(catalog -> catalog.find(READ).find(sevens, order, 0, 0));
    assertThat(now).extracting(hit -> hit.document().get("_id")).containsExactly(107, 17);
  }

  @Test
  void aDropDoesNotTakeAwayWhatItLooksAt() {
    List<Hit> hits =
        engine.read(
            catalog -> {
              Search search =
                  catalog.find(READ).search(new Filter(new Document()), new Document(), 0, 0);
              assertThat(written(() -> engine.write(all -> all.drop(READ)))).isTrue();
              return search.run();
            });

    assertThat(hits).hasSize(20);
    assertThat(engine.<StoredCollection>read(catalog -> catalog.find(READ))).isNull();
  }

  private boolean elsewhere(Namespace namespace, int id) {
    return written(() -> engine.write(catalog -> insert(catalog, namespace, id)));
  }

  private void remove(int id) {
    Document query = new Document("_id", id);
    written(() -> engine.write(catalog -> catalog.find(READ).delete(query, 1)));
  }

  /** Whether another thread's write is committed and synced within a time. */
  private boolean written(Runnable write) {
    CompletableFuture<Void> done =
        CompletableFuture.runAsync(write)
            .thenCompose(nothing -> engine.durable(engine.generation()));
    return done.thenApply(nothing -> true).completeOnTimeout(false, 20, TimeUnit.SECONDS).join();
  }

  private static Object insert(Catalog catalog, Namespace namespace, int id) {
    return catalog.write(
        namespace,
        collection -> {
          collection.addDocument(new Document("_id", id).append("n", id % 10));
          return true;
        });
  }
}
