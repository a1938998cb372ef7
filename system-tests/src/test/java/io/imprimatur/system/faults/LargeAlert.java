package io.imprimatur.system.faults;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import io.imprimatur.testkit.Scrape;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.bson.Document;

/**
 * One text that thousands have asked for. The instances of notification share its ledger's ranges;
 * one of them is killed and one is stopped while they mail, and the third mails the rest.
 */
final class LargeAlert {

  /** A section and a language that nobody else of the run asks for or writes in. */
  private static final String SECTION = "open-governance";

  private static final String LANGUAGE = "en";

  /** Most mails of one instance that may be on their way: four workers with a batch of twenty. */
  private static final int ON_THEIR_WAY = 80;

  /** So many mails each instance sends before one dies. */
  private static final int PART = 400;

  /** So many ranges must be left when an instance dies, so that others have something to share. */
  private static final int LEFT = 6;

  private final Office office;
  private final Instances instances;
  private final MongoCollection<Document> subscribers;
  private final MongoCollection<Document> ranges;
  private final MongoClient store;
  private final String name;
  private final Set<String> addresses = new TreeSet<>();
  private final Map<Instance, Scrape> before = new HashMap<>();
  private final Map<Integer, Integer> mailed = new TreeMap<>();
  private String article;

  /**
   * @param run names it
   */
  LargeAlert(Office office, Instances instances, MongoClient store, String run) {
    this.office = office;
    this.instances = instances;
    this.store = store;
    this.subscribers = store.getDatabase("notification").getCollection("subscribers");
    this.ranges = store.getDatabase("notification").getCollection("ranges");
    this.name = "Notice " + run + "-large.";
  }

  /** Puts confirmed subscribers into the database, as if they had asked a day ago. */
  void subscribe(int people) {
    Date confirmed = Date.from(Instant.now().minus(Duration.ofDays(1)));
    String interest = LANGUAGE + "/" + SECTION;
    List<Document> all = new ArrayList<>();
    for (int number = 0; number < people; number++) {
      String address = "reader-%05d@many.example.org".formatted(number);
      addresses.add(address);
      all.add(
          new Document("_id", UUID.randomUUID().toString())
              .append("guard", 1L)
              .append("address", address)
              .append("generation", 0)
              .append(
                  "subscriptions",
                  List.of(new Document("interest", interest).append("confirmedAt", confirmed)))
              .append("interests", List.of(interest)));
    }
    subscribers.insertMany(all);
  }

  /** Publishes the text; an instance is killed and one is stopped while all three mail. */
  void run(Turnover turnover) {
    List<Instance> all = instances.of("notification");
    all.forEach(instance -> before.put(instance, instance.figures()));
    Text text = new Text(name + " Text 1", name, "<p>" + name + "</p>", SECTION, LANGUAGE, "");
    Piece piece = Piece.submitted(office, text);
    article = piece.id();
    piece.approve(1, "wang.min");
    piece.approve(2, "sara.olsen");
    await("each instance does its part")
        .atMost(Duration.ofMinutes(1))
        .pollInterval(Duration.ofMillis(50))
        .until(() -> all.stream().allMatch(this::notes));
    assertThat(open()).as("ranges left when the first instance ends").isGreaterThan(LEFT);
    turnover.kill(all.get(1));
    assertThat(open()).as("ranges left when the second instance ends").isPositive();
    turnover.stop(all.get(2));
    turnover.awaitResumed();
    piece.awaitAlert();
    notes(all.getFirst());
  }

  /** Whether it has done its part, by its own figures. */
  private boolean notes(Instance instance) {
    int count =
        (int)
            (Shares.Work.MAILED.in(instance.figures())
                - Shares.Work.MAILED.in(before.get(instance)));
    mailed.put(instance.number(), count);
    return count >= PART;
  }

  private long open() {
    return ranges.countDocuments(and(eq("article", article), eq("open", true)));
  }

  /** Each person is in the ledger once and got one mail, but for what the kill left uncertain. */
  void assertEachMailedOnce() {
    Mails mails = new Mails(office, store, Map.of(name, article));
    mails.assertOf(article, addresses);
    Map<String, Integer> outcomes = mails.outcomes();
    assertThat(outcomes.keySet()).isSubsetOf("sent", "uncertain");
    assertThat(outcomes.getOrDefault("uncertain", 0)).isLessThanOrEqualTo(ON_THEIR_WAY);
    assertThat(takenOver()).as("ranges that had another owner before").isPositive();
  }

  private long takenOver() {
    return ranges.countDocuments(and(eq("article", article), gt("owner", 1L)));
  }

  /** For the report. */
  @Override
  public String toString() {
    return "%d ranges, %d taken over; mails by instance, the first two at least: %s"
        .formatted(ranges.countDocuments(eq("article", article)), takenOver(), mailed);
  }
}
