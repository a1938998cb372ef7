package io.imprimatur.kit.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.imprimatur.kit.HaltPoint;
import io.imprimatur.kit.aggregate.Aggregates;
import io.imprimatur.kit.aggregate.Stored;
import io.imprimatur.kit.messaging.Wire.Answer;
import io.imprimatur.testkit.JavaProcess;
import io.imprimatur.testkit.Processes;
import io.imprimatur.testkit.ServerProcess;
import io.imprimatur.testkit.TestBackup;
import io.imprimatur.testkit.TestBroker;
import io.imprimatur.testkit.TestStore;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.SimpleMongoClientDatabaseFactory;

/** One instance restores, whoever else starts, runs, dies or is away meanwhile. */
class RestoreInstancesTest extends RestoredHouse {

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

  private List<Document> restores() {
    return database.findAll(Document.class, "restores");
  }
}
