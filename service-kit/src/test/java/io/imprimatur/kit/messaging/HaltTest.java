package io.imprimatur.kit.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.imprimatur.kit.HaltPoint;
import io.imprimatur.kit.messaging.Wire.Answer;
import io.imprimatur.testkit.JavaProcess;
import io.imprimatur.testkit.Processes;
import io.imprimatur.testkit.TestBroker;
import io.imprimatur.testkit.TestStore;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.SimpleMongoClientDatabaseFactory;

/**
 * A process ends at each point where something is half done, and is started again: nothing is lost,
 * nothing doubled.
 */
class HaltTest {

  private static final Duration STARTING = Duration.ofSeconds(60);
  private static final int HALTED = 137;

  private static final String SYSTEM = Wire.newSystem();

  private static Wire wire;
  private static MongoTemplate database;

  private final String article = UUID.randomUUID().toString();

  @BeforeAll
  static void start() {
    wire = new Wire(TestBroker.bootstrapServers(), SYSTEM);
    database = new MongoTemplate(new SimpleMongoClientDatabaseFactory(TestStore.uri(SYSTEM)));
  }

  @AfterAll
  static void stop() {
    wire.close();
  }

  @Test
  void beforeSending() {
    halt(HaltPoint.OUTBOX_BEFORE_SENDING);

    assertThat(words()).as("written").isNotEmpty();
    assertThat(outbox()).as("and not pulled").isNotEmpty();
    assertThat(wire.answers(article)).as("and not sent").isEmpty();

    recovers();
  }

  @Test
  void sentAndNotPulled() {
    halt(HaltPoint.OUTBOX_SENT);

    assertThat(wire.answers(article)).as("sent").isNotEmpty();
    assertThat(outbox()).as("and not pulled").isNotEmpty();

    recovers();
  }

  @Test
  void appliedAndOffsetNotCommitted() throws Exception {
    halt(HaltPoint.INBOX_APPLIED);

    assertThat(words()).as("applied").isNotEmpty();
    assertThat(wire.lag()).as("and not committed").isPositive();

    recovers();
  }

  @Test
  void parkedAndOffsetNotCommitted() throws Exception {
    try (JavaProcess service = service(HaltPoint.INBOX_PARKED.name())) {
      wire.say(article, 2, "two");
      assertThat(service.awaitEnd(STARTING)).isEqualTo(HALTED);
    }
    assertThat(parked()).as("parked").isEqualTo(1);
    assertThat(wire.lag()).as("and not committed").isPositive();

    wire.say(article, 1, "one");
    wire.say(article, 3, "three");
    recovers();
  }

  @Test
  void closingAGapIsFinishedByTheSweepWhenNothingElseComes() throws Exception {
    // The gap closes and the process ends before what waited behind it is drained.
    try (JavaProcess service = service("")) {
      wire.say(article, 2, "two");
      wire.say(article, 3, "three");
      wire.drained();
      service.kill();
    }
    halt(HaltPoint.INBOX_APPLIED, "one");
    assertThat(words()).containsExactly("one");

    recovers();
  }

  private void halt(HaltPoint point) {
    halt(point, "one", "two", "three");
  }

  private void halt(HaltPoint point, String... said) {
    try (JavaProcess service = service(point.name())) {
      for (int i = 0; i < said.length; i++) {
        wire.say(article, i + 1, said[i]);
      }
      assertThat(service.awaitEnd(STARTING)).as(service.output()).isEqualTo(HALTED);
      assertThat(service.output()).contains("halted at " + point.name().toUpperCase(Locale.ROOT));
    }
  }

  private void recovers() {
    try (JavaProcess service = service("")) {
      wire.drained();
      await().atMost(Duration.ofSeconds(30)).until(() -> words().size() == 3);
      await().atMost(Duration.ofSeconds(30)).until(() -> outbox().isEmpty());
      service.stop();
    }
    assertThat(words()).containsExactly("one", "two", "three");
    assertThat(parked()).isZero();
    List<Answer> told = wire.answers(article);
    assertThat(told.stream().distinct())
        .as("one event under each number, whatever was sent twice")
        .extracting(a -> a.number() + " " + a.word())
        .containsExactly("1 one", "2 two", "3 three");
  }

  private JavaProcess service(String haltAt) {
    return Processes.java(SayingsApplication.class.getName())
        .option("-Dimprimatur.halt-at=" + haltAt)
        .argument(TestBroker.bootstrapServers(), TestStore.uri(SYSTEM), SYSTEM)
        .start();
  }

  private long parked() {
    return database.getCollection("parkedEvents").countDocuments(new Document("article", article));
  }

  private List<String> words() {
    Document found = database.findById(article, Document.class, "articles");
    return found == null ? List.of() : found.getList("words", String.class, List.of());
  }

  private List<Document> outbox() {
    Document found = database.findById(article, Document.class, "articles");
    return found == null ? List.of() : found.getList("outbox", Document.class, List.of());
  }
}
