package io.imprimatur.publishing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.imprimatur.events.ArticleApproved;
import io.imprimatur.events.EventJson;
import io.imprimatur.events.ReviewClosed;
import io.imprimatur.testkit.TestBroker;
import io.imprimatur.testkit.TestPerson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Events that can't be read hold up their own article and nobody else's. */
class DeadEventsTest extends RunningSite {

  private static final String APPROVED = "imprimatur.article.approved.v1";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "without its text         | text",
        "without its digest       | digest",
        "without its round        | round",
        "cut off                  | the body is no imprimatur.article.approved.v1",
        "null                     | null",
        "of drafting's            | review does not tell imprimatur.draft.take-back-requested.v1",
      })
  void anEventThatCanNotBeReadIsParkedAndWhatComesBehindItWaits(String how, String cause) {
    String article = newArticle();
    var text = Samples.english("Behind a dead event");
    broken(article, how);
    approve(article, 1, text);
    String other = approved(Samples.english("Of another article"));

    awaitState(other, "published");
    JsonNode dead = awaitParked(article, "dead");
    assertThat(dead.get("cause").asString()).contains(cause);
    JsonNode early = awaitParked(article, "early");
    assertThat(early.get("cause").asString())
        .isEqualTo("waits for event 1 of its article, behind dead event 1");
    assertThat(http.get(TestPerson.MIA_ROTH, "/api/publications/" + article).status())
        .isEqualTo(404);
    assertThat(TestBroker.topics().readAll("imprimatur.review.imprimatur.publishing.dlt", article))
        .hasSize(1);

    String id = dead.get("id").asString();
    assertThat(
            http.post(
                    TestPerson.ADAM_FREY,
                    "/api/parked-events/" + id + "/set-aside",
                    "{\"reason\":\"Broken.\"}")
                .status())
        .isEqualTo(200);
    String path = awaitState(article, "published").text("/path");
    assertThat(page(path).body()).contains(text.body());
  }

  @Test
  void reviewsOtherEventsAndUnknownOnesOnlyCount() {
    String article = newArticle();
    REVIEW.tells(
        article,
        new ReviewClosed(
            1, 1, new io.imprimatur.events.Person("lin.yue", "Lin Yue"), Samples.APPROVED));
    REVIEW.writes(article, "imprimatur.review.sighed.v1", "{}".getBytes(UTF_8));
    approve(article, 2, Samples.english("Third event"));
    awaitState(article, "published");
    awaitTold(article, 1);
  }

  private static void broken(String article, String how) {
    ArticleApproved genuine = Samples.approval(SEALER, article, 1, Samples.english("Broken"));
    String json = new String(EventJson.write(genuine), UTF_8);
    switch (how) {
      case "without its text" -> write(article, APPROVED, json.replace("\"text\":", "\"test\":"));
      case "without its digest" ->
          write(article, APPROVED, json.replace("\"digest\":", "\"digits\":"));
      case "without its round" -> write(article, APPROVED, json.replace("\"round\":", "\"ring\":"));
      case "cut off" -> write(article, APPROVED, json.substring(0, json.length() / 2));
      case "null" -> write(article, APPROVED, "null");
      case "of drafting's" ->
          write(
              article,
              "imprimatur.draft.take-back-requested.v1",
              "{\"revision\":1,\"round\":1,\"by\":{\"id\":\"a\",\"name\":\"A\"},\"at\":\"2026-11-24T09:41:00Z\"}");
      default -> throw new IllegalArgumentException(how);
    }
  }

  private static void write(String article, String type, String json) {
    REVIEW.writes(article, type, json.getBytes(UTF_8));
  }

  private JsonNode awaitParked(String article, String kind) {
    return await(kind + " of " + article)
        .atMost(SOON)
        .until(
            () ->
                http.get(
                        TestPerson.ADAM_FREY,
                        "/api/parked-events?kind=" + kind + "&article=" + article)
                    .json(),
            found -> found.size() == 1)
        .get(0);
  }
}
