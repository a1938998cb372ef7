package io.imprimatur.system.faults;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import io.imprimatur.testkit.Topics;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * That the others go on with the share of an instance that has ended: its partitions are read and
 * what lay there is taken, no event that was written before is unsent, and nobody waits for mails
 * or plans that it had in hand.
 */
final class Resumption {

  /** Longer than is promised, so that a run can say how long it took. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** How long notification keeps a range for an owner that is silent. */
  private static final Duration LEASE = Duration.ofSeconds(6);

  private final Instances instances;
  private final MongoClient store;
  private final Topics topics;
  private final Instance ended;
  private final Instant at;
  private final Map<TopicPartition, Long> ends;
  private final List<Bson> held;
  private final List<String> waiting;

  /**
   * Looks at what there is to resume; to be called right behind the end.
   *
   * @param at when it ended
   */
  Resumption(Instances instances, MongoClient store, Topics topics, Instance ended, Instant at) {
    this.instances = instances;
    this.store = store;
    this.topics = topics;
    this.ended = ended;
    this.at = at;
    this.ends =
        topics.ends(
            ToldAndHeard.NEIGHBOURS.get(ended.service()).stream()
                .map(neighbour -> "imprimatur." + neighbour)
                .toList());
    boolean mails = ended.service().equals("notification");
    this.held = mails ? held() : List.of();
    this.waiting = mails ? waiting() : List.of();
  }

  private MongoDatabase notification() {
    return store.getDatabase("notification");
  }

  /**
   * Each range that somebody holds, as its owner left it who does nothing more with it. One that
   * was given back is in nobody's hands, and waits its turn.
   */
  private List<Bson> held() {
    List<Bson> found = new ArrayList<>();
    for (Document range : notification().getCollection("ranges").find(eq("held", true))) {
      found.add(
          and(
              eq("_id", range.getString("_id")),
              eq("owner", range.get("owner")),
              eq("open", true),
              eq("held", true),
              lte("due", Date.from(at.plus(LEASE)))));
    }
    return found;
  }

  private List<String> waiting() {
    return notification()
        .getCollection("alerts")
        .find(eq("alert.state", "waiting"))
        .map(alert -> alert.getString("_id"))
        .into(new ArrayList<>());
  }

  /** When the parts of a share were resumed, counted from the end of the instance. */
  record Times(Instance ended, Map<String, Duration> parts) {

    Duration longest() {
      return parts.values().stream().max(Duration::compareTo).orElseThrow();
    }

    @Override
    public String toString() {
      return ended
          + parts.entrySet().stream()
              .map(p -> " %s %.1f s".formatted(p.getKey(), p.getValue().toMillis() / 1000.0))
              .collect(Collectors.joining(","));
    }
  }

  /** Watches, beside whatever goes on, when all of it is resumed. */
  CompletableFuture<Times> watch() {
    Map<String, Callable<Boolean>> parts = new LinkedHashMap<>(unsent());
    parts.put("partitions", () -> instances.allPartitionsRead(ended.service()));
    parts.put("taken", () -> topics.hasTaken("imprimatur." + ended.service(), ends));
    return watch(parts);
  }

  /**
   * The same without its partitions, for one that may not have had any yet: until the group has
   * waited for a member that died while it joined, they can take longer.
   */
  CompletableFuture<Times> watchUnsent() {
    return watch(unsent());
  }

  private Map<String, Callable<Boolean>> unsent() {
    Map<String, Callable<Boolean>> parts = new LinkedHashMap<>();
    parts.put("sent", this::nothingUnsent);
    if (!held.isEmpty() || !waiting.isEmpty()) {
      parts.put("in hand", this::nothingInHand);
    }
    return parts;
  }

  private CompletableFuture<Times> watch(Map<String, Callable<Boolean>> parts) {
    return CompletableFuture.supplyAsync(
        () -> {
          Map<String, Duration> times = new LinkedHashMap<>();
          parts.forEach(
              (part, resumed) -> {
                await("the others have resumed the share of " + ended + ": " + part)
                    .atMost(PATIENCE)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(200))
                    .ignoreExceptionsMatching(e -> e instanceof UncheckedIOException)
                    .until(resumed);
                times.put(part, Duration.between(at, Instant.now()));
              });
          return new Times(ended, times);
        },
        task -> Thread.ofVirtual().start(task));
  }

  private boolean nothingUnsent() {
    MongoCollection<Document> articles =
        store
            .getDatabase(ended.service())
            .getCollection(ToldAndHeard.COLLECTIONS.get(ended.service()));
    return articles.find(lt("outbox.at", Date.from(at))).first() == null;
  }

  private boolean nothingInHand() {
    return (held.isEmpty()
            || notification().getCollection("ranges").find(Filters.or(held)).first() == null)
        && notification()
                .getCollection("alerts")
                .find(and(in("_id", waiting), eq("alert.state", "waiting")))
                .first()
            == null;
  }
}
