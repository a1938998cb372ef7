package io.imprimatur.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import io.imprimatur.notification.delivery.smtp.PostOffice;
import io.imprimatur.notification.subscription.Address;
import io.imprimatur.notification.subscription.Interest;
import io.imprimatur.notification.subscription.persistence.MongoSubscribers;
import io.imprimatur.testkit.JavaProcess;
import io.imprimatur.testkit.Processes;
import io.imprimatur.testkit.TestBroker;
import io.imprimatur.testkit.TestIssuer;
import io.imprimatur.testkit.TestKeys;
import io.imprimatur.testkit.TestStack;
import io.imprimatur.testkit.TestStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.springframework.data.mongodb.core.MongoTemplate;

/** An instance is killed while its mails go out, and another one goes on. */
class KilledTest {

  private static final int SUBSCRIBERS = 100;
  private static final int TAKEN_BEFORE = 25;
  private static final String SYSTEM = "killed";

  @Test
  void whatWasOnItsWayIsUncertainAndTheRestIsMailedOnce() throws Exception {
    String uri = TestStore.newDatabase(KilledTest.class);
    String database = uri.replaceAll("\\?.*", "").replaceAll(".*/", "");
    TestBroker.topics().create(List.of(SYSTEM + ".publishing", SYSTEM + ".notification"));
    CountDownLatch killed = new CountDownLatch(1);
    AtomicInteger begun = new AtomicInteger();
    try (PostOffice post = new PostOffice();
        TestKeys keys = TestKeys.create();
        var client = MongoClients.create(uri)) {
      MongoTemplate mongo = new MongoTemplate(client, database);
      seed(mongo);
      post.beforeTaking(
          () -> {
            if (begun.incrementAndGet() > TAKEN_BEFORE) {
              waitFor(killed);
            }
          });
      String article = UUID.randomUUID().toString();
      try (JavaProcess first = start(uri, keys, post)) {
        new Publishing(SYSTEM, keys).published(article, "government", "zh");
        await().atMost(Duration.ofSeconds(60)).until(() -> begun.get() > TAKEN_BEFORE);
        first.kill();
      }
      killed.countDown();
      try (JavaProcess second = start(uri, keys, post)) {
        MongoCollection<Document> alerts = mongo.getCollection("alerts");
        await()
            .atMost(Duration.ofSeconds(60))
            .until(
                () ->
                    "completed"
                        .equals(
                            alerts
                                .find(new Document("_id", article))
                                .first()
                                .get("alert", Document.class)
                                .getString("state")));
      }

      Map<String, String> states = states(mongo);
      assertThat(states).hasSize(SUBSCRIBERS);
      assertThat(states.values()).containsOnly("sent", "uncertain").contains("uncertain");
      Map<String, Long> letters =
          post.letters().stream()
              .collect(Collectors.groupingBy(PostOffice.Letter::to, Collectors.counting()));
      assertThat(letters.values()).containsOnly(1L);
      states.forEach(
          (address, state) -> {
            if (state.equals("sent")) {
              assertThat(letters).containsKey(address);
            }
          });
    }
  }

  private static void waitFor(CountDownLatch latch) {
    try {
      assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void seed(MongoTemplate mongo) {
    MongoSubscribers subscribers = new MongoSubscribers(mongo, Clock.systemUTC());
    subscribers.makeIndexes();
    Instant before = Instant.now().minusSeconds(3600);
    IntStream.range(0, SUBSCRIBERS)
        .forEach(
            i ->
                subscribers.changeAt(
                    Address.of("s" + i + "@example.org"),
                    s -> s.confirm(Set.of(new Interest("government", "zh")), before)));
  }

  /** What the ledger says about each address. */
  private static Map<String, String> states(MongoTemplate mongo) {
    Map<String, String> addresses =
        mongo.findAll(Document.class, "subscribers").stream()
            .collect(Collectors.toMap(d -> d.getString("_id"), d -> d.getString("address")));
    return mongo.findAll(Document.class, "ledger").stream()
        .flatMap(d -> d.getList("recipients", Document.class).stream())
        .collect(
            Collectors.toMap(
                r -> addresses.get(r.getString("subscriber")), r -> r.getString("state")));
  }

  private static JavaProcess start(String uri, TestKeys keys, PostOffice post) {
    return Processes.java(NotificationApplication.class.getName())
        .option("-Xmx256m", "-XX:TieredStopAtLevel=1")
        .env(TestStack.environment(uri, TestBroker.bootstrapServers(), TestIssuer.shared().uri()))
        .env(keys.properties())
        .env("SERVER_PORT", "0")
        .argument(
            RunningService.settings(post.port()).entrySet().stream()
                .filter(e -> !e.getKey().startsWith("SEAL_"))
                .map(e -> "--" + e.getKey() + "=" + e.getValue())
                .toArray(String[]::new))
        .argument("--imprimatur.alerts.range-size=30", "--imprimatur.events.system=" + SYSTEM)
        .start();
  }
}
