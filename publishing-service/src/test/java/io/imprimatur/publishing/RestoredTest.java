package io.imprimatur.publishing;

import static io.imprimatur.testkit.TestPerson.ADAM_FREY;
import static io.imprimatur.testkit.TestPerson.MIA_ROTH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.imprimatur.events.ArticlePublished;
import io.imprimatur.events.Text;
import io.imprimatur.testkit.Http;
import io.imprimatur.testkit.TestBackup;
import io.imprimatur.testkit.TestBroker;
import io.imprimatur.testkit.TestNeighbour;
import io.imprimatur.testkit.TestStore;
import io.imprimatur.testkit.TopicRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Publishing's database is put back to an older state, and review went on: pages stand with their
 * newest texts at their addresses, what was withdrawn stays withdrawn, and nothing is told twice.
 */
class RestoredTest {

  private static final Duration SOON = Duration.ofSeconds(60);

  private final String system = "restored-" + UUID.randomUUID().toString().substring(0, 8);
  private final String topic = system + ".publishing";
  private final String mongo = TestStore.newDatabase(RestoredTest.class);
  private final Review review = new Review(system);

  @BeforeEach
  void topics() {
    TestBroker.topics().create(List.of(system + ".review", topic));
  }

  @Test
  void pagesStandAsTheyStoodAndNothingIsToldTwice() {
    String updated = RunningSite.newArticle();
    String withdrawn = RunningSite.newArticle();
    String younger = RunningSite.newArticle();
    String refused = RunningSite.newArticle();
    Map<String, List<String>> told = new LinkedHashMap<>();
    Map<String, String> paths = new LinkedHashMap<>();
    TestBackup backup;
    try (Instance service = start()) {
      approve(updated, 1, Samples.english("The dam is closed"));
      approve(withdrawn, 1, Samples.english("The old timetable"));
      awaitState(service, updated, "published");
      awaitState(service, withdrawn, "published");
      settled();
      backup = TestBackup.of(mongo);

      approve(updated, 2, Samples.english("The dam is open again"));
      awaitRevision(service, updated, 2);
      withdraw(service, withdrawn);
      approve(younger, 1, Samples.english("Winter opening hours"));
      awaitState(service, younger, "published");
      approve(refused, 1, Samples.inSection(Samples.english("Nowhere"), "no-such-section"));
      awaitState(service, refused, "refused");
      settled();
      for (String each : List.of(updated, withdrawn, younger, refused)) {
        told.put(each, ids(each));
      }
      for (String each : List.of(updated, withdrawn, younger)) {
        paths.put(each, publication(service, each).text("/path"));
      }
    }
    backup.putBack();

    try (Instance service = restored(backup)) {
      assertThat(page(service, paths.get(updated)).body())
          .as("the first answer has the newest text")
          .contains("The dam is open again")
          .doesNotContain("The dam is closed");
      assertThat(page(service, paths.get(withdrawn)).status()).isEqualTo(410);
      assertThat(page(service, paths.get(younger)).body()).contains("Winter opening hours");
      settled();
      awaitState(service, refused, "refused");
      assertThat(publication(service, refused).body()).contains("Nowhere");
      assertThat(page(service, paths.get(updated)).body()).contains("The dam is open again");
      assertThat(page(service, paths.get(withdrawn)).status()).isEqualTo(410);
      told.forEach((article, ids) -> assertThat(ids(article)).isEqualTo(ids));
      assertThat(service.http().get(ADAM_FREY, "/api/parked-events").json()).isEmpty();

      withdraw(service, younger);
      approve(updated, 3, Samples.english("The dam, third report"));
      awaitRevision(service, updated, 3);
      settled();
    }
    assertThat(ids(younger)).hasSize(told.get(younger).size() + 1);
    assertThat(ids(updated)).hasSize(told.get(updated).size() + 1);
    told.keySet().forEach(this::numberedInOrder);
  }

  @Test
  void aForgeryInItsTopicMovesNoPageAndTheGenuineEventCounts() {
    String article = RunningSite.newArticle();
    Text text = Samples.english("The bridge is repaired");
    TestNeighbour forger = new TestNeighbour(system, "publishing");
    TestBackup backup;
    String path;
    try (Instance service = start()) {
      settled();
      backup = TestBackup.of(mongo);
      var approval = Samples.approval(RunningSite.SEALER, article, 1, text);
      // Genuine in its seal, but at an address that the site does not give.
      forger.tells(
          article,
          new ArticlePublished(
              1,
              approval.digest(),
              approval.seal(),
              "/en/news/2026/elsewhere",
              null,
              Instant.now()),
          1);
      forger.tells(
          article,
          new ArticlePublished(
              1, approval.digest(), "no.seal.atall", "/en/news/2026/else", null, Instant.now()),
          1);
      review.tells(article, approval);
      path = awaitState(service, article, "published").text("/path");
      settled();
    }
    backup.putBack();

    try (Instance service = restored(backup)) {
      assertThat(page(service, path).status()).isEqualTo(200);
      assertThat(page(service, "/en/news/2026/elsewhere").status()).isEqualTo(404);
      Http.Answer listed = service.http().get(ADAM_FREY, "/api/parked-events?article=" + article);
      assertThat(List.of(listed.text("/0/kind"), listed.text("/1/kind")))
          .containsExactlyInAnyOrder("dead", "refused");
      assertThat(listed.json()).hasSize(2);
    }
  }

  private Instance start() {
    return Instance.start(system, settings());
  }

  private Instance restored(TestBackup backup) {
    Map<String, String> settings = settings();
    settings.put("imprimatur.restore.backup-taken-at", backup.takenAt().toString());
    return Instance.start(system, settings);
  }

  private Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>(RunningSite.settings());
    settings.put("spring.mongodb.uri", mongo);
    return settings;
  }

  private void approve(String article, int revision, Text text) {
    review.tells(article, Samples.approval(RunningSite.SEALER, article, revision, text));
  }

  private static Http.Answer publication(Instance service, String article) {
    return service.http().get(MIA_ROTH, "/api/publications/" + article);
  }

  private static Http.Answer page(Instance service, String path) {
    return service.http().get(null, path);
  }

  private static Http.Answer awaitState(Instance service, String article, String state) {
    return await(article + " " + state)
        .atMost(SOON)
        .until(
            () -> publication(service, article),
            a -> a.status() == 200 && state.equals(a.text("/state")));
  }

  private static void awaitRevision(Instance service, String article, int revision) {
    await()
        .atMost(SOON)
        .until(
            () -> publication(service, article).text("/revision"),
            Integer.toString(revision)::equals);
  }

  private static void withdraw(Instance service, String article) {
    Http.Answer done =
        service
            .http()
            .post(
                MIA_ROTH,
                "/api/publications/" + article + "/withdrawal",
                "{\"reason\":\"Wrong date.\"}");
    assertThat(done.status()).as(done.body()).isEqualTo(200);
  }

  /** Until everything is heard, and everything told has reached the broker. */
  private void settled() {
    TestBroker.topics().awaitDrained(topic, SOON, system + ".review");
    try (MongoClient client = MongoClients.create(mongo)) {
      var all =
          client
              .getDatabase(mongo.replaceAll("\\?.*", "").replaceAll(".*/", ""))
              .getCollection("publications");
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
