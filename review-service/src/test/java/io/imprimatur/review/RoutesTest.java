package io.imprimatur.review;

import static io.imprimatur.testkit.TestPerson.ADAM_FREY;
import static io.imprimatur.testkit.TestPerson.CHEN_BO;
import static io.imprimatur.testkit.TestPerson.LIN_YUE;
import static io.imprimatur.testkit.TestPerson.SARA_OLSEN;
import static io.imprimatur.testkit.TestPerson.WANG_MIN;
import static org.assertj.core.api.Assertions.assertThat;

import io.imprimatur.events.LocalName;
import io.imprimatur.events.Step;
import io.imprimatur.review.approval.Route;
import io.imprimatur.review.approval.persistence.MongoRoutes;
import io.imprimatur.testkit.Http;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.MongoOperations;

/** Routes from the office file, and those that administrators set. */
class RoutesTest extends RunningService {

  static final String TWO_STEPS =
      """
      {"steps":[{"name":{"zh":"初审","en":"First reading"},"group":"reviewer"},
                {"name":{"zh":"终审","en":"Release"},"group":"chief-editor"}]}""";

  @Autowired private MongoOperations mongo;

  @Test
  void theOfficeFileGivesEverySectionARoute() {
    Http.Answer routes = api.get(WANG_MIN, "/api/routes");
    assertThat(routes.text("/0/section")).isEqualTo("government");
    assertThat(routes.text("/0/steps/0/name/zh")).isEqualTo("内容审核");
    assertThat(routes.json().at("/0/by").isNull()).isTrue();
    assertThat(routes.text("/3/section")).isEqualTo("investment");
    assertThat(routes.text("/3/steps/2/group")).isEqualTo("chief-editor");
  }

  @Test
  void aRouteThatIsSetHoldsForNewRoundsAndIsAudited() {
    String before = submitted(Samples.text("Before", "open-governance"), LIN_YUE);
    Http.Answer set = api.put(ADAM_FREY, "/api/routes/open-governance", TWO_STEPS);
    assertThat(set.status()).isEqualTo(200);
    assertThat(set.text("/by/id")).isEqualTo("adam.frey");
    String after = submitted(Samples.text("After", "open-governance"), LIN_YUE);
    approve(WANG_MIN, before);
    assertThat(approve(SARA_OLSEN, before).status()).isEqualTo(200);
    approve(WANG_MIN, after);
    Http.Answer refused = approve(SARA_OLSEN, after);
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.text("/detail")).contains("Release").contains("chief-editor");
    assertThat(approve(CHEN_BO, after).text("/state")).isEqualTo("approved");
    api.put(ADAM_FREY, "/api/routes/open-governance", TWO_STEPS.replace("Release", "Sign"));
    Document stored = mongo.findById("open-governance", Document.class, "routes");
    List<Document> history = stored.getList("history", Document.class);
    assertThat(history.getFirst().get("by")).as("the office file gave the first value").isNull();
    assertThat(history.subList(1, history.size()))
        .hasSize(2)
        .allSatisfy(
            change -> {
              assertThat(change.get("by", Document.class).getString("id")).isEqualTo("adam.frey");
              assertThat(change.getDate("at")).isNotNull();
            });
  }

  @Test
  void aLaterOfficeFileGivesOnlyTheFirstValuesThatAreMissing() {
    List<Step> other = List.of(new Step(1, new LocalName("签", "Sign"), "chief-editor"));
    MongoRoutes later =
        new MongoRoutes(
            mongo,
            null,
            new MongoRoutes.Configured(
                List.of("services", "a-new-section"),
                other,
                Map.of("services", other, "a-new-section", other)));
    later.begin(Instant.now());
    later.begin(Instant.now());
    assertThat(later.of("services").steps()).as("known before").isNotEqualTo(other);
    assertThat(later.of("a-new-section").steps()).isEqualTo(other);
    assertThat(later.changes("a-new-section"))
        .as("kept once")
        .hasSize(1)
        .allSatisfy(change -> assertThat(change.by()).isNull());
    assertThat(later.of(Route.DEFAULT).steps()).as("the default is known too").isNotEqualTo(other);
  }

  @Test
  void aSectionFollowsTheDefaultRouteAgainAndItsHistorySaysSo() {
    api.put(ADAM_FREY, "/api/routes/services", TWO_STEPS);
    Http.Answer own = api.get(WANG_MIN, "/api/routes/services");
    assertThat(own.json().at("/ownSteps").asBoolean()).isTrue();
    Http.Answer followed = api.send(ADAM_FREY, "DELETE", "/api/routes/services", null, Map.of());
    assertThat(followed.status()).isEqualTo(200);
    assertThat(followed.text("/steps/1/name/en")).isEqualTo("Second reading");
    assertThat(followed.json().at("/version").asInt())
        .isEqualTo(own.json().at("/version").asInt() + 1);
    Http.Answer again = api.send(ADAM_FREY, "DELETE", "/api/routes/services", null, Map.of());
    assertThat(again.json().at("/version"))
        .as("what changes nothing is noted nowhere")
        .isEqualTo(followed.json().at("/version"));
  }

  @Test
  void aSectionThatTheOfficeHasNotIsRefused() {
    assertThat(api.put(ADAM_FREY, "/api/routes/sports", TWO_STEPS).status()).isEqualTo(404);
  }

  @Test
  void aTextOfAnUnknownSectionTakesTheDefaultRoute() {
    String article = submitted(Samples.text("Nowhere", "sports"), LIN_YUE);
    Http.Answer review = api.get(CHEN_BO, "/api/reviews/" + article);
    assertThat(review.json().at("/steps").size()).isEqualTo(2);
    assertThat(review.text("/steps/1/name/en")).isEqualTo("Second reading");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | steps",
        "{\"steps\":[]} | steps",
        "{\"steps\":[{}]} | steps[0]",
        "{\"steps\":[null]} | steps[0]",
        "{\"steps\":[{\"name\":{\"zh\":\"a\",\"en\":\"a\"},\"group\":\"writer\"}]} | steps[0].group",
        "{\"steps\":[{\"name\":{\"zh\":\"a\"},\"group\":\"reviewer\"}]} | steps[0].name.en",
        "{\"steps\":7} | steps",
      })
  void aRouteThatIsNoneIsRefusedWithTheField(String body, String field) {
    Http.Answer refused = api.put(ADAM_FREY, "/api/routes/services", body);
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.text("/errors/0/field")).isEqualTo(field);
  }
}
