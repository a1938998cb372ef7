package io.imprimatur.publishing;

import static io.imprimatur.testkit.TestPerson.ADAM_FREY;
import static io.imprimatur.testkit.TestPerson.MIA_ROTH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.imprimatur.events.ArticlePublished;
import io.imprimatur.events.Text;
import io.imprimatur.testkit.Http;
import io.imprimatur.testkit.RestoreElsewhere;
import io.imprimatur.testkit.TestBackup;
import io.imprimatur.testkit.TestDesk;
import io.imprimatur.testkit.TestNeighbour;
import io.imprimatur.testkit.TestRestore;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Publishing's database is put back to an older state, and review went on: pages stand with their
 * newest texts at their addresses, what was withdrawn stays withdrawn, and nothing is told twice.
 */
class RestoredTest {

  private static final Duration SOON = Duration.ofSeconds(60);

  private final TestRestore house =
      new TestRestore(RestoredTest.class, "publishing", "publications", "review");
  private final Review review = new Review(house.system());

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
      house.settled();
      backup = house.backup();

      approve(updated, 2, Samples.english("The dam is open again"));
      awaitRevision(service, updated, 2);
      withdraw(service, withdrawn);
      approve(younger, 1, Samples.english("Winter opening hours"));
      awaitState(service, younger, "published");
      approve(refused, 1, Samples.inSection(Samples.english("Nowhere"), "no-such-section"));
      awaitState(service, refused, "refused");
      house.settled();
      for (String each : List.of(updated, withdrawn, younger, refused)) {
        told.put(each, house.ids(each));
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
      house.settled();
      awaitState(service, refused, "refused");
      assertThat(publication(service, refused).body()).contains("Nowhere");
      assertThat(page(service, paths.get(updated)).body()).contains("The dam is open again");
      assertThat(page(service, paths.get(withdrawn)).status()).isEqualTo(410);
      told.forEach((article, ids) -> assertThat(house.ids(article)).isEqualTo(ids));
      assertThat(service.http().get(ADAM_FREY, "/api/parked-events").json()).isEmpty();

      withdraw(service, younger);
      approve(updated, 3, Samples.english("The dam, third report"));
      awaitRevision(service, updated, 3);
      house.settled();
    }
    assertThat(house.ids(younger)).hasSize(told.get(younger).size() + 1);
    assertThat(house.ids(updated)).hasSize(told.get(updated).size() + 1);
    told.keySet().forEach(house::assertNumberedInOrder);
  }

  @Test
  void aForgeryInItsTopicMovesNoPageAndTheGenuineEventCounts() {
    String article = RunningSite.newArticle();
    Text text = Samples.english("The bridge is repaired");
    TestNeighbour forger = new TestNeighbour(house.system(), "publishing");
    TestBackup backup;
    String path;
    try (Instance service = start()) {
      house.settled();
      backup = house.backup();
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
      house.settled();
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

  @Test
  @Tag("browser")
  void untilItIsRestoredReadersAndStaffSeeThat() {
    meanwhile(
        elsewhere -> {
          elsewhere.assertPageLooksWell("/en/", "restoring-site-english");
          elsewhere.assertPageLooksWell("/zh/", "restoring-site-chinese");
          elsewhere.assertPageLooksWell("/newsroom", "restoring");
        });
  }

  @Test
  void untilItIsRestoredReadersAndStaffReadThat() {
    meanwhile(
        elsewhere -> {
          elsewhere.assertPageSays("/newsroom", "本服务正在恢复", "This service is being put back");
          elsewhere.assertPageSays("/", "本网站正在恢复", "This site is being put back");
          TestDesk reader = TestDesk.stranger(elsewhere.port()).reading("en");
          TestDesk.Page chinese = reader.stay("/zh/news/2026/anything");
          assertThat(chinese.status()).isEqualTo(503);
          assertThat(chinese.text("main")).contains("已发布的内容不会丢失，请过几分钟再访问");
          assertThat(chinese.header("cache-control")).isEqualTo("no-store");
          TestDesk.Page english = reader.stay("/en/search?q=dam");
          assertThat(english.text("main")).contains("Nothing that was published is lost");
        });
  }

  /** Looks at a service that waits for its restore. */
  private void meanwhile(Consumer<RestoreElsewhere> look) {
    TestBackup backup;
    try (Instance service = start()) {
      assertThat(service.context().isRunning()).isTrue();
      house.settled();
      backup = house.backup();
    }
    backup.putBack();
    CompletableFuture<Instance> starting;
    try (RestoreElsewhere elsewhere = house.underWayElsewhere(backup)) {
      starting = CompletableFuture.supplyAsync(() -> start(elsewhere.settings()));
      elsewhere.assertProbesKnow();
      look.accept(elsewhere);
    }
    try (Instance service = starting.join()) {
      assertThat(page(service, "/en/").status()).isEqualTo(200);
    }
  }

  private Instance start() {
    return start(Map.of());
  }

  private Instance restored(TestBackup backup) {
    return start(backup.settings());
  }

  private Instance start(Map<String, String> more) {
    Map<String, String> settings = new HashMap<>(RunningSite.settings());
    settings.put("spring.mongodb.uri", house.mongo());
    settings.putAll(more);
    return Instance.start(house.system(), settings);
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
}
