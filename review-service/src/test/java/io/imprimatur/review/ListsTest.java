package io.imprimatur.review;

import static io.imprimatur.testkit.TestPerson.LIN_YUE;
import static io.imprimatur.testkit.TestPerson.SARA_OLSEN;
import static io.imprimatur.testkit.TestPerson.WANG_MIN;
import static io.imprimatur.testkit.TestPerson.ZHAO_LEI;
import static org.assertj.core.api.Assertions.assertThat;

import io.imprimatur.testkit.Http;
import io.imprimatur.testkit.TestPerson;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.MongoOperations;
import tools.jackson.databind.JsonNode;

/** What each reviewer finds in the list, page by page. */
class ListsTest extends RunningService {

  @Autowired private MongoOperations mongo;

  /** All pages of a list, by following its links. */
  private List<JsonNode> all(TestPerson who, String path) {
    List<JsonNode> items = new ArrayList<>();
    String next = path;
    while (next != null) {
      Http.Answer page = api.get(who, next);
      assertThat(page.status()).isEqualTo(200);
      page.json().forEach(items::add);
      next = page.next();
    }
    return items;
  }

  private static List<String> ids(List<JsonNode> items) {
    return items.stream().map(i -> i.get("articleId").asString()).toList();
  }

  @Test
  void waitingForMeIsWhatIMayDecideLongestWaitingFirst() {
    List<String> articles = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      articles.add(submitted(Samples.text("Waiting " + i, "services"), LIN_YUE));
    }
    approve(WANG_MIN, articles.get(0));
    decide(WANG_MIN, articles.get(1), digestOf(articles.get(1)), "reject", ",\"reason\":\"No.\"");
    List<String> wang = ids(all(WANG_MIN, "/api/reviews?waiting=me&limit=2"));
    assertThat(wang)
        .containsSubsequence(articles.subList(2, 5))
        .doesNotContain(articles.get(0), articles.get(1))
        .doesNotHaveDuplicates();
    List<String> sara = ids(all(SARA_OLSEN, "/api/reviews?waiting=me&limit=2"));
    assertThat(sara)
        .as("the one whose second step opened last waits shortest")
        .containsSubsequence(articles.get(2), articles.get(3), articles.get(4), articles.get(0));
    assertThat(ids(all(WANG_MIN, "/api/reviews?state=rejected&limit=1")))
        .contains(articles.get(1))
        .doesNotContain(articles.get(0));
  }

  @Test
  void theLatestChangeComesFirstAndItsLineSaysWhereItStands() {
    String older = submitted(Samples.text("Older", "services"), LIN_YUE);
    String newer = submitted(Samples.text("Newer", "services"), LIN_YUE);
    assertThat(ids(all(WANG_MIN, "/api/reviews?limit=3"))).containsSubsequence(newer, older);
    approve(SARA_OLSEN, older);
    List<JsonNode> items = all(WANG_MIN, "/api/reviews?limit=3");
    assertThat(ids(items)).containsSubsequence(older, newer).doesNotHaveDuplicates();
    JsonNode line =
        items.stream().filter(i -> i.get("articleId").asString().equals(older)).findFirst().get();
    assertThat(line.at("/title").asString()).isEqualTo("Older");
    assertThat(line.at("/steps/0/state").asString()).isEqualTo("approved");
    assertThat(line.at("/steps/1/state").asString()).isEqualTo("open");
    assertThat(line.at("/mayDecide/allowed").asBoolean()).isTrue();
    assertThat(line.has("text")).isFalse();
  }

  @Test
  void nobodySeesAReviewOutsideTheirSections() {
    String there = submitted(Samples.text("There", "government"), LIN_YUE);
    String here = submitted(Samples.text("Here", "services"), LIN_YUE);
    assertThat(ids(all(ZHAO_LEI, "/api/reviews"))).contains(here).doesNotContain(there);
  }

  @Tag("local-parts")
  @ParameterizedTest
  @CsvSource({"'{}', reviews-in-state", "'{section: \"tourism\"}', reviews-of-section-in-state"})
  void reviewsInAStateAreServedInTheirOrderByAnIndex(String filter, String index) {
    Document find =
        new Document("find", "reviews")
            .append(
                "filter",
                Document.parse(filter)
                    .append("groups", new Document("$in", List.of("reviewer")))
                    .append("state", "rejected"))
            .append("sort", new Document("changedAt", -1).append("_id", -1))
            .append("limit", 51);
    Document explained = mongo.executeCommand(new Document("explain", find));
    assertThat(explained.toJson()).contains("\"indexName\": \"" + index + "\"");
  }

  /** The lists of the inbox, in the shape in which they are asked. */
  @Tag("local-parts")
  @ParameterizedTest
  @CsvSource({
    "'{state: \"in-review\"}, {openGroup: {$in: [\"reviewer\"]}}, {keptOut: {$ne: \"wang.min\"}}', 1,"
        + " waiting-reviews",
    "'{deciders: \"wang.min\"}', -1, reviews-decided-by",
    "'{state: \"in-review\"}, {$or: [{openGroup: {$nin: [\"reviewer\"]}}, {keptOut: \"wang.min\"}]}',"
        + " 1, reviews-in-state",
    "'{section: \"tourism\"}', -1, reviews-of-section",
    "'{}', -1, newest-reviews",
  })
  void eachListOfTheInboxIsServedByAnIndex(String filter, int order, String index) {
    Document find =
        new Document("find", "reviews")
            .append(
                "filter",
                Document.parse("{$and: [{groups: {$in: [\"reviewer\"]}}, " + filter + "]}"))
            .append("sort", new Document("changedAt", order).append("_id", order))
            .append("limit", 26);
    Document explained = mongo.executeCommand(new Document("explain", find));
    assertThat(explained.toJson()).contains("\"indexName\": \"" + index + "\"");
  }

  @Test
  void aFilterThatIsNoneIsRefused() {
    for (String query :
        List.of("state=open", "waiting=you", "waiting=me&state=closed", "limit=0", "after=x")) {
      Http.Answer refused = api.get(WANG_MIN, "/api/reviews?" + query);
      assertThat(refused.status()).as(query).isEqualTo(400);
      assertThat(refused.text("/errors/0/field"))
          .as(query)
          .isIn("state", "waiting", "limit", "after");
    }
  }
}
