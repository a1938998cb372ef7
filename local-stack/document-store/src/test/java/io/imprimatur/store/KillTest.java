package io.imprimatur.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.MongoException;
import com.mongodb.MongoInterruptedException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.PushOptions;
import com.mongodb.client.model.Updates;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The process is killed again and again while writers write; nothing acknowledged is lost. */
@Tag("local-parts")
class KillTest {

  private static final int ROUNDS = Integer.getInteger("store.kill.rounds", 20);
  private static final int WRITERS = 6;
  private static final int ARTICLES = 4;
  private static final int KEPT = 30;

  @TempDir Path data;

  private final Map<String, Integer> acknowledged = new ConcurrentHashMap<>();
  private final Map<String, Integer> attempted = new ConcurrentHashMap<>();
  private final AtomicInteger done = new AtomicInteger();
  private final AtomicInteger inFlight = new AtomicInteger();
  private StoreProcess process;

  @AfterEach
  void end() {
    if (process != null) {
      process.kill();
    }
  }

  @Test
  void losesNothingAcknowledgedAndNeverSplitsAWrite() throws Exception {
    Random random = new Random(7);
    process = StoreProcess.start(data);
    for (int round = 0; round < ROUNDS; round++) {
      int before = done.get();
      int interrupted;
      try (MongoClient client = MongoClients.create(process.uri());
          ExecutorService writers = Executors.newFixedThreadPool(WRITERS)) {
        if (round == 0) {
          prepare(client);
        }
        List<Future<Boolean>> running = new ArrayList<>();
        for (int writer = 0; writer < WRITERS; writer++) {
          int number = writer;
          running.add(writers.submit(() -> write(client, number)));
        }
        int enough = before + 30 + random.nextInt(150);
        await()
            .pollInterval(Duration.ofMillis(2))
            .atMost(Duration.ofSeconds(60))
            .until(() -> done.get() >= enough && inFlight.get() > 0);
        process.kill();
        await().atMost(Duration.ofSeconds(60)).until(() -> anyDone(running));
        writers.shutdownNow();
        interrupted = interrupted(running);
      }
      assertThat(interrupted).as("writes in flight at kill %d", round).isPositive();
      process = StoreProcess.start(data);
      try (MongoClient client = MongoClients.create(process.uri())) {
        verify(client);
      }
    }
    assertThat(acknowledged).hasSize(WRITERS * ARTICLES);
  }

  private static void prepare(MongoClient client) {
    articles(client).createIndex(Indexes.ascending("outbox.sequence"));
    articles(client).createIndex(Indexes.ascending("key"), new IndexOptions().unique(true));
  }

  /** Whether a write was under way when the store went. */
  private boolean write(MongoClient client, int writer) {
    while (true) {
      for (int article = 0; article < ARTICLES; article++) {
        String id = writer + "-" + article;
        int next = attempted.getOrDefault(id, 0);
        next = acknowledged.getOrDefault(id, 0) == next ? next + 1 : next;
        inFlight.incrementAndGet();
        try {
          attempted.put(id, next);
          step(articles(client), id, next);
        } catch (MongoInterruptedException e) {
          return false;
        } catch (MongoException e) {
          return true;
        } finally {
          inFlight.decrementAndGet();
        }
        acknowledged.put(id, next);
        done.incrementAndGet();
      }
    }
  }

  /** One write that sets the state and puts the event of it into the outbox. */
  private static void step(MongoCollection<Document> articles, String id, int next) {
    Document event = new Document("sequence", next).append("state", "s" + next);
    if (next == 1) {
      articles.insertOne(
          new Document("_id", id)
              .append("key", "k" + id)
              .append("guard", 1)
              .append("state", "s1")
              .append("outbox", List.of(event)));
      return;
    }
    long modified =
        articles
            .updateOne(
                and(eq(id), eq("guard", next - 1)),
                Updates.combine(
                    Updates.set("guard", next),
                    Updates.set("state", "s" + next),
                    Updates.pushEach("outbox", List.of(event), new PushOptions().slice(-KEPT))))
            .getModifiedCount();
    assertThat(modified).isEqualTo(1);
  }

  private void verify(MongoClient client) {
    MongoCollection<Document> articles = articles(client);
    attempted.forEach(
        (id, tried) -> {
          Document article = articles.find(eq(id)).first();
          int least = acknowledged.getOrDefault(id, 0);
          int guard = article == null ? 0 : article.getInteger("guard");
          assertThat(guard).as("article %s", id).isBetween(least, tried);
          if (article != null) {
            assertThat(article.getString("state")).isEqualTo("s" + guard);
            assertThat(article.getList("outbox", Document.class))
                .extracting(event -> event.getInteger("sequence"))
                .isEqualTo(expected(guard));
            assertThat(articles.find(and(eq("outbox.sequence", guard), eq("key", "k" + id))))
                .hasSize(1);
          }
          attempted.put(id, guard);
          acknowledged.put(id, guard);
        });
    assertThat(articles.countDocuments())
        .isEqualTo(acknowledged.values().stream().filter(guard -> guard > 0).count());
  }

  private static List<Integer> expected(int guard) {
    List<Integer> sequences = new ArrayList<>();
    for (int sequence = Math.max(1, guard - KEPT + 1); sequence <= guard; sequence++) {
      sequences.add(sequence);
    }
    return sequences;
  }

  private static boolean anyDone(List<Future<Boolean>> running) {
    return running.stream().anyMatch(Future::isDone);
  }

  private static int interrupted(List<Future<Boolean>> running) throws Exception {
    int interrupted = 0;
    for (Future<Boolean> writer : running) {
      interrupted += writer.get(30, TimeUnit.SECONDS) ? 1 : 0;
    }
    return interrupted;
  }

  private static MongoCollection<Document> articles(MongoClient client) {
    return client.getDatabase("kill").getCollection("articles");
  }
}
