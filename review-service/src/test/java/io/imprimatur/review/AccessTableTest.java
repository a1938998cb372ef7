package io.imprimatur.review;

import static org.assertj.core.api.Assertions.assertThat;

import io.imprimatur.testkit.Http;
import io.imprimatur.testkit.TestIssuer;
import io.imprimatur.testkit.TestPerson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Each call × who calls it, with the answer's status. */
class AccessTableTest extends RunningService {

  private static final TestPerson ADAM_TOO =
      TestPerson.ADAM_FREY.withRoles("administrator", "reviewer");

  /** The review is in government, which is none of Zhao Lei's sections. */
  private static final String TABLE =
      """
      call                 | nobody | writer | reviewer | elsewhere | chief | publisher | admin | admin+reviewer
      GET reviews          | 401    | 403    | 200      | 200       | 200   | 403       | 403   | 200
      GET review           | 401    | 404    | 200      | 404       | 200   | 404       | 404   | 200
      GET unknown          | 401    | 404    | 404      | 404       | 404   | 404       | 404   | 404
      POST decision        | 401    | 404    | 200      | 404       | 200   | 404       | 404   | 403
      GET routes           | 401    | 403    | 200      | 200       | 200   | 403       | 200   | 200
      GET route            | 401    | 200    | 200      | 200       | 200   | 403       | 200   | 200
      GET another route    | 401    | 404    | 200      | 404       | 200   | 403       | 200   | 200
      PUT route            | 401    | 403    | 403      | 403       | 403   | 403       | 200   | 200
      PUT default route    | 401    | 403    | 403      | 403       | 403   | 403       | 400   | 400
      DELETE route         | 401    | 403    | 403      | 403       | 403   | 403       | 200   | 200
      DELETE default route | 401    | 403    | 403      | 403       | 403   | 403       | 409   | 409
      GET parked events    | 401    | 403    | 403      | 403       | 403   | 403       | 200   | 200
      GET parked event     | 401    | 403    | 403      | 403       | 403   | 403       | 404   | 404
      POST replay          | 401    | 403    | 403      | 403       | 403   | 403       | 404   | 404
      POST set-aside       | 401    | 403    | 403      | 403       | 403   | 403       | 404   | 404
      POST skip-gap        | 401    | 403    | 403      | 403       | 403   | 403       | 404   | 404
      GET keys             | 200    | 200    | 200      | 200       | 200   | 200       | 200   | 200
      GET health           | 200    | 200    | 200      | 200       | 200   | 200       | 200   | 200
      GET openapi          | 200    | 200    | 200      | 200       | 200   | 200       | 200   | 200
      """;

  private static final Map<String, TestPerson> PEOPLE =
      Map.of(
          "writer", TestPerson.TOM_BAKER,
          "reviewer", TestPerson.WANG_MIN,
          "elsewhere", TestPerson.ZHAO_LEI,
          "chief", TestPerson.CHEN_BO,
          "publisher", TestPerson.MIA_ROTH,
          "admin", TestPerson.ADAM_FREY,
          "admin+reviewer", ADAM_TOO);

  @TestFactory
  List<DynamicTest> eachCallOfEachRole() {
    List<String[]> rows = TABLE.lines().map(line -> line.strip().split("\\s*\\|\\s*")).toList();
    String[] head = rows.getFirst();
    List<DynamicTest> tests = new ArrayList<>();
    for (String[] row : rows.subList(1, rows.size())) {
      for (int i = 1; i < head.length; i++) {
        TestPerson who = PEOPLE.get(head[i]);
        String call = row[0];
        int expected = Integer.parseInt(row[i]);
        tests.add(
            DynamicTest.dynamicTest(
                call + " by " + head[i],
                () -> {
                  Http.Answer answer = call(call, who);
                  assertThat(answer.status()).isEqualTo(expected);
                  if (expected >= 400) {
                    assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
                    assertThat(answer.text("/detail")).isNotBlank();
                  }
                }));
      }
    }
    return tests;
  }

  private Http.Answer call(String call, TestPerson who) {
    return switch (call) {
      case "GET reviews" -> api.get(who, "/api/reviews");
      case "GET review" -> api.get(who, "/api/reviews/" + review());
      case "GET unknown" -> api.get(who, "/api/reviews/01939c6e-0000-7cc0-8000-000000000000");
      case "POST decision" -> {
        String article = review();
        yield decide(who, article, digestOf(article), "approve", "");
      }
      case "GET routes" -> api.get(who, "/api/routes");
      case "GET route" -> api.get(who, "/api/routes/tourism");
      case "GET another route" -> api.get(who, "/api/routes/open-governance");
      case "PUT default route" -> api.put(who, "/api/routes/*", "{\"steps\":[]}");
      case "DELETE route" -> api.send(who, "DELETE", "/api/routes/tourism", null, Map.of());
      case "DELETE default route" -> api.send(who, "DELETE", "/api/routes/*", null, Map.of());
      case "PUT route" -> api.put(who, "/api/routes/tourism", RoutesTest.TWO_STEPS);
      case "GET parked events" -> api.get(who, "/api/parked-events");
      case "GET parked event" -> api.get(who, "/api/parked-events/unknown");
      case "POST replay" -> api.post(who, "/api/parked-events/unknown/replay", null);
      case "POST set-aside" ->
          api.post(who, "/api/parked-events/unknown/set-aside", "{\"reason\":\"No use.\"}");
      case "POST skip-gap" ->
          api.post(who, "/api/parked-events/unknown/skip-gap", "{\"reason\":\"No use.\"}");
      case "GET keys" -> api.get(who, "/.well-known/jwks.json");
      case "GET health" -> api.get(who, "/actuator/health/readiness");
      case "GET openapi" -> api.get(who, "/v3/api-docs");
      default -> throw new IllegalArgumentException(call);
    };
  }

  private String review() {
    return submitted(Samples.text("Access", "government"), TestPerson.LIN_YUE);
  }

  @org.junit.jupiter.api.Test
  void aTokenOfAnotherAudienceIssuerOrTimeIsNone() {
    TestIssuer issuer = TestIssuer.shared();
    try (TestIssuer stranger = TestIssuer.start()) {
      for (String token :
          List.of(
              issuer.tokenForAudience(TestPerson.WANG_MIN, "another"),
              issuer.expiredToken(TestPerson.WANG_MIN),
              stranger.token(TestPerson.WANG_MIN),
              "no-token")) {
        Http.Answer answer = api.sendWith(token, "GET", "/api/reviews", null, Map.of());
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
      }
    }
  }
}
