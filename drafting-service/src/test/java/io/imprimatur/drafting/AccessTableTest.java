package io.imprimatur.drafting;

import static io.imprimatur.drafting.Api.entry;
import static io.imprimatur.testkit.TestPerson.ADAM_FREY;
import static io.imprimatur.testkit.TestPerson.CHEN_BO;
import static io.imprimatur.testkit.TestPerson.LIN_YUE;
import static io.imprimatur.testkit.TestPerson.MIA_ROTH;
import static io.imprimatur.testkit.TestPerson.TOM_BAKER;
import static io.imprimatur.testkit.TestPerson.WANG_MIN;
import static org.assertj.core.api.Assertions.assertThat;

import io.imprimatur.testkit.TestIssuer;
import io.imprimatur.testkit.TestPerson;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each call by each kind of person, on an article of the section {@code services}. */
class AccessTableTest extends RunningDesk {

  private static final Map<String, TestPerson> PEOPLE =
      Map.of(
          "writer", LIN_YUE,
          "elsewhere", TOM_BAKER,
          "reviewer", WANG_MIN,
          "chief", CHEN_BO,
          "publisher", MIA_ROTH,
          "admin", ADAM_FREY);

  private static final List<String> COLUMNS =
      List.of("writer", "elsewhere", "reviewer", "chief", "publisher", "admin", "nobody");

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # call                                | writer | elsewhere | reviewer | chief | publisher | admin | nobody
          GET /api/articles                     | 200    | 200       | 403      | 403   | 403       | 403   | 401
          GET /api/articles?section=services    | 200    | 403       | 403      | 403   | 403       | 403   | 401
          POST /api/articles                    | 201    | 403       | 403      | 403   | 403       | 403   | 401
          POST /api/articles/import             | 201    | 403       | 403      | 403   | 403       | 403   | 401
          GET /api/articles/{id}                | 200    | 404       | 404      | 404   | 404       | 404   | 401
          PUT /api/articles/{id}                | 200    | 404       | 404      | 404   | 404       | 404   | 401
          GET /api/articles/{id}/timeline       | 200    | 404       | 404      | 404   | 404       | 404   | 401
          GET /api/articles/{id}/revisions/1    | 404    | 404       | 404      | 404   | 404       | 404   | 401
          DELETE /api/articles/{id}/submission  | 409    | 404       | 404      | 404   | 404       | 404   | 401
          POST /api/articles/{id}/submission    | 202    | 404       | 404      | 404   | 404       | 404   | 401
          GET /api/parked-events                | 403    | 403       | 403      | 403   | 403       | 200   | 401
          GET /api/parked-events/x              | 403    | 403       | 403      | 403   | 403       | 404   | 401
          POST /api/parked-events/x/replay      | 403    | 403       | 403      | 403   | 403       | 404   | 401
          POST /api/parked-events/x/set-aside   | 403    | 403       | 403      | 403   | 403       | 404   | 401
          POST /api/parked-events/x/skip-gap    | 403    | 403       | 403      | 403   | 403       | 404   | 401
          GET /actuator/health                  | 200    | 200       | 200      | 200   | 200       | 200   | 200
          GET /v3/api-docs                      | 200    | 200       | 200      | 200   | 200       | 200   | 200
          """)
  void table(String call, int a, int b, int c, int d, int e, int f, int g) {
    List<Integer> outcomes = List.of(a, b, c, d, e, f, g);
    for (int i = 0; i < COLUMNS.size(); i++) {
      String id = as(LIN_YUE).create(entry("section", "services")).is(201).id();
      TestPerson person = PEOPLE.get(COLUMNS.get(i));
      Api api = person == null ? new Api(port, null) : as(person);
      assertThat(call(api, call.replace("{id}", id)).status())
          .as("%s by %s", call, COLUMNS.get(i))
          .isEqualTo(outcomes.get(i));
    }
  }

  private static Api.Answer call(Api api, String call) {
    String[] words = call.split(" ");
    if (words[1].endsWith("/import")) {
      return api.upload("a.txt", "A title\n\nA text".getBytes(), "services", "en");
    }
    if (words[1].endsWith("/submission")) {
      return api.send(words[0], words[1], BodyPublishers.noBody(), "If-Match", "\"1\"");
    }
    if (words[1].startsWith("/api/parked-events/") && words[0].equals("POST")) {
      return api.json(words[0], words[1], Map.of("reason", "No use."));
    }
    return switch (words[0]) {
      case "GET" -> api.get(words[1]);
      default -> api.json(words[0], words[1], entry("section", "services"), "If-Match", "\"1\"");
    };
  }

  @Test
  void onlyWholeTokensOfThisOfficeCount() {
    TestIssuer issuer = TestIssuer.shared();
    try (TestIssuer stranger = TestIssuer.start()) {
      for (String token :
          List.of(
              "x",
              issuer.tokenForAudience(LIN_YUE, "another"),
              issuer.expiredToken(LIN_YUE),
              stranger.token(LIN_YUE))) {
        new Api(port, token).get("/api/articles").is(401);
      }
    }
  }

  @Test
  void movingAnArticleTakesBothSections() {
    Api lin = as(LIN_YUE);
    String id = lin.create(entry()).is(201).id();
    assertThat(lin.change(id, 1, entry("section", "tourism")).is(403).text("detail"))
        .contains("tourism");
    lin.change(id, 1, entry("section", "services")).is(200);
    as(TOM_BAKER).get("/api/articles/" + id).is(404);
  }
}
