package io.imprimatur.publishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.imprimatur.events.ArticleWithdrawn;
import io.imprimatur.events.EventJson;
import io.imprimatur.events.LifecycleEvent;
import io.imprimatur.seals.Sealer;
import io.imprimatur.testkit.Http;
import io.imprimatur.testkit.ServerProcess;
import io.imprimatur.testkit.TestBroker;
import io.imprimatur.testkit.TestIssuer;
import io.imprimatur.testkit.TestKeys;
import io.imprimatur.testkit.TestPerson;
import io.imprimatur.testkit.TestStack;
import io.imprimatur.testkit.TestStore;
import io.imprimatur.testkit.TopicRecord;
import io.imprimatur.testkit.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The broker dies and comes back: readers notice nothing, and what was done meanwhile is told. */
class BrokerAwayTest {

  private static final Duration RECOVERY = Duration.ofSeconds(60);

  @Test
  void pagesAnswerAndAWithdrawalHoldsAtOnceAndIsToldLater() {
    try (TestKeys keys = TestKeys.create();
        ServerProcess broker = TestBroker.process()) {
      Topics topics = new Topics(broker.address());
      topics.create(Topics.SYSTEM);
      try (Instance service = Instance.start("imprimatur", settings(broker, keys))) {
        Http http = service.http();
        String stands = approve(topics, keys, "Stands all the time");
        String leaves = approve(topics, keys, "Leaves meanwhile");
        String standsPath = awaitPublished(http, stands);
        String leavesPath = awaitPublished(http, leaves);
        await()
            .atMost(RECOVERY)
            .until(() -> topics.readEvents("imprimatur.publishing", leaves).size() == 1);

        broker.kill();
        awaitHealth(http, "DEGRADED");
        assertThat(http.get(null, "/actuator/health/readiness").status()).isEqualTo(200);
        assertThat(http.get(null, standsPath).body()).contains("Stands all the time");
        Http.Answer withdrawal =
            http.post(
                TestPerson.MIA_ROTH,
                "/api/publications/" + leaves + "/withdrawal",
                "{\"reason\":\"Wrong date.\"}");
        assertThat(withdrawal.status()).isEqualTo(200);
        assertThat(http.get(null, leavesPath).status()).isEqualTo(410);
        assertThat(broker.isAlive()).isFalse();

        broker.start();
        TopicRecord told =
            await()
                .atMost(RECOVERY)
                .until(() -> topics.readEvents("imprimatur.publishing", leaves), r -> r.size() == 2)
                .getLast();
        assertThat(told.event()).isInstanceOf(ArticleWithdrawn.class);
        assertThat(told.header("ce_sequence")).isEqualTo("2");
        awaitPublished(http, approve(topics, keys, "Approved afterwards"));
        awaitHealth(http, "UP");
      }
    }
  }

  private static Map<String, String> settings(ServerProcess broker, TestKeys keys) {
    Map<String, String> settings =
        new HashMap<>(
            TestStack.properties(
                TestStore.newDatabase(BrokerAwayTest.class),
                broker.address(),
                TestIssuer.shared().uri()));
    settings.putAll(keys.properties());
    return settings;
  }

  private static String approve(Topics topics, TestKeys keys, String title) {
    String article = RunningSite.newArticle();
    LifecycleEvent event =
        Samples.approval(Sealer.read(keys.file()), article, 1, Samples.english(title));
    topics.write(
        Review.TOPIC,
        article,
        Map.of(
            "ce_specversion",
            "1.0",
            "ce_id",
            UUID.randomUUID().toString(),
            "ce_source",
            "/imprimatur/review",
            "ce_type",
            EventJson.typeOf(event),
            "ce_subject",
            article,
            "ce_time",
            event.at().toString(),
            "ce_sequence",
            "1",
            "content-type",
            "application/json"),
        EventJson.write(event));
    return article;
  }

  private static String awaitPublished(Http http, String article) {
    return await(article)
        .atMost(RECOVERY)
        .until(
            () -> http.get(TestPerson.MIA_ROTH, "/api/publications/" + article),
            a -> a.status() == 200 && "published".equals(a.text("/state")))
        .text("/path");
  }

  private static void awaitHealth(Http http, String status) {
    await("health " + status)
        .atMost(RECOVERY)
        .until(() -> status.equals(http.get(null, "/actuator/health").text("/status")));
  }
}
