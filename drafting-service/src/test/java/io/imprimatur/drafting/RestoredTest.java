package io.imprimatur.drafting;

import static io.imprimatur.drafting.Api.entry;
import static io.imprimatur.testkit.TestPerson.ADAM_FREY;
import static io.imprimatur.testkit.TestPerson.LIN_YUE;
import static org.assertj.core.api.Assertions.assertThat;

import io.imprimatur.events.ChangesRequested;
import io.imprimatur.events.Digest;
import io.imprimatur.events.DraftSubmitted;
import io.imprimatur.events.ReviewClosed;
import io.imprimatur.events.TakeBackRequested;
import io.imprimatur.events.Text;
import io.imprimatur.testkit.RestoreElsewhere;
import io.imprimatur.testkit.TestBackup;
import io.imprimatur.testkit.TestNeighbour;
import io.imprimatur.testkit.TestRestore;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Drafting's database is put back to an older state, and its neighbours went on: what was submitted
 * is submitted with its text and its number, and nothing is told twice.
 */
class RestoredTest {

  private final TestRestore house =
      new TestRestore(
          RestoredTest.class, "drafting", "articles", "review", "publishing", "notification");
  private final Neighbours neighbours = new Neighbours(RunningDesk.KEYS.file(), house.system());

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
      house.settled();
      backup = house.backup();

      DraftSubmitted first = (DraftSubmitted) house.told(resubmitted).getFirst().event();
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
      house.settled();
      neighbours.tell(younger, neighbours.approved(younger, 1, text(younger)));
      neighbours.tell(younger, neighbours.published(younger, 1, text(younger)));
      lin.awaitState(younger, "published");
      house.settled();
      for (String each : List.of(resubmitted, written, younger)) {
        told.put(each, house.ids(each));
      }
    }
    assertThat(told.get(resubmitted)).hasSize(3);
    backup.putBack();

    try (ConfigurableApplicationContext service = restored(backup)) {
      Api lin = api(service);
      assertThat(lin.get("/api/articles/" + written).text("state")).isEqualTo("under-review");
      assertThat(lin.get("/api/articles/" + younger).text("title")).isEqualTo("After the backup");
      house.settled();
      lin.awaitState(resubmitted, "writing");
      lin.awaitState(younger, "published");
      Api.Answer again = lin.get("/api/articles/" + resubmitted);
      assertThat(again.text("title")).isEqualTo("Second version");
      assertThat(again.json().get("revision").asInt()).isEqualTo(2);
      assertThat(again.version()).as("no page from before can save over it").isGreaterThan(2);
      assertThat(lin.get("/api/articles/" + resubmitted + "/timeline").http().body())
          .contains("take-back-requested", "review-closed", "changes-requested");
      told.forEach((article, ids) -> assertThat(house.ids(article)).isEqualTo(ids));
      assertThat(Api.as(Instances.port(service), ADAM_FREY).get("/api/parked-events").json())
          .isEmpty();

      lin.submit(resubmitted, again.version()).is(202);
      lin.takeBack(written, lin.get("/api/articles/" + written).version()).is(202);
      house.settled();
    }
    assertThat(house.ids(resubmitted)).hasSize(4);
    DraftSubmitted third = (DraftSubmitted) house.told(resubmitted).getLast().event();
    assertThat(third.revision()).isEqualTo(3);
    assertThat(third.round()).isEqualTo(3);
    assertThat(house.told(written).getLast().event()).isInstanceOf(TakeBackRequested.class);
    told.keySet().forEach(house::assertNumberedInOrder);
  }

  @Test
  void whatOthersWroteIntoItsTopicUnderAUsedNumberIsListed() {
    TestBackup backup;
    String article;
    try (ConfigurableApplicationContext service = start()) {
      Api lin = api(service);
      article = lin.create(entry("title", "Genuine")).is(201).id();
      house.settled();
      backup = house.backup();
      lin.submit(article, 1).is(202);
      house.settled();
      DraftSubmitted genuine = (DraftSubmitted) house.told(article).getFirst().event();
      TestNeighbour forger = new TestNeighbour(house.system(), "drafting");
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

  @Test
  void untilItIsRestoredPeopleReadThat() {
    TestBackup backup = lived();
    CompletableFuture<ConfigurableApplicationContext> starting;
    try (RestoreElsewhere elsewhere = house.underWayElsewhere(backup)) {
      starting = CompletableFuture.supplyAsync(() -> start(elsewhere.settings()));
      elsewhere.assertProbesKnow();
      elsewhere.assertPageSays("/write", "本服务正在恢复", "This service is being put back");
    }
    try (ConfigurableApplicationContext service = starting.join()) {
      assertThat(service.isRunning()).isTrue();
    }
  }

  /** A backup of a service in which nothing has happened yet, put back. */
  private TestBackup lived() {
    TestBackup backup;
    try (ConfigurableApplicationContext service = start()) {
      assertThat(service.isRunning()).isTrue();
      house.settled();
      backup = house.backup();
    }
    backup.putBack();
    return backup;
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
    return ((DraftSubmitted) house.told(article).getFirst().event()).text();
  }

  private ConfigurableApplicationContext start() {
    return start(Map.of());
  }

  private ConfigurableApplicationContext restored(TestBackup backup) {
    return start(backup.settings());
  }

  private ConfigurableApplicationContext start(Map<String, String> more) {
    Map<String, Object> settings = new HashMap<>(RunningDesk.SETTINGS);
    settings.put("MONGODB_URI", house.mongo());
    settings.put("spring.mongodb.uri", house.mongo());
    settings.put("imprimatur.events.system", house.system());
    settings.putAll(more);
    return Instances.start(settings);
  }

  private static Api api(ConfigurableApplicationContext service) {
    return Api.as(Instances.port(service), LIN_YUE);
  }
}
