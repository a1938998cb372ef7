package io.imprimatur.kit.messaging;

import static org.awaitility.Awaitility.await;

import io.imprimatur.broker.Broker;
import io.imprimatur.kit.outbox.Outboxes;
import io.imprimatur.kit.parked.ParkedEvent;
import io.imprimatur.kit.parked.ParkedEvent.Kind;
import io.imprimatur.kit.parked.ParkedEvents;
import io.imprimatur.store.DocumentStore;
import io.imprimatur.testkit.TestBackup;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.SimpleMongoClientDatabaseFactory;

/**
 * A service whose database is put back to an older state while its neighbour and the topics are
 * not, on a broker and a store of its own.
 */
@Tag("local-parts")
abstract class RestoredHouse {

  static final Duration STARTING = Duration.ofSeconds(60);
  static final String SYSTEM = "test";
  static final String SOURCE = "/test/left";

  @TempDir Path directory;
  Broker broker;
  DocumentStore store;
  Wire wire;
  MongoTemplate database;
  final String article = UUID.randomUUID().toString();

  @BeforeEach
  final void start() {
    broker = Broker.start(directory.resolve("broker"), 0, 0);
    store = DocumentStore.start(directory.resolve("store"), 0);
    wire = new Wire(broker.bootstrapServers(), SYSTEM);
    database = new MongoTemplate(new SimpleMongoClientDatabaseFactory(uri()));
  }

  @AfterEach
  final void stop() {
    wire.close();
    store.close();
    broker.close();
  }

  final String uri() {
    return store.uri() + "/left";
  }

  /** A service lives, is copied in the midst, and ends. */
  final TestBackup lived(Runnable before, Runnable after) {
    try (var service = service()) {
      before.run();
      settled(service);
      TestBackup backup = TestBackup.of(uri());
      after.run();
      settled(service);
      return backup;
    }
  }

  final void say(String about, int from, String... said) {
    for (int i = 0; i < said.length; i++) {
      wire.say(about, from + i, said[i]);
    }
  }

  final void said(String about, String word) {
    await()
        .atMost(STARTING)
        .until(() -> wire.answers(about).stream().anyMatch(a -> a.word().equals(word)));
  }

  final void settled(ConfigurableApplicationContext service) {
    wire.drained();
    await().atMost(STARTING).until(() -> service.getBean(Outboxes.class).oldest().isEmpty());
  }

  final ConfigurableApplicationContext restored(TestBackup backup) {
    return service("imprimatur.restore.backup-taken-at=" + backup.takenAt());
  }

  final ConfigurableApplicationContext service(String... settings) {
    List<String> all = new ArrayList<>(List.of(settings));
    all.add("imprimatur.restore.lease=2s");
    return SayingsApplication.start(
        broker.bootstrapServers(), uri(), SYSTEM, all.toArray(String[]::new));
  }

  final List<String> words(String about) {
    Document found = database.findById(about, Document.class, "articles");
    return found == null ? List.of() : found.getList("words", String.class, List.of());
  }

  static List<String> listed(ConfigurableApplicationContext service) {
    return service
        .getBean(ParkedEvents.class)
        .list(List.of(Kind.values()), ParkedEvent.Status.OPEN, null, null, 100)
        .stream()
        .filter(p -> p.event().source().equals("left"))
        .map(p -> p.kind() + " " + new String(p.event().body(), StandardCharsets.UTF_8))
        .toList();
  }
}
