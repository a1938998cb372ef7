package io.imprimatur.review;

import static io.imprimatur.testkit.TestPerson.CHEN_BO;
import static io.imprimatur.testkit.TestPerson.LIN_YUE;
import static io.imprimatur.testkit.TestPerson.SARA_OLSEN;
import static io.imprimatur.testkit.TestPerson.WANG_MIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.imprimatur.events.PublicationRefused;
import io.imprimatur.testkit.FiguresPage;
import io.imprimatur.testkit.Http;
import io.imprimatur.testkit.Scrape;
import io.imprimatur.testkit.TestBroker;
import io.imprimatur.testkit.TestKeys;
import io.imprimatur.testkit.TestNeighbour;
import io.imprimatur.testkit.TestPerson;
import io.imprimatur.testkit.TestStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Figures as Prometheus reads them, of an instance whose topics and database nobody else uses. */
class FiguresTest {

  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String SYSTEM = "review-figures";
  private static final String DECISIONS = "imprimatur_decision_time_seconds";
  private static final TestKeys KEYS = TestKeys.create();

  private static Instance service;

  private final TestNeighbour drafting = new TestNeighbour(SYSTEM, "drafting");
  private final TestNeighbour publishing = new TestNeighbour(SYSTEM, "publishing");

  @BeforeAll
  static void start() {
    TestBroker.topics()
        .create(List.of(SYSTEM + ".drafting", SYSTEM + ".review", SYSTEM + ".publishing"));
    service =
        Instance.start(SYSTEM, Instance.settings(TestStore.newDatabase(FiguresTest.class), KEYS));
  }

  @AfterAll
  static void stop() {
    service.close();
    KEYS.close();
  }

  @Test
  void eachMovesByWhatWasDone() {
    Scrape before = scrape();
    assertThat(before.values("imprimatur_events_sent_total", "type"))
        .as("before the first one")
        .containsExactlyInAnyOrder(
            "imprimatur.review.opened.v1",
            "imprimatur.review.step-approved.v1",
            "imprimatur.review.changes-requested.v1",
            "imprimatur.review.rejected.v1",
            "imprimatur.review.closed.v1",
            "imprimatur.review.take-back-refused.v1",
            "imprimatur.article.approved.v1");
    String approved = submitted("Approved twice, refused by the site");
    String sentBack = submitted("Sent back");
    awaitScrape(s -> s.sum("imprimatur_decisions_oldest_age_seconds") > 2);

    assertThat(decide(WANG_MIN, approved, "approve", "").status()).isEqualTo(200);
    assertThat(decide(WANG_MIN, approved, "approve", "").status()).isEqualTo(403);
    assertThat(decide(SARA_OLSEN, approved, "approve", "").status()).isEqualTo(200);
    assertThat(decide(SARA_OLSEN, approved, "approve", ",\"step\":2").status())
        .as("the same again changes nothing")
        .isEqualTo(200);
    assertThat(decide(WANG_MIN, sentBack, "reject", "").status()).as("no reason").isEqualTo(400);
    assertThat(decide(WANG_MIN, sentBack, "request-changes", ",\"reason\":\"The date.\"").status())
        .isEqualTo(200);
    assertThat(decide(SARA_OLSEN, sentBack, "approve", "").status()).isEqualTo(409);
    publishing.tells(
        approved,
        new PublicationRefused(
            1, 1, new io.imprimatur.events.Digest(digest(approved)), "Too long.", Instant.now()));

    Scrape after =
        awaitScrape(
            s ->
                s.since(before, "imprimatur_events_taken_total", "outcome", "applied") == 3
                    && s.since(before, "imprimatur_events_sent_total") == 6);
    assertThat(told(before, after, "none", "in-review", "imprimatur.review.opened.v1"))
        .as("rounds")
        .isEqualTo(2);
    assertThat(told(before, after, "in-review", "in-review", "imprimatur.review.step-approved.v1"))
        .isEqualTo(1);
    assertThat(told(before, after, "in-review", "approved", "imprimatur.article.approved.v1"))
        .isEqualTo(1);
    assertThat(
            told(
                before,
                after,
                "in-review",
                "changes-requested",
                "imprimatur.review.changes-requested.v1"))
        .isEqualTo(1);
    assertThat(told(before, after, "approved", "publication-refused", "none")).isEqualTo(1);
    assertThat(after.since(before, "imprimatur_transitions_total")).isEqualTo(6);
    assertThat(
            after.since(
                before, "imprimatur_events_sent_total", "type", "imprimatur.review.opened.v1"))
        .isEqualTo(2);
    assertThat(after.since(before, "imprimatur_commands_refused_total")).isEqualTo(3);
    assertThat(after.since(before, "imprimatur_commands_refused_total", "status", "403"))
        .isEqualTo(1);
    assertThat(after.since(before, "imprimatur_commands_refused_total", "status", "400"))
        .isEqualTo(1);
    assertThat(after.since(before, "imprimatur_commands_refused_total", "code", "round-over"))
        .isEqualTo(1);
    assertThat(after.since(before, DECISIONS + "_count", "verdict", "approve")).isEqualTo(2);
    assertThat(after.since(before, DECISIONS + "_count", "verdict", "request-changes"))
        .isEqualTo(1);
    assertThat(after.since(before, DECISIONS + "_count")).as("repeats and refusals").isEqualTo(3);
    assertThat(after.since(before, DECISIONS + "_sum", "verdict", "request-changes"))
        .as("seconds from the opening of the round")
        .isGreaterThan(0.5);
    assertThat(after.sum("imprimatur_decisions_oldest_age_seconds")).as("none waits").isZero();
    awaitScrape(s -> s.sum("imprimatur_listener_lag_records") == 0);
    FiguresPage.check("review", scrape());
  }

  private static Scrape scrape() {
    return Scrape.of(service.api());
  }

  private static Scrape awaitScrape(Predicate<Scrape> until) {
    return await().atMost(SOON).until(FiguresTest::scrape, until);
  }

  private static double told(Scrape before, Scrape after, String from, String to, String told) {
    return after.since(
        before, "imprimatur_transitions_total", "from", from, "to", to, "told", told);
  }

  private String submitted(String title) {
    String article = UUID.randomUUID().toString();
    drafting.tells(
        article, Samples.submission(Samples.text(title, "government"), 1, 1, LIN_YUE, LIN_YUE));
    await().atMost(SOON).until(() -> review(article).status() == 200);
    return article;
  }

  private static Http.Answer review(String article) {
    return service.api().get(CHEN_BO, "/api/reviews/" + article);
  }

  private static String digest(String article) {
    return review(article).text("/digest");
  }

  private static Http.Answer decide(TestPerson who, String article, String verdict, String more) {
    return service
        .api()
        .post(
            who,
            "/api/reviews/" + article + "/decisions",
            "{\"digest\":\"%s\",\"verdict\":\"%s\"%s}".formatted(digest(article), verdict, more));
  }
}
