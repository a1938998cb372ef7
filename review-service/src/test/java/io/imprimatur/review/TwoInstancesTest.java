package io.imprimatur.review;

import static io.imprimatur.testkit.TestPerson.LIN_YUE;
import static io.imprimatur.testkit.TestPerson.SARA_OLSEN;
import static io.imprimatur.testkit.TestPerson.WANG_MIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.imprimatur.events.ArticleApproved;
import io.imprimatur.events.Digest;
import io.imprimatur.events.Text;
import io.imprimatur.testkit.Http;
import io.imprimatur.testkit.TestBroker;
import io.imprimatur.testkit.TestKeys;
import io.imprimatur.testkit.TestNeighbour;
import io.imprimatur.testkit.TestPerson;
import io.imprimatur.testkit.TestStore;
import io.imprimatur.testkit.TopicRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Two instances on one database share the work, and the whole of it when one goes. */
class TwoInstancesTest {

  private static final int ARTICLES = 12;

  private final String system = "two-" + UUID.randomUUID().toString().substring(0, 8);
  private final TestNeighbour drafting = new TestNeighbour(system, "drafting");

  @Test
  void eachArticleIsOpenedAndSealedOnceWhoeverDoesIt() throws Exception {
    try (TestKeys keys = TestKeys.create()) {
      Map<String, String> settings =
          Instance.settings(TestStore.newDatabase(TwoInstancesTest.class), keys);
      try (Instance one = Instance.start(system, settings);
          Instance other = Instance.start(system, settings);
          var threads = Executors.newFixedThreadPool(2)) {
        Map<String, Text> articles = submitted("Two", ARTICLES);
        List<Future<Integer>> answers = new ArrayList<>();
        articles.forEach(
            (article, text) -> {
              awaitOpen(other.api(), article);
              answers.add(threads.submit(() -> approve(one.api(), WANG_MIN, article, text)));
              answers.add(threads.submit(() -> approve(other.api(), SARA_OLSEN, article, text)));
            });
        for (Future<Integer> answer : answers) {
          assertThat(answer.get()).isEqualTo(200);
        }
        articles.forEach(this::assertToldOnce);

        one.close();
        Map<String, Text> more = submitted("One", 3);
        more.forEach(
            (article, text) -> {
              awaitOpen(other.api(), article);
              assertThat(approve(other.api(), WANG_MIN, article, text)).isEqualTo(200);
              assertThat(approve(other.api(), SARA_OLSEN, article, text)).isEqualTo(200);
            });
        more.forEach(this::assertToldOnce);
      }
    }
  }

  private Map<String, Text> submitted(String title, int count) {
    Map<String, Text> articles = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      String article = RunningService.newArticle();
      Text text = Samples.text(title + " " + i, "services");
      drafting.tells(article, Samples.submission(text, 1, 1, LIN_YUE));
      articles.put(article, text);
    }
    return articles;
  }

  private static void awaitOpen(Http api, String article) {
    await()
        .atMost(RunningService.SOON)
        .until(() -> api.get(WANG_MIN, "/api/reviews/" + article).status() == 200);
  }

  private static int approve(Http api, TestPerson who, String article, Text text) {
    return api.post(
            who,
            "/api/reviews/" + article + "/decisions",
            "{\"digest\":\"%s\",\"verdict\":\"approve\"}".formatted(Digest.of(text)))
        .status();
  }

  private void assertToldOnce(String article, Text text) {
    List<TopicRecord> told =
        await()
            .atMost(RunningService.SOON)
            .until(
                () -> TestBroker.topics().readEvents(system + ".review", article),
                records -> records.size() >= 4);
    assertThat(told)
        .extracting(r -> r.header("ce_sequence") + " " + r.header("ce_type"))
        .containsExactly(
            "1 imprimatur.review.opened.v1",
            "2 imprimatur.review.step-approved.v1",
            "3 imprimatur.review.step-approved.v1",
            "4 imprimatur.article.approved.v1");
    ArticleApproved approved = (ArticleApproved) told.getLast().event();
    assertThat(approved.text()).isEqualTo(text);
  }
}
