package io.imprimatur.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.imprimatur.kit.aggregate.Aggregates;
import io.imprimatur.kit.aggregate.Stored;
import io.imprimatur.notification.alert.AlertDesk;
import io.imprimatur.notification.subscription.Interest;
import io.imprimatur.testkit.Http;
import io.imprimatur.testkit.TestBackup;
import io.imprimatur.testkit.TestBroker;
import io.imprimatur.testkit.TestPerson;
import io.imprimatur.testkit.TestStore;
import io.imprimatur.testkit.TopicRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Notification's database is put back to an older state, and publishing went on: nobody is mailed a
 * second time, alerts that ended have ended, and the others are held for an operator.
 */
class RestoredTest {

  private static final Duration SOON = Watched.SOON;
  private static final Interest GOVERNMENT = RunningService.GOVERNMENT;

  private final String system = "restored-" + UUID.randomUUID().toString().substring(0, 8);
  private final String topic = system + ".notification";
  private final String mongo = TestStore.newDatabase(RestoredTest.class);
  private final Publishing publishing = new Publishing(system, RunningService.KEYS);

  @BeforeEach
  void topics() {
    TestBroker.topics().create(List.of(system + ".publishing", topic));
  }

  @Test
  void nobodyIsMailedTwiceAndWhatEndedHasEnded() {
    String before = RunningService.newArticle();
    String completed = RunningService.newArticle();
    String withdrawn = RunningService.newArticle();
    String whileAway = RunningService.newArticle();
    Map<String, List<String>> told = new LinkedHashMap<>();
    TestBackup backup;
    try (Watched service = start(Map.of())) {
      service.subscribed("lin@example.org", GOVERNMENT);
      service.subscribed("tom@example.org", GOVERNMENT);
      publishing.published(before, "government", "zh");
      service.awaitAlert(before, "completed");
      settled();
      backup = TestBackup.of(mongo);

      publishing.published(completed, "government", "zh");
      service.awaitAlert(completed, "completed");
      publishing.published(
          withdrawn, "government", "zh", "News", Instant.now().minus(Duration.ofDays(2)));
      service.awaitAlert(withdrawn, "held");
      publishing.withdrawn(withdrawn, 2);
      service.awaitAlert(withdrawn, "stopped");
      settled();
      assertThat(service.post.letters()).hasSize(4);
      for (String each : List.of(before, completed, withdrawn)) {
        told.put(each, ids(each));
      }
    }
    backup.putBack();
    publishing.published(whileAway, "government", "zh");

    try (Watched service = start(restore(backup))) {
      service.awaitAlert(before, "completed");
      service.awaitAlert(completed, "completed");
      service.awaitAlert(withdrawn, "stopped");
      service.awaitAlert(whileAway, "held");
      settled();
      Http.Answer again = alert(service, completed);
      assertThat(again.text("/sent")).isEqualTo("2");
      assertThat(again.text("/matched")).isEqualTo("2");
      told.forEach((article, ids) -> assertThat(ids(article)).isEqualTo(ids));

      String after = RunningService.newArticle();
      publishing.published(after, "government", "zh");
      service.awaitAlert(after, "completed");
      assertThat(service.post.letters()).as("about what is new, and about nothing else").hasSize(2);

      release(service, whileAway);
      service.awaitAlert(whileAway, "completed");
      assertThat(service.post.letters()).hasSize(4);
    }
    told.keySet().forEach(this::numberedInOrder);
  }

  @Test
  void anAlertInTheMidstOfItsMailsIsHeldAndMailsNobodyByItself() {
    String article = RunningService.newArticle();
    TestBackup backup;
    int mailed;
    try (Watched service = start(Map.of("imprimatur.alerts.range-size", "5"))) {
      for (int i = 0; i < 20; i++) {
        service.subscribed("s" + i + "@example.org", GOVERNMENT);
      }
      service.post.takeAtLeast(Duration.ofSeconds(2));
      publishing.published(article, "government", "zh");
      service.awaitAlert(article, "started");
      await().atMost(SOON).until(() -> !ids(article).isEmpty());
      backup = TestBackup.of(mongo);
      await().atMost(SOON).until(() -> service.post.letters().size() >= 4);
    }
    backup.putBack();

    try (Watched service = start(restore(backup))) {
      service.awaitAlert(article, "held");
      settled();
      assertThat(service.bean(Aggregates.class).find(article).map(Stored::sequence)).contains(1L);
      assertThat(page(service, article)).contains("database was put back to an older state");
      AlertDesk.Reach reach = service.bean(AlertDesk.class).reach(article, section -> true);
      assertThat(reach.most() + reach.done()).as("each of them once").isEqualTo(20);
      assertThat(reach.most()).isPositive();
      String after = RunningService.newArticle();
      publishing.published(after, "tourism", "zh");
      service.awaitAlert(after, "completed");
      assertThat(service.post.letters()).as("mails by itself").isEmpty();

      assertThat(
              service
                  .http
                  .post(
                      TestPerson.ADAM_FREY,
                      "/api/alerts/" + article + "/stop",
                      "{\"reason\":\"Most have it.\"}")
                  .status())
          .isBetween(200, 299);
      service.awaitAlert(article, "stopped");
      settled();
      assertThat(service.post.letters()).isEmpty();
    }
    numberedInOrder(article);
  }

  private Watched start(Map<String, String> more) {
    Map<String, String> settings = new LinkedHashMap<>(more);
    settings.put("spring.mongodb.uri", mongo);
    return new Watched(system, settings);
  }

  private static Map<String, String> restore(TestBackup backup) {
    return Map.of("imprimatur.restore.backup-taken-at", backup.takenAt().toString());
  }

  private static Http.Answer alert(Watched service, String article) {
    return service.http.get(TestPerson.ADAM_FREY, "/api/alerts/" + article);
  }

  private static void release(Watched service, String article) {
    assertThat(
            service
                .http
                .post(TestPerson.ADAM_FREY, "/api/alerts/" + article + "/release", "{}")
                .status())
        .isBetween(200, 299);
  }

  private static String page(Watched service, String article) {
    return service.desk(TestPerson.ADAM_FREY).get("/alerts/" + article).body();
  }

  /** Until everything is heard, and everything told has reached the broker. */
  private void settled() {
    TestBroker.topics().awaitDrained(topic, SOON, system + ".publishing");
    try (MongoClient client = MongoClients.create(mongo)) {
      var all =
          client
              .getDatabase(mongo.replaceAll("\\?.*", "").replaceAll(".*/", ""))
              .getCollection("alerts");
      Document unsent = new Document("outbox.at", new Document("$gt", new Date(0)));
      await().atMost(SOON).until(() -> all.countDocuments(unsent) == 0);
    }
  }

  private List<String> ids(String article) {
    return TestBroker.topics().readEvents(topic, article).stream()
        .map(r -> r.header("ce_id"))
        .toList();
  }

  private void numberedInOrder(String article) {
    List<TopicRecord> events = TestBroker.topics().readEvents(topic, article);
    for (int i = 0; i < events.size(); i++) {
      assertThat(events.get(i).header("ce_sequence")).isEqualTo(Integer.toString(i + 1));
    }
  }
}
