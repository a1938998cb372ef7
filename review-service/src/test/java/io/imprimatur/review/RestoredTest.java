package io.imprimatur.review;

import static io.imprimatur.testkit.TestPerson.ADAM_FREY;
import static io.imprimatur.testkit.TestPerson.CHEN_BO;
import static io.imprimatur.testkit.TestPerson.LIN_YUE;
import static io.imprimatur.testkit.TestPerson.SARA_OLSEN;
import static io.imprimatur.testkit.TestPerson.WANG_MIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.imprimatur.events.ArticleApproved;
import io.imprimatur.events.ChangesRequested;
import io.imprimatur.events.Digest;
import io.imprimatur.events.DraftSubmitted;
import io.imprimatur.events.LocalName;
import io.imprimatur.events.Step;
import io.imprimatur.events.Text;
import io.imprimatur.seals.SealVerifier;
import io.imprimatur.seals.Sealer;
import io.imprimatur.testkit.Http;
import io.imprimatur.testkit.RestoreElsewhere;
import io.imprimatur.testkit.TestBackup;
import io.imprimatur.testkit.TestBroker;
import io.imprimatur.testkit.TestKeys;
import io.imprimatur.testkit.TestNeighbour;
import io.imprimatur.testkit.TestPerson;
import io.imprimatur.testkit.TestRestore;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Review's database is put back to an older state, and drafting and publishing went on: what was
 * decided stays decided, what was sealed stays sealed, and nothing is told twice.
 */
class RestoredTest {

  private static final Duration SOON = Duration.ofSeconds(60);

  private final TestRestore house =
      new TestRestore(RestoredTest.class, "review", "reviews", "drafting", "publishing");
  private final TestKeys keys = TestKeys.create();
  private final TestNeighbour drafting = new TestNeighbour(house.system(), "drafting");

  @AfterEach
  void end() {
    keys.close();
  }

  @Test
  void roundsThatWereDecidedStayDecidedAndNothingIsToldTwice() {
    String sealed = RunningService.newArticle();
    String sentBack = RunningService.newArticle();
    String takenBack = RunningService.newArticle();
    String younger = RunningService.newArticle();
    String turnedDown = RunningService.newArticle();
    Map<String, List<String>> told = new LinkedHashMap<>();
    TestBackup backup;
    try (Instance service = start()) {
      submit(service, sealed, 1);
      submit(service, sentBack, 1);
      submit(service, takenBack, 1);
      decide(service, WANG_MIN, sealed, "approve");
      house.settled();
      backup = house.backup();

      decide(service, SARA_OLSEN, sealed, "approve");
      decide(service, WANG_MIN, sentBack, "request-changes");
      submit(service, sentBack, 2);
      decide(service, WANG_MIN, sentBack, "approve");
      drafting.tells(takenBack, Samples.takeBack(1, 1, LIN_YUE));
      awaitState(service, takenBack, "closed");
      submit(service, younger, 1);
      decide(service, WANG_MIN, younger, "approve");
      decide(service, SARA_OLSEN, younger, "approve");
      submit(service, turnedDown, 1);
      decide(service, CHEN_BO, turnedDown, "reject");
      drafting.tells(turnedDown, Samples.takeBack(1, 1, LIN_YUE));
      house.settled();
      for (String each : List.of(sealed, sentBack, takenBack, younger, turnedDown)) {
        told.put(each, house.ids(each));
      }
    }
    assertThat(told.get(turnedDown)).as("with the answer to the wish").hasSize(3);
    backup.putBack();

    try (Instance service = restored(backup)) {
      awaitState(service, sealed, "approved");
      awaitState(service, takenBack, "closed");
      awaitState(service, younger, "approved");
      awaitState(service, turnedDown, "rejected");
      Http.Answer running = awaitState(service, sentBack, "in-review");
      house.settled();
      assertThat(running.text("/revision")).isEqualTo("2");
      assertThat(look(service, sentBack).text("/steps/0/by/id")).isEqualTo("wang.min");
      told.forEach((article, ids) -> assertThat(house.ids(article)).isEqualTo(ids));
      assertThat(service.api().get(ADAM_FREY, "/api/parked-events").json()).isEmpty();

      decide(service, SARA_OLSEN, sentBack, "approve");
      submit(service, sealed, 2);
      drafting.tells(younger, Samples.takeBack(1, 1, LIN_YUE));
      house.settled();
      assertThat(house.ids(sentBack)).hasSize(told.get(sentBack).size() + 2);
      assertThat(house.ids(sealed)).hasSize(told.get(sealed).size() + 1);
      assertThat(house.ids(younger))
          .as("a new wish has its answer")
          .hasSize(told.get(younger).size() + 1);
    }
    told.keySet().forEach(house::assertNumberedInOrder);
    ArticleApproved again = (ArticleApproved) house.told(sentBack).getLast().event();
    new SealVerifier(Sealer.read(keys.file()).publicKeys())
        .verify(again.seal(), sentBack)
        .check(sentBack, 2, again.text());
  }

  @Test
  void whatOthersWroteIntoItsTopicIsListedAndDoesNotSealOrStopAnything() {
    String running = RunningService.newArticle();
    TestNeighbour forger = new TestNeighbour(house.system(), "review");
    TestBackup backup;
    try (Instance service = start()) {
      submit(service, running, 1);
      house.settled();
      backup = house.backup();
      Text other = Samples.text("Another text", "services");
      forger.tells(
          running,
          new ArticleApproved(1, 1, other, Digest.of(other), "no.seal.atall", null, Instant.now()),
          2);
      forger.tells(
          running,
          new ChangesRequested(
              1,
              1,
              Digest.of(other),
              new Step(1, new LocalName("初审", "First"), "reviewer"),
              Samples.person(CHEN_BO),
              "Of another text.",
              Instant.now()),
          2);
      decide(service, WANG_MIN, running, "approve");
      decide(service, SARA_OLSEN, running, "approve");
      house.settled();
    }
    backup.putBack();

    try (Instance service = restored(backup)) {
      assertThat(look(service, running).text("/state")).isEqualTo("approved");
      Http.Answer listed = service.api().get(ADAM_FREY, "/api/parked-events?article=" + running);
      assertThat(listed.json()).hasSize(2);
      assertThat(List.of(listed.text("/0/kind"), listed.text("/1/kind")))
          .containsExactlyInAnyOrder("refused", "dead");
      Http.Answer replayed =
          service
              .api()
              .post(ADAM_FREY, "/api/parked-events/" + listed.text("/0/id") + "/replay", "{}");
      assertThat(replayed.status()).isEqualTo(409);
      assertThat(replayed.text("/detail")).contains("can never be applied");
    }
  }

  @Test
  void untilItHasReadWhatItToldItAnswersWithASentenceAndHearsNothing() {
    String article = RunningService.newArticle();
    TestBackup backup;
    try (Instance service = start()) {
      submit(service, article, 1);
      house.settled();
      backup = house.backup();
      decide(service, CHEN_BO, article, "reject");
      house.settled();
    }
    backup.putBack();
    String later = RunningService.newArticle();
    drafting.tells(later, submission("Later", 1));
    long lag = lag();

    CompletableFuture<Instance> starting;
    try (RestoreElsewhere elsewhere = house.underWayElsewhere(backup)) {
      starting = CompletableFuture.supplyAsync(() -> start(elsewhere.settings()));
      elsewhere.assertProbesKnow();
      Http api = elsewhere.http();
      Http.Answer refused = api.get(CHEN_BO, "/api/reviews/" + article);
      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.text("/detail"))
          .contains("put back to an older state", "try again in a few minutes");
      assertThat(refused.header("Retry-After")).isEqualTo("30");
      for (String page : List.of("/", "/review", "/review/" + article)) {
        elsewhere.assertPageSays(page, "本服务正在恢复", "This service is being put back");
      }
      Http.Answer status = api.get(ADAM_FREY, "/api/operations");
      assertThat(status.text("/health")).isEqualTo("OUT_OF_SERVICE");
      assertThat(status.body()).contains("\"restore\"", "what was told since is being taken over");
      assertThat(api.get(CHEN_BO, "/api/operations").status()).isEqualTo(403);
      assertThat(api.get(null, "/.well-known/jwks.json").status()).isEqualTo(200);
      assertThat(starting).isNotDone();
      assertThat(lag()).isEqualTo(lag);
    }
    try (Instance service = starting.join()) {
      awaitState(service, article, "rejected");
      awaitState(service, later, "in-review");
      assertThat(service.api().get(null, "/actuator/health/readiness").status()).isEqualTo(200);
    }
  }

  private long lag() {
    return TestBroker.topics().lag(house.topic(), house.system() + ".drafting");
  }

  private Instance start() {
    return start(Map.of());
  }

  private Instance restored(TestBackup backup) {
    return start(backup.settings());
  }

  private Instance start(Map<String, String> more) {
    Map<String, String> settings = new HashMap<>(Instance.settings(house.mongo(), keys));
    settings.putAll(more);
    return Instance.start(house.system(), settings);
  }

  private void submit(Instance service, String article, int revision) {
    drafting.tells(article, submission("Text " + article, revision));
    await()
        .atMost(SOON)
        .until(
            () ->
                service
                    .api()
                    .get(CHEN_BO, "/api/reviews/" + article)
                    .body()
                    .contains("\"revision\":" + revision));
  }

  private static DraftSubmitted submission(String title, int revision) {
    return Samples.submission(
        Samples.text(title + ", version " + revision, "services"), revision, revision, LIN_YUE);
  }

  private static void decide(Instance service, TestPerson who, String article, String verdict) {
    Http.Answer done =
        service
            .api()
            .post(
                who,
                "/api/reviews/" + article + "/decisions",
                "{\"digest\":\"%s\",\"verdict\":\"%s\"%s}"
                    .formatted(
                        look(service, article).text("/digest"),
                        verdict,
                        verdict.equals("approve") ? "" : ",\"reason\":\"The date.\""));
    assertThat(done.status()).as(done.body()).isEqualTo(200);
  }

  private static Http.Answer look(Instance service, String article) {
    return service.api().get(CHEN_BO, "/api/reviews/" + article);
  }

  private static Http.Answer awaitState(Instance service, String article, String state) {
    return await(article + " " + state)
        .atMost(SOON)
        .until(() -> look(service, article), a -> state.equals(a.text("/state")));
  }
}
