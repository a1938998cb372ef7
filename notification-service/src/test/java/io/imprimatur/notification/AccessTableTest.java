package io.imprimatur.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.imprimatur.testkit.Http;
import io.imprimatur.testkit.TestPerson;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Each call by each role, with its answer. The article is in the section government; mia has
 * tourism alone here.
 */
class AccessTableTest extends RunningService {

  private static final TestPerson TOURISM_PUBLISHER = TestPerson.MIA_ROTH.withSections("tourism");

  @ParameterizedTest
  @CsvSource({
    // call,                      nobody, writer, reviewer, chief, publisher, elsewhere,
    // administrator
    "GET /api/alerts,             401, 403, 403, 403, 200, 200, 200",
    "GET /api/alerts/ID,          401, 403, 403, 403, 200, 404, 200",
    "GET /api/alerts/none,        401, 403, 403, 403, 404, 404, 404",
    "GET /api/alerts/ID/ranges,   401, 403, 403, 403, 200, 404, 200",
    "GET /api/alerts/ID/troubles?kind=failed, 401, 403, 403, 403, 200, 404, 200",
    "GET /api/alerts/ID/troubles?kind=odd, 401, 403, 403, 403, 400, 400, 400",
    "GET /api/alerts?state=odd,   401, 403, 403, 403, 400, 400, 400",
    "POST /api/alerts/ID/release, 401, 403, 403, 403, 403, 404, 409",
    "POST /api/alerts/ID/stop,    401, 403, 403, 403, 409, 404, 409",
    "POST /api/subscriptions,     202, 202, 202, 202, 202, 202, 202",
    "GET /api/parked-events,      401, 403, 403, 403, 403, 403, 200",
    "GET /subscriptions,          200, 200, 200, 200, 200, 200, 200",
    "DELETE /subscriptions/confirm, 405, 405, 405, 405, 405, 405, 405",
    "GET /api/nothing,            401, 404, 404, 404, 404, 404, 404",
  })
  void eachCallByEachRole(
      String call,
      int nobody,
      int writer,
      int reviewer,
      int chief,
      int publisher,
      int elsewhere,
      int administrator) {
    String article = newArticle();
    publishing.published(article, "government", "zh", "t", Instant.now());
    awaitAlert(article, "completed");
    String named = call.replace("ID", article);

    assertThat(status(named, null)).as("nobody").isEqualTo(nobody);
    assertThat(status(named, TestPerson.LIN_YUE)).as("writer").isEqualTo(writer);
    assertThat(status(named, TestPerson.WANG_MIN)).as("reviewer").isEqualTo(reviewer);
    assertThat(status(named, TestPerson.CHEN_BO)).as("chief editor").isEqualTo(chief);
    assertThat(status(named, TestPerson.MIA_ROTH)).as("publisher").isEqualTo(publisher);
    assertThat(status(named, TOURISM_PUBLISHER)).as("elsewhere").isEqualTo(elsewhere);
    assertThat(status(named, TestPerson.ADAM_FREY)).as("administrator").isEqualTo(administrator);
  }

  @Test
  void aListComesInPages() {
    for (int i = 0; i < 3; i++) {
      String article = newArticle();
      publishing.published(article, "government", "zh");
      awaitAlert(article, "completed");
    }
    Http.Answer page = get("/api/alerts?limit=2", TestPerson.MIA_ROTH);
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.header("link")).contains("rel=\"next\"");
  }

  @Test
  void aPageAskedForInAnotherWayNamesTheWaysThatItTakes() {
    Http.Answer answer = http().send(null, "DELETE", "/subscriptions/confirm", null, Map.of());
    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.header("allow")).contains("GET", "HEAD", "POST");
    assertThat(answer.header("content-type")).startsWith("text/html");
  }

  @Test
  void healthNamesTheSealKeysAsTheOtherServicesDo() {
    Http.Answer health = get("/actuator/health", null);
    assertThat(health.text("/components/sealKeys/status")).isEqualTo("UP");
  }

  private int status(String call, TestPerson who) {
    String method = call.substring(0, call.indexOf(' '));
    String path = call.substring(call.indexOf(' ') + 1);
    String body =
        path.endsWith("subscriptions")
            ? "{\"address\":\"a@example.org\",\"sections\":[\"*\"],\"language\":\"zh\"}"
            : "{\"reason\":\"wrong\"}";
    return http().send(who, method, path, method.equals("POST") ? body : null, Map.of()).status();
  }
}
