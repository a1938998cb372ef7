package io.imprimatur.benchmarks;

import com.github.f4b6a3.uuid.UuidCreator;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.InsertManyOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bson.Document;

/**
 * Puts subscribers straight into notification's database, in the form in which it keeps them: so
 * many could not ask and confirm by mail within a benchmark.
 */
final class Subscribers {

  private static final String INTEREST = "en/" + Desk.SECTION;
  private static final int AT_ONCE = 1_000;
  private static final Duration CONFIRMED = Duration.ofDays(1);

  private Subscribers() {}

  /** Adds the subscribers with the numbers from one, included, to another, not included. */
  static void add(Stack stack, int from, int to) {
    Benchmarks.say("Adding subscribers %,d to %,d.", from, to);
    Date confirmed = Date.from(Instant.now().minus(CONFIRMED));
    try (MongoClient client = MongoClients.create(stack.mongoUri())) {
      MongoCollection<Document> all =
          client.getDatabase("notification").getCollection("subscribers");
      var batch = new ArrayList<Document>(AT_ONCE);
      for (int number = from; number < to; number++) {
        batch.add(subscriber(number, confirmed));
        if (batch.size() == AT_ONCE || number == to - 1) {
          all.insertMany(batch, new InsertManyOptions().ordered(false));
          batch.clear();
        }
      }
    }
  }

  private static Document subscriber(int number, Date confirmed) {
    return new Document("_id", UuidCreator.getTimeOrderedEpoch().toString())
        .append("guard", 1L)
        .append("address", "reader%07d@readers.example".formatted(number))
        .append("generation", 0)
        .append(
            "subscriptions",
            List.of(new Document("interest", INTEREST).append("confirmedAt", confirmed)))
        .append("interests", List.of(INTEREST));
  }
}
