package io.imprimatur.drafting;

import static io.imprimatur.drafting.Api.entry;
import static io.imprimatur.testkit.TestPerson.ADAM_FREY;
import static io.imprimatur.testkit.TestPerson.LIN_YUE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.f4b6a3.uuid.UuidCreator;
import io.imprimatur.events.ReviewClosed;
import io.imprimatur.testkit.TestPerson;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A neighbour tells of an article that drafting never had. */
class UnknownArticleTest extends RunningDesk {

  private static final TestPerson EVERYWHERE = LIN_YUE.withSections("*");

  private final String article = UuidCreator.getTimeOrderedEpoch().toString();

  @Test
  void eventsThatAreSetAsideMakeNoArticle() {
    NEIGHBOURS.tell(article, new ReviewClosed(1, 1, Neighbours.WANG, Instant.now()));
    NEIGHBOURS.tell(article, new ReviewClosed(2, 2, Neighbours.WANG, Instant.now()));
    JsonNode first = parked("dead");
    assertThat(parked("early").get("sequence").asInt()).isEqualTo(2);
    setAside(first);
    assertAbsent();

    JsonNode second = parked("dead");
    assertThat(second.get("sequence").asInt()).isEqualTo(2);
    assertThat(second.get("cause").asString()).isEqualTo("there is no article " + article);
    setAside(second);
    assertAbsent();
  }

  private void assertAbsent() {
    Api everywhere = as(EVERYWHERE);
    String path = "/api/articles/" + article;
    everywhere.get(path).is(404);
    everywhere.get(path + "/timeline").is(404);
    everywhere.get(path + "/revisions/1").is(404);
    everywhere.change(article, 1, entry()).is(404);
    everywhere.submit(article, 1).is(404);
    everywhere.takeBack(article, 1).is(404);
    everywhere.create(entry("translationOf", article, "language", "zh")).is(400);
    String other = everywhere.create(entry("section", "tourism")).is(201).id();
    String next = "/api/articles?limit=100";
    boolean found = false;
    while (next != null) {
      Api.Answer page = everywhere.get(next).is(200);
      for (JsonNode row : page.json()) {
        assertThat(row.get("id").asString()).isNotEqualTo(article);
        found |= row.get("id").asString().equals(other);
      }
      next = page.http().next();
    }
    assertThat(found).isTrue();
  }

  private void setAside(JsonNode parked) {
    as(ADAM_FREY)
        .json(
            "POST",
            "/api/parked-events/" + parked.get("id").asString() + "/set-aside",
            Map.of("reason", "Drafting never had it."))
        .is(200);
  }

  /** The one open event of this kind, once there is one. */
  private JsonNode parked(String kind) {
    String path = "/api/parked-events?status=open&kind=" + kind + "&article=" + article;
    return await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> as(ADAM_FREY).get(path).is(200).json(), found -> found.size() == 1)
        .get(0);
  }
}
