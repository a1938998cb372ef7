package io.imprimatur.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.PushOptions;
import com.mongodb.client.model.Updates;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.bson.Document;

/**
 * Measures acknowledged single-document updates per second against the store of a connection
 * string: {@code WriteRate URI WRITERS SECONDS}. Each update is guarded, sets the state and pushes
 * an outbox entry.
 */
final class WriteRate {

  private WriteRate() {}

  public static void main(String[] arguments) throws Exception {
    String uri = arguments[0];
    int writers = Integer.parseInt(arguments[1]);
    int seconds = Integer.parseInt(arguments[2]);
    try (MongoClient client = MongoClients.create(uri)) {
      MongoCollection<Document> articles =
          client.getDatabase("write_rate").getCollection("articles");
      articles.drop();
      measure(articles, writers, Math.max(1, seconds / 2));
      long before = System.nanoTime();
      long updates = measure(articles, writers, seconds);
      double took = (System.nanoTime() - before) / 1e9;
      System.out.printf(
          "%d writers: %d updates in %.1f s = %.0f/s%n", writers, updates, took, updates / took);
    }
  }

  private static long measure(MongoCollection<Document> articles, int writers, int seconds) {
    articles.deleteMany(new Document());
    AtomicLong done = new AtomicLong();
    long end = System.nanoTime() + seconds * 1_000_000_000L;
    try (ExecutorService executor = Executors.newFixedThreadPool(writers)) {
      for (int i = 0; i < writers; i++) {
        int writer = i;
        executor.submit(
            () -> {
              articles.insertOne(new Document("_id", writer).append("guard", 0));
              for (int guard = 0; System.nanoTime() < end; guard++) {
                update(articles, writer, guard);
                done.incrementAndGet();
              }
            });
      }
    }
    return done.get();
  }

  private static void update(MongoCollection<Document> articles, int id, int guard) {
    Document event = new Document("sequence", guard).append("body", "x".repeat(500));
    articles.updateOne(
        and(eq(id), eq("guard", guard)),
        Updates.combine(
            Updates.inc("guard", 1),
            Updates.set("state", "s" + guard),
            Updates.pushEach("outbox", List.of(event), new PushOptions().slice(-5))));
  }
}
