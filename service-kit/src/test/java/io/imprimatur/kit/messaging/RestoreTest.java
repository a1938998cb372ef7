package io.imprimatur.kit.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.imprimatur.broker.Broker;
import io.imprimatur.kit.HaltPoint;
import io.imprimatur.kit.aggregate.Aggregates;
import io.imprimatur.kit.aggregate.Stored;
import io.imprimatur.kit.messaging.Wire.Answer;
import io.imprimatur.kit.outbox.Outboxes;
import io.imprimatur.kit.parked.ParkedEvent;
import io.imprimatur.kit.parked.ParkedEvent.Kind;
import io.imprimatur.kit.parked.ParkedEvents;
import io.imprimatur.store.DocumentStore;
import io.imprimatur.testkit.JavaProcess;
import io.imprimatur.testkit.Processes;
import io.imprimatur.testkit.ServerProcess;
import io.imprimatur.testkit.TestBackup;
import io.imprimatur.testkit.TestBroker;
import io.imprimatur.testkit.TestStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.bson.Document;
import org.bson.types.Binary;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.SimpleMongoClientDatabaseFactory;

/**
 * A service's database is put back to an older state, its neighbour and the topics are not: what it
 * told since is taken over from its own topic, and no number is used for another event.
 */
@Tag("local-parts")
class RestoreTest {

  private static final Duration STARTING = Duration.ofSeconds(60);
  private static final String SYSTEM = "test";
  private static final String SOURCE = "/test/left";

  @TempDir Path directory;
  private Broker broker;
  private DocumentStore store;
  private Wire wire;
  private MongoTemplate database;
  private final String article = UUID.randomUUID().toString();

  @BeforeEach
  void start() {
    broker = Broker.start(directory.resolve("broker"), 0, 0);
    store = DocumentStore.start(directory.resolve("store"), 0);
    wire = new Wire(broker.bootstrapServers(), SYSTEM);
    database = new MongoTemplate(new SimpleMongoClientDatabaseFactory(uri()));
  }

  @AfterEach
  void stop() {
    wire.close();
    store.close();
    broker.close();
  }

  private String uri() {
    return store.uri() + "/left";
  }

  @Test
  void whatWasToldSinceTheBackupIsTakenOver() {
    String younger = UUID.randomUUID().toString();
    TestBackup backup =
        lived(
            () -> say(article, 1, "one", "two"),
            () -> {
              say(article, 3, "three", "four");
              say(younger, 1, "first");
            });
    List<Answer> before = wire.answers();
    backup.putBack();
    assertThat(words(article)).containsExactly("one", "two");

    try (var service = restored(backup)) {
      assertThat(service.getBean(Aggregates.class).find(article).map(Stored::sequence))
          .as("lifted before anything else may be told")
          .contains(4L);
      wire.drained();
      say(article, 5, "five");
      say(younger, 2, "second");
      settled(service);
    }

    assertThat(words(article)).containsExactly("one", "two", "three", "four", "five");
    assertThat(words(younger)).containsExactly("first", "second");
    assertThat(wire.answers()).as("nothing was told twice").containsAll(before).hasSize(7);
    assertThat(wire.answers(article).stream().map(Answer::number))
        .containsExactly(1L, 2L, 3L, 4L, 5L);
  }

  @Test
  void whatWasUnsentAtTheBackupAndSentSinceIsNotToldAgain() {
    TestBackup lived = lived(() -> say(article, 1, "one", "two"), () -> {});
    // As the database was a moment before the broker had the second event.
    Answer two = wire.answers(article).getLast();
    Document entry =
        new Document("sequence", 2L)
            .append("at", new Date())
            .append(
                "headers",
                new Document("ce_specversion", "1.0")
                    .append("ce_id", two.id())
                    .append("ce_source", SOURCE)
                    .append("ce_type", Sayings.SAID_ON)
                    .append("ce_subject", article)
                    .append("ce_time", lived.takenAt().toString())
                    .append("ce_sequence", "2"))
            .append("body", new Binary("two".getBytes(StandardCharsets.UTF_8)));
    database
        .getCollection("articles")
        .updateOne(
            new Document("_id", article),
            new Document("$set", new Document("outbox", List.of(entry))));
    TestBackup backup = TestBackup.of(uri());
    backup.putBack();

    try (var service = restored(backup)) {
      assertThat(service.getBean(Outboxes.class).oldest()).as("nothing waits").isEmpty();
      say(article, 3, "three");
      settled(service);
    }
    assertThat(wire.answers(article))
        .extracting(Answer::word)
        .containsExactly("one", "two", "three");
  }

  @Test
  void forgeriesInTheOwnTopicAreListedAndTheGenuineEventIsTakenOver() {
    String strange = UUID.randomUUID().toString();
    TestBackup backup =
        lived(
            () -> say(article, 1, "one"),
            () -> {
              forge(article, 2, "forged:2:nonsense", Map.of());
              forge(article, 2, "from elsewhere", Map.of("ce_source", "/test/right"));
              forge(article, 2, "unreadable", Map.of());
              say(article, 2, "sealed:7:two");
              said(article, "sealed:7:two");
              forge(article, 2, "another second", Map.of());
              forge(article, 3, "sealed:7:again", Map.of());
              forge(strange, 1_000_000, "far ahead", Map.of());
              say(article, 3, "three");
            });
    forge(null, 1, "without a key", Map.of("ce_subject", ""));
    backup.putBack();

    try (var service = restored(backup)) {
      assertThat(service.getBean(Aggregates.class).find(article).map(Stored::sequence))
          .contains(3L);
      assertThat(service.getBean(Aggregates.class).find(strange)).as("no number taken").isEmpty();
      assertThat(listed(service))
          .containsExactlyInAnyOrder(
              "REFUSED forged:2:nonsense",
              "REFUSED from elsewhere",
              "DEAD unreadable",
              "CONFLICT another second",
              "REFUSED sealed:7:again",
              "REFUSED far ahead",
              "DEAD without a key");
      say(article, 4, "four");
      settled(service);
    }
    assertThat(words(article)).containsExactly("one", "sealed:7:two", "three", "four");
    assertThat(genuine(article)).containsExactly("1 one", "2 sealed:7:two", "3 three", "4 four");
  }

  @Test
  void theNumberOfAnEventThatNobodyCanReadIsUsed() {
    TestBackup backup =
        lived(
            () -> say(article, 1, "one"),
            () -> {
              forge(article, 2, "unreadable", Map.of());
              forge(article, 3, "three", Map.of());
              forge(article, 4, "unreadable too", Map.of());
            });
    backup.putBack();

    try (var service = restored(backup)) {
      assertThat(service.getBean(Aggregates.class).find(article).map(Stored::sequence))
          .contains(4L);
      assertThat(listed(service))
          .containsExactlyInAnyOrder("DEAD unreadable", "DEAD unreadable too");
      say(article, 2, "two");
      settled(service);
    }
    assertThat(words(article)).containsExactly("one", "three", "two");
    assertThat(wire.answers(article).getLast().number()).isEqualTo(5);
  }

  @Test
  void aMomentThatIsTooLateIsNoticedAndEverythingIsRead() {
    TestBackup backup =
        lived(
            () -> say(article, 1, "one"),
            () -> {
              say(article, 2, "two");
              said(article, "two");
              say(article, 3, "three");
            });
    String margin = "imprimatur.restore.margin=-1ms"; // from behind event 2 on
    long second = wire.read(wire.left()).get(1).timestamp();
    backup.putBack();

    try (var service = service("imprimatur.restore.backup-taken-at=" + instant(second), margin)) {
      assertThat(service.getBean(Aggregates.class).find(article).map(Stored::sequence))
          .contains(3L);
      assertThat(words(article)).containsExactly("one", "two", "three");
      assertThat(listed(service)).isEmpty();
    }
  }

  @Test
  void oneOfTwoInstancesRestores() {
    TestBackup backup = lived(() -> say(article, 1, "one"), () -> say(article, 2, "two", "three"));
    backup.putBack();

    var one = CompletableFuture.supplyAsync(() -> restored(backup));
    var other = CompletableFuture.supplyAsync(() -> restored(backup));
    try (var first = one.join();
        var second = other.join()) {
      say(article, 4, "four");
      settled(first);
      assertThat(second.isRunning()).isTrue();
    }
    assertThat(words(article)).containsExactly("one", "two", "three", "four");
    Document done = restores().getFirst();
    assertThat(done.getString("state")).isEqualTo("done");
    assertThat(((Number) done.get("takenOver")).longValue()).isEqualTo(2);
    assertThat(restores()).hasSize(1);
  }

  @Test
  void anotherStartWithTheSameSettingDoesNothing() throws Exception {
    TestBackup backup = lived(() -> say(article, 1, "one"), () -> say(article, 2, "two"));
    backup.putBack();
    try (var service = restored(backup)) {
      settled(service);
    }
    List<Document> done = restores();
    String later = UUID.randomUUID().toString();
    try (var service = restored(backup)) {
      assertThat(wire.lag()).as("the group was not set back again").isZero();
      say(later, 1, "later");
      settled(service);
    }
    assertThat(restores()).isEqualTo(done);
    assertThat(words(article)).containsExactly("one", "two");
  }

  @Test
  void whoeverIsKilledInTheMidstIsFollowedByAnother() {
    TestBackup backup =
        lived(() -> say(article, 1, "one"), () -> say(article, 2, "two", "three", "four"));
    List<Answer> before = wire.answers();
    backup.putBack();
    try (JavaProcess killed =
        Processes.java(SayingsApplication.class.getName())
            .option("-Dimprimatur.halt-at=" + HaltPoint.RESTORE_TAKEN_OVER)
            .argument(broker.bootstrapServers(), uri(), SYSTEM)
            .argument("imprimatur.restore.backup-taken-at=" + backup.takenAt())
            .start()) {
      assertThat(killed.awaitEnd(STARTING)).as(killed.output()).isEqualTo(137);
    }
    assertThat(words(article)).as("one of three is taken over").containsExactly("one", "two");

    try (var service = restored(backup)) {
      say(article, 5, "five");
      settled(service);
    }
    assertThat(words(article)).containsExactly("one", "two", "three", "four", "five");
    assertThat(wire.answers()).containsAll(before).hasSize(before.size() + 1);
  }

  @Test
  void whileAnotherInstanceRunsItIsRefused() {
    TestBackup backup = lived(() -> say(article, 1, "one"), () -> {});
    try (var running = service()) {
      wire.drained();
      await().until(() -> members() > 0);
      assertThatThrownBy(
              () ->
                  service(
                      "imprimatur.restore.backup-taken-at=" + backup.takenAt(),
                      "imprimatur.restore.empty-within=1s"))
          .rootCause()
          .hasMessageContaining("Other instances of this service still run");
      assertThat(running.isRunning()).isTrue();
    }
  }

  @Test
  void aBrokerThatIsAwayIsWaitedFor() {
    try (ServerProcess away = TestBroker.process();
        ServerProcess kept = TestStore.process();
        Wire there = new Wire(away.address(), SYSTEM)) {
      String home = kept.address() + "/left";
      TestBackup backup;
      try (var service = SayingsApplication.start(away.address(), home, SYSTEM)) {
        there.drained();
        backup = TestBackup.of(home);
        there.say(article, 1, "one");
        await().atMost(STARTING).until(() -> there.answers(article).size() == 1);
        there.drained();
      }
      backup.putBack();
      away.kill();
      var starting =
          CompletableFuture.supplyAsync(
              () ->
                  SayingsApplication.start(
                      away.address(),
                      home,
                      SYSTEM,
                      "imprimatur.restore.backup-taken-at=" + backup.takenAt(),
                      "imprimatur.restore.answer=2s"));
      MongoTemplate then = new MongoTemplate(new SimpleMongoClientDatabaseFactory(home));
      await().atMost(STARTING).until(() -> then.getCollection("restores").countDocuments() == 1);
      assertThat(starting).isNotDone();
      away.start();
      try (var service = starting.join()) {
        assertThat(service.getBean(Aggregates.class).find(article).map(Stored::sequence))
            .contains(1L);
        there.drained();
        assertThat(there.answers(article)).hasSize(1);
      }
    }
  }

  /** A service lives, is copied in the midst, and ends. */
  private TestBackup lived(Runnable before, Runnable after) {
    try (var service = service()) {
      before.run();
      settled(service);
      TestBackup backup = TestBackup.of(uri());
      after.run();
      settled(service);
      return backup;
    }
  }

  private void say(String about, int from, String... said) {
    for (int i = 0; i < said.length; i++) {
      wire.say(about, from + i, said[i]);
    }
  }

  private void said(String about, String word) {
    await()
        .atMost(STARTING)
        .until(() -> wire.answers(about).stream().anyMatch(a -> a.word().equals(word)));
  }

  private void settled(ConfigurableApplicationContext service) {
    wire.drained();
    await().atMost(STARTING).until(() -> service.getBean(Outboxes.class).oldest().isEmpty());
  }

  private ConfigurableApplicationContext restored(TestBackup backup) {
    return service("imprimatur.restore.backup-taken-at=" + backup.takenAt());
  }

  private ConfigurableApplicationContext service(String... settings) {
    List<String> all = new ArrayList<>(List.of(settings));
    all.add("imprimatur.restore.lease=2s");
    return SayingsApplication.start(
        broker.bootstrapServers(), uri(), SYSTEM, all.toArray(String[]::new));
  }

  private static String instant(long millis) {
    return java.time.Instant.ofEpochMilli(millis).toString();
  }

  private int members() throws Exception {
    try (var admin =
        org.apache.kafka.clients.admin.Admin.create(
            Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      return admin
          .describeConsumerGroups(List.of(SYSTEM + ".left"))
          .describedGroups()
          .get(SYSTEM + ".left")
          .get()
          .members()
          .size();
    }
  }

  /** Writes to the service's own topic, as whoever reaches the broker can. */
  private void forge(String key, long number, String word, Map<String, String> replaced) {
    Map<String, String> headers =
        new LinkedHashMap<>(
            Map.of(
                "ce_specversion",
                "1.0",
                "ce_id",
                UUID.randomUUID().toString(),
                "ce_source",
                SOURCE,
                "ce_type",
                Sayings.SAID_ON,
                "ce_subject",
                key == null ? "" : key,
                "ce_time",
                "2026-11-27T00:00:00Z",
                "ce_sequence",
                Long.toString(number)));
    headers.putAll(replaced);
    var record =
        new ProducerRecord<String, byte[]>(wire.left(), key, word.getBytes(StandardCharsets.UTF_8));
    headers.forEach(
        (name, value) -> {
          if (!value.isEmpty()) {
            record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
          }
        });
    try (var producer =
        new KafkaProducer<String, byte[]>(
            Map.of("bootstrap.servers", broker.bootstrapServers()),
            new StringSerializer(),
            new ByteArraySerializer())) {
      producer.send(record);
    }
  }

  private List<String> genuine(String about) {
    List<String> words = words(about);
    return wire.answers(about).stream()
        .filter(a -> words.contains(a.word()))
        .map(a -> a.number() + " " + a.word())
        .toList();
  }

  private static List<String> listed(ConfigurableApplicationContext service) {
    return service
        .getBean(ParkedEvents.class)
        .list(List.of(Kind.values()), ParkedEvent.Status.OPEN, null, null, 100)
        .stream()
        .filter(p -> p.event().source().equals("left"))
        .map(p -> p.kind() + " " + new String(p.event().body(), StandardCharsets.UTF_8))
        .toList();
  }

  private List<Document> restores() {
    return database.findAll(Document.class, "restores");
  }

  private List<String> words(String about) {
    Document found = database.findById(about, Document.class, "articles");
    return found == null ? List.of() : found.getList("words", String.class, List.of());
  }
}
