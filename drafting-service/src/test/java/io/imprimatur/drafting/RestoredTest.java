package io.imprimatur.drafting;

import static io.imprimatur.drafting.Api.entry;
import static io.imprimatur.testkit.TestPerson.ADAM_FREY;
import static io.imprimatur.testkit.TestPerson.LIN_YUE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.imprimatur.events.ChangesRequested;
import io.imprimatur.events.Digest;
import io.imprimatur.events.DraftSubmitted;
import io.imprimatur.events.ReviewClosed;
import io.imprimatur.events.TakeBackRequested;
import io.imprimatur.events.Text;
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
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Drafting's database is put back to an older state, and its neighbours went on: what was submitted
 * is submitted with its text and its number, and nothing is told twice.
 */
class RestoredTest {

  private static final Duration SOON = Duration.ofSeconds(60);

  private final String system = "restored-" + UUID.randomUUID().toString().substring(0, 8);
  private final String topic = system + ".drafting";
  private final String mongo = TestStore.newDatabase(RestoredTest.class);
  private final Neighbours neighbours = new Neighbours(RunningDesk.KEYS.file(), system);

  @BeforeEach
  void topics() {
    TestBroker.topics()
        .create(
            List.of(topic, system + ".review", system + ".publishing", system + ".notification"));
  }

  @Test
  void whatWasSubmittedIsSubmittedAndNothingIsToldTwice() {
    Map<String, List<String>> told = new LinkedHashMap<>();
    TestBackup backup;
    String resubmitted;
    String written;
    String younger;
    try (ConfigurableApplicationContext service = start()) {
      Api lin = api(service);
      resubmitted = lin.create(entry("title", "First version")).is(201).id();
      lin.submit(resubmitted, 1).is(202);
      written = lin.create(entry("title", "Not submitted yet")).is(201).id();
      settled();
      backup = TestBackup.of(mongo);

      DraftSubmitted first = (DraftSubmitted) events(resubmitted).getFirst().event();
      neighbours.tell(
          resubmitted,
          new ChangesRequested(
              1, 1, first.digest(), Neighbours.STEP, Neighbours.WANG, "The date.", Instant.now()));
      lin.awaitState(resubmitted, "changes-requested");
      lin.change(resubmitted, 1, entry("title", "Second version")).is(200);
      lin.submit(resubmitted, 2).is(202);
      lin.takeBack(resubmitted, 2).is(202);
      neighbours.tell(resubmitted, new ReviewClosed(2, 2, Neighbours.WANG, Instant.now()));
      lin.awaitState(resubmitted, "writing");
      lin.submit(written, 1).is(202);
      younger = lin.create(entry("title", "After the backup")).is(201).id();
      lin.submit(younger, 1).is(202);
      settled();
      neighbours.tell(younger, neighbours.approved(younger, 1, text(younger)));
      neighbours.tell(younger, neighbours.published(younger, 1, text(younger)));
      lin.awaitState(younger, "published");
      settled();
      for (String each : List.of(resubmitted, written, younger)) {
        told.put(each, ids(each));
      }
    }
    assertThat(told.get(resubmitted)).hasSize(3);
    backup.putBack();

    try (ConfigurableApplicationContext service = restored(backup)) {
      Api lin = api(service);
      assertThat(lin.get("/api/articles/" + written).text("state")).isEqualTo("under-review");
      assertThat(lin.get("/api/articles/" + younger).text("title")).isEqualTo("After the backup");
      settled();
      lin.awaitState(resubmitted, "writing");
      lin.awaitState(younger, "published");
      Api.Answer again = lin.get("/api/articles/" + resubmitted);
      assertThat(again.text("title")).isEqualTo("Second version");
      assertThat(again.json().get("revision").asInt()).isEqualTo(2);
      assertThat(again.version()).as("no page from before can save over it").isGreaterThan(2);
      assertThat(lin.get("/api/articles/" + resubmitted + "/timeline").http().body())
          .contains("take-back-requested", "review-closed", "changes-requested");
      told.forEach((article, ids) -> assertThat(ids(article)).isEqualTo(ids));
      assertThat(Api.as(Instances.port(service), ADAM_FREY).get("/api/parked-events").json())
          .isEmpty();

      lin.submit(resubmitted, again.version()).is(202);
      lin.takeBack(written, lin.get("/api/articles/" + written).version()).is(202);
      settled();
    }
    assertThat(ids(resubmitted)).hasSize(4);
    DraftSubmitted third = (DraftSubmitted) events(resubmitted).getLast().event();
    assertThat(third.revision()).isEqualTo(3);
    assertThat(third.round()).isEqualTo(3);
    assertThat(events(written).getLast().event()).isInstanceOf(TakeBackRequested.class);
    told.keySet().forEach(this::numberedInOrder);
  }

  @Test
  void whatOthersWroteIntoItsTopicUnderAUsedNumberIsListed() {
    TestBackup backup;
    String article;
    try (ConfigurableApplicationContext service = start()) {
      Api lin = api(service);
      article = lin.create(entry("title", "Genuine")).is(201).id();
      settled();
      backup = TestBackup.of(mongo);
      lin.submit(article, 1).is(202);
      settled();
      DraftSubmitted genuine = (DraftSubmitted) events(article).getFirst().event();
      TestNeighbour forger = new TestNeighbour(system, "drafting");
      forger.tells(article, forged(genuine, 1), 1);
      forger.tells(article, forged(genuine, 7), 2);
    }
    backup.putBack();

    try (ConfigurableApplicationContext service = restored(backup)) {
      assertThat(api(service).get("/api/articles/" + article).text("title")).isEqualTo("Genuine");
      assertThat(
              Api.as(Instances.port(service), ADAM_FREY)
                  .get("/api/parked-events?article=" + article)
                  .json()
                  .findValuesAsString("kind"))
          .containsExactlyInAnyOrder("conflict", "dead");
    }
  }

  private static DraftSubmitted forged(DraftSubmitted genuine, int revision) {
    Text text =
        new Text("Forged", "", "<p>Forged</p>", "government", "en", List.of(), "", List.of());
    return new DraftSubmitted(
        revision,
        revision,
        text,
        Digest.of(text),
        null,
        genuine.by(),
        genuine.editors(),
        Instant.now());
  }

  private Text text(String article) {
    return ((DraftSubmitted) events(article).getFirst().event()).text();
  }

  private ConfigurableApplicationContext start() {
    return Instances.start(settings());
  }

  private ConfigurableApplicationContext restored(TestBackup backup) {
    Map<String, Object> settings = settings();
    settings.put("imprimatur.restore.backup-taken-at", backup.takenAt().toString());
    return Instances.start(settings);
  }

  private Map<String, Object> settings() {
    Map<String, Object> settings = new HashMap<>(RunningDesk.SETTINGS);
    settings.put("MONGODB_URI", mongo);
    settings.put("spring.mongodb.uri", mongo);
    settings.put("imprimatur.events.system", system);
    return settings;
  }

  private static Api api(ConfigurableApplicationContext service) {
    return Api.as(Instances.port(service), LIN_YUE);
  }

  /** Until everything is heard, and everything told has reached the broker. */
  private void settled() {
    TestBroker.topics()
        .awaitDrained(
            topic, SOON, system + ".review", system + ".publishing", system + ".notification");
    try (MongoClient client = MongoClients.create(mongo)) {
      var all =
          client
              .getDatabase(mongo.replaceAll("\\?.*", "").replaceAll(".*/", ""))
              .getCollection("articles");
      Document unsent = new Document("outbox.at", new Document("$gt", new Date(0)));
      await().atMost(SOON).until(() -> all.countDocuments(unsent) == 0);
    }
  }

  private List<TopicRecord> events(String article) {
    return TestBroker.topics().readEvents(topic, article);
  }

  private List<String> ids(String article) {
    return events(article).stream().map(r -> r.header("ce_id")).toList();
  }

  private void numberedInOrder(String article) {
    List<TopicRecord> events = events(article);
    for (int i = 0; i < events.size(); i++) {
      assertThat(events.get(i).header("ce_sequence")).isEqualTo(Integer.toString(i + 1));
    }
  }
}
