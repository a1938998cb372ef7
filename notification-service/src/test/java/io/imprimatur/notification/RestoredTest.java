package io.imprimatur.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.imprimatur.kit.aggregate.Aggregates;
import io.imprimatur.kit.aggregate.Stored;
import io.imprimatur.notification.alert.AlertDesk;
import io.imprimatur.notification.subscription.Interest;
import io.imprimatur.testkit.Http;
import io.imprimatur.testkit.RestoreElsewhere;
import io.imprimatur.testkit.TestBackup;
import io.imprimatur.testkit.TestDesk;
import io.imprimatur.testkit.TestPerson;
import io.imprimatur.testkit.TestRestore;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Notification's database is put back to an older state, and publishing went on: nobody is mailed a
 * second time, alerts that ended have ended, and the others are held for an operator.
 */
class RestoredTest {

  private static final Duration SOON = Watched.SOON;
  private static final Interest GOVERNMENT = RunningService.GOVERNMENT;

  private final TestRestore house =
      new TestRestore(RestoredTest.class, "notification", "alerts", "publishing");
  private final Publishing publishing = new Publishing(house.system(), RunningService.KEYS);

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
      house.settled();
      backup = house.backup();

      publishing.published(completed, "government", "zh");
      service.awaitAlert(completed, "completed");
      publishing.published(
          withdrawn, "government", "zh", "News", Instant.now().minus(Duration.ofDays(2)));
      service.awaitAlert(withdrawn, "held");
      publishing.withdrawn(withdrawn, 2);
      service.awaitAlert(withdrawn, "stopped");
      house.settled();
      assertThat(service.post.letters()).hasSize(4);
      for (String each : List.of(before, completed, withdrawn)) {
        told.put(each, house.ids(each));
      }
    }
    backup.putBack();
    publishing.published(whileAway, "government", "zh");

    try (Watched service = start(backup.settings())) {
      service.awaitAlert(before, "completed");
      service.awaitAlert(completed, "completed");
      service.awaitAlert(withdrawn, "stopped");
      service.awaitAlert(whileAway, "held");
      house.settled();
      Http.Answer again = alert(service, completed);
      assertThat(again.text("/sent")).isEqualTo("2");
      assertThat(again.text("/matched")).isEqualTo("2");
      told.forEach((article, ids) -> assertThat(house.ids(article)).isEqualTo(ids));

      String after = RunningService.newArticle();
      publishing.published(after, "government", "zh");
      service.awaitAlert(after, "completed");
      assertThat(service.post.letters()).as("about what is new, and about nothing else").hasSize(2);

      release(service, whileAway);
      service.awaitAlert(whileAway, "completed");
      assertThat(service.post.letters()).hasSize(4);
    }
    told.keySet().forEach(house::assertNumberedInOrder);
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
      await().atMost(SOON).until(() -> !house.ids(article).isEmpty());
      backup = house.backup();
      await().atMost(SOON).until(() -> service.post.letters().size() >= 4);
    }
    backup.putBack();

    try (Watched service = start(backup.settings())) {
      service.awaitAlert(article, "held");
      house.settled();
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
      house.settled();
      assertThat(service.post.letters()).isEmpty();
    }
    house.assertNumberedInOrder(article);
  }

  @Test
  @Tag("browser")
  void untilItIsRestoredSubscribersAndStaffSeeThat() {
    meanwhile(
        elsewhere -> {
          elsewhere.assertPageLooksWell("/subscriptions?section=tourism", "restoring-subscribers");
          elsewhere.assertPageLooksWell("/alerts", "restoring");
        });
  }

  @Test
  void untilItIsRestoredSubscribersAndStaffReadThat() {
    meanwhile(
        elsewhere -> {
          elsewhere.assertPageSays("/alerts", "本服务正在恢复", "This service is being put back");
          elsewhere.assertPageSays(
              "/subscriptions", "本服务正在恢复", "This service is being put back");
          TestDesk reader = TestDesk.stranger(elsewhere.port()).reading("en");
          TestDesk.Page link = reader.stay("/subscriptions/unsubscribe?token=x&lang=zh");
          assertThat(link.text("main > .content > p")).contains("您刚才的操作尚未处理");
          assertThat(link.text("section[lang=en]"))
              .contains("What you asked for just now was not done");
          assertThat(link.html().select("#language-switch, [name=language]"))
              .as("a switch that nobody could answer")
              .isEmpty();
          String style = link.html().select("link[href*=subscriptions.css]").attr("href");
          assertThat(reader.stay(style).status()).isEqualTo(200);
          Http.Answer click =
              elsewhere
                  .http()
                  .form("/subscriptions/unsubscribe?token=x", "List-Unsubscribe=One-Click");
          assertThat(click.status()).isEqualTo(503);
          assertThat(click.header("Retry-After")).isEqualTo("30");
          TestDesk.Page step = reader.stay("/alerts/rows", "HX-Request", "true");
          assertThat(step.status()).isEqualTo(503);
          assertThat(step.header("hx-retarget")).as("beside the list").isEqualTo("#notices");
          assertThat(step.body()).contains("being put back").doesNotContain("<html");
        });
  }

  /** Looks at a service that waits for its restore. */
  private void meanwhile(Consumer<RestoreElsewhere> look) {
    TestBackup backup;
    try (Watched service = start(Map.of())) {
      service.subscribed("lin@example.org", GOVERNMENT);
      house.settled();
      backup = house.backup();
    }
    backup.putBack();
    CompletableFuture<Watched> starting;
    try (RestoreElsewhere elsewhere = house.underWayElsewhere(backup)) {
      starting = CompletableFuture.supplyAsync(() -> start(elsewhere.settings()));
      elsewhere.assertProbesKnow();
      look.accept(elsewhere);
    }
    try (Watched service = starting.join()) {
      assertThat(service.http.get(null, "/subscriptions").status()).isEqualTo(200);
    }
  }

  private Watched start(Map<String, String> more) {
    Map<String, String> settings = new LinkedHashMap<>(more);
    settings.put("spring.mongodb.uri", house.mongo());
    return new Watched(house.system(), settings);
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
}
