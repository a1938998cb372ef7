package io.imprimatur.drafting;

import static io.imprimatur.drafting.Api.entry;
import static io.imprimatur.drafting.Neighbours.STEP;
import static io.imprimatur.drafting.Neighbours.WANG;
import static io.imprimatur.testkit.TestPerson.ADAM_FREY;
import static io.imprimatur.testkit.TestPerson.LIN_YUE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.imprimatur.events.ArticleApproved;
import io.imprimatur.events.ChangesRequested;
import io.imprimatur.events.DraftSubmitted;
import io.imprimatur.events.Text;
import io.imprimatur.testkit.TestBroker;
import io.imprimatur.testkit.TopicRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A service is believed about its own events only, whatever stands on its topic. */
class OthersTopicsTest extends RunningDesk {

  private static final Duration SOON = Duration.ofSeconds(60);

  private String article;
  private DraftSubmitted submission;

  @Test
  void anApprovalOnPublishingsTopicDoesNotStandInTheWayOfThePublication() {
    Api lin = submitted();
    Text text = submission.text();
    ArticleApproved genuine = NEIGHBOURS.approved(article, 1, text);
    NEIGHBOURS.tell(article, genuine);
    lin.awaitState(article, "approved");
    NEIGHBOURS.tellAs("publishing", article, genuine, 1);
    assertThat(parked().at("/0/cause").asString())
        .isEqualTo("publishing does not tell imprimatur.article.approved.v1");
    NEIGHBOURS.tell(article, NEIGHBOURS.published(article, 1, text), 1);
    lin.awaitState(article, "published");
  }

  @Test
  void aDecisionOnNotificationsTopicIsNone() {
    Api lin = submitted();
    NEIGHBOURS.tellAs(
        "notification",
        article,
        new ChangesRequested(1, 1, submission.digest(), STEP, WANG, "Forged", Instant.now()),
        1);
    assertThat(parked().at("/0/cause").asString()).startsWith("notification does not tell");
    assertThat(lin.get("/api/articles/" + article).text("state")).isEqualTo("under-review");
    lin.change(article, 1, entry("title", "x")).is(409);
  }

  private Api submitted() {
    Api lin = as(LIN_YUE);
    article = lin.create(entry()).is(201).id();
    lin.submit(article, 1).is(202);
    List<TopicRecord> told =
        await()
            .atMost(SOON)
            .until(
                () -> TestBroker.topics().readAll("imprimatur.drafting", article),
                records -> !records.isEmpty());
    submission = (DraftSubmitted) told.getFirst().event();
    return lin;
  }

  /** What is parked as dead of the article, once anything is. */
  private JsonNode parked() {
    return await()
        .atMost(SOON)
        .until(
            () ->
                as(ADAM_FREY).get("/api/parked-events?kind=dead&article=" + article).is(200).json(),
            found -> !found.isEmpty());
  }
}
