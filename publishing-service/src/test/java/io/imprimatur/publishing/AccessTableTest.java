package io.imprimatur.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import io.imprimatur.events.Text;
import io.imprimatur.testkit.Http;
import io.imprimatur.testkit.TestIssuer;
import io.imprimatur.testkit.TestPerson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Each call × who calls it, with the answer's status. */
class AccessTableTest extends RunningSite {

  /** The article is in investment; "elsewhere" publishes in tourism only. */
  private static final String TABLE =
      """
      call              | nobody | writer | reviewer | publisher | everywhere | elsewhere | admin | admin+publisher
      GET publications  | 401    | 403    | 403      | 200       | 200        | 200       | 200   | 200
      GET publication   | 401    | 403    | 403      | 200       | 200        | 404       | 200   | 200
      GET forgery       | 401    | 403    | 403      | 200       | 200        | 404       | 200   | 200
      GET unreadable    | 401    | 403    | 403      | 404       | 200        | 404       | 200   | 200
      GET unknown       | 401    | 403    | 403      | 404       | 404        | 404       | 404   | 404
      POST withdrawal   | 401    | 403    | 403      | 200       | 200        | 404       | 403   | 200
      POST to unknown   | 401    | 403    | 403      | 404       | 404        | 404       | 404   | 404
      GET parked events | 401    | 403    | 403      | 403       | 403        | 403       | 200   | 200
      POST replay       | 401    | 403    | 403      | 403       | 403        | 403       | 404   | 404
      POST set-aside    | 401    | 403    | 403      | 403       | 403        | 403       | 404   | 404
      POST skip-gap     | 401    | 403    | 403      | 403       | 403        | 403       | 404   | 404
      GET page          | 200    | 200    | 200      | 200       | 200        | 200       | 200   | 200
      GET health        | 200    | 200    | 200      | 200       | 200        | 200       | 200   | 200
      GET openapi       | 200    | 200    | 200      | 200       | 200        | 200       | 200   | 200
      """;

  private static final Map<String, TestPerson> PEOPLE =
      Map.of(
          "writer", TestPerson.TOM_BAKER,
          "reviewer", TestPerson.WANG_MIN,
          "publisher", TestPerson.MIA_ROTH.withSections("investment"),
          "everywhere", TestPerson.MIA_ROTH,
          "elsewhere", TestPerson.MIA_ROTH.withSections("tourism"),
          "admin", TestPerson.ADAM_FREY,
          "admin+publisher", TestPerson.ADAM_FREY.withRoles("administrator", "publisher"));

  @TestFactory
  List<DynamicTest> eachCallOfEachRole() {
    List<String[]> rows = TABLE.lines().map(line -> line.strip().split("\\s*\\|\\s*")).toList();
    String[] head = rows.getFirst();
    List<DynamicTest> tests = new ArrayList<>();
    for (String[] row : rows.subList(1, rows.size())) {
      for (int i = 1; i < head.length; i++) {
        TestPerson who = PEOPLE.get(head[i]);
        int expected = Integer.parseInt(row[i]);
        tests.add(
            DynamicTest.dynamicTest(
                row[0] + " by " + head[i], () -> assertAnswer(call(row[0], who), expected)));
      }
    }
    return tests;
  }

  private static void assertAnswer(Http.Answer answer, int expected) {
    assertThat(answer.status()).isEqualTo(expected);
    if (expected >= 400) {
      assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
      assertThat(answer.text("/detail")).isNotBlank();
    }
  }

  private Http.Answer call(String call, TestPerson who) {
    String unknown = "/api/publications/01939c6e-0000-7cc0-8000-000000000000";
    String reason = "{\"reason\":\"No use.\"}";
    return switch (call) {
      case "GET publications" -> http.get(who, "/api/publications");
      case "GET publication" -> http.get(who, "/api/publications/" + standing());
      case "GET forgery" -> http.get(who, "/api/publications/" + forged());
      case "GET unreadable" -> http.get(who, "/api/publications/" + unreadable());
      case "GET unknown" -> http.get(who, unknown);
      case "POST withdrawal" ->
          http.post(who, "/api/publications/" + standing() + "/withdrawal", reason);
      case "POST to unknown" -> http.post(who, unknown + "/withdrawal", reason);
      case "GET parked events" -> http.get(who, "/api/parked-events");
      case "POST replay" -> http.post(who, "/api/parked-events/unknown/replay", null);
      case "POST set-aside" -> http.post(who, "/api/parked-events/unknown/set-aside", reason);
      case "POST skip-gap" -> http.post(who, "/api/parked-events/unknown/skip-gap", reason);
      case "GET page" -> http.get(who, "/en/");
      case "GET health" -> http.get(who, "/actuator/health/readiness");
      case "GET openapi" -> http.get(who, "/v3/api-docs");
      default -> throw new IllegalArgumentException(call);
    };
  }

  private String standing() {
    String article = newArticle();
    published(article, text());
    return article;
  }

  private String forged() {
    String article = newArticle();
    imitate(
        article, Forgery.WITHOUT_A_SEAL.of(article, Samples.approval(SEALER, article, 1, text())));
    awaitState(article, "refused");
    return article;
  }

  private String unreadable() {
    String article = standing();
    Store.set(article, "state", "lost");
    return article;
  }

  private static Text text() {
    return Samples.inSection(Samples.english("Access"), "investment");
  }

  @Test
  void aPublisherLacksTheSectionOfAPageWhereOnlyARefusedTextIsTheirs() {
    String article = newArticle();
    published(article, text());
    Text moved = Samples.inSection(Samples.text("Moved", "<script>x</script>", "en"), "tourism");
    approve(article, 2, moved);
    awaitTold(article, 2);
    TestPerson elsewhere = PEOPLE.get("elsewhere");
    assertThat(http.get(elsewhere, "/api/publications/" + article).status()).isEqualTo(200);
    Http.Answer refused =
        http.post(
            elsewhere, "/api/publications/" + article + "/withdrawal", "{\"reason\":\"Mine.\"}");
    assertAnswer(refused, 403);
    assertThat(refused.text("/detail")).contains("section investment, which is none of yours");
    awaitTold(article, 2);
  }

  @Test
  void aTokenOfAnotherAudienceIssuerOrTimeIsNone() {
    TestIssuer issuer = TestIssuer.shared();
    try (TestIssuer stranger = TestIssuer.start()) {
      for (String token :
          List.of(
              issuer.tokenForAudience(TestPerson.MIA_ROTH, "another"),
              issuer.expiredToken(TestPerson.MIA_ROTH),
              stranger.token(TestPerson.MIA_ROTH),
              "no-token")) {
        for (String path : List.of("/api/publications", "/api/publications/x", "/api/nothing")) {
          Http.Answer answer = http.sendWith(token, "GET", path, null, Map.of());
          assertAnswer(answer, 401);
          assertThat(answer.header("www-authenticate")).startsWith("Bearer");
        }
        Http.Answer withdrawal =
            http.sendWith(
                token, "POST", "/api/publications/x/withdrawal", "{\"reason\":\"x\"}", Map.of());
        assertAnswer(withdrawal, 401);
      }
    }
  }
}
