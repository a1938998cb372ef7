package io.imprimatur.system.compose;

import static org.assertj.core.api.Assertions.assertThat;

import io.imprimatur.system.Newsroom;
import io.imprimatur.testkit.Http;
import io.imprimatur.testkit.Http.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The one address: what leads where, and what does not lead anywhere. */
@Tag("compose")
@ExtendWith(OneProject.class)
@Order(3)
class FrontTest {

  private static Project project;
  private static Newsroom newsroom;

  @BeforeAll
  static void start(Project running) {
    project = running;
    newsroom = new Newsroom(project);
  }

  @ParameterizedTest
  @CsvSource({
    "/write/api/operations, drafting",
    "/review/api/operations, review",
    "/newsroom/api/operations, publishing",
    "/alerts/api/operations, notification",
    "/api/operations, publishing",
  })
  void anApiIsBelowItsDesk(String path, String service) {
    Answer answer = get(path, project.token(Newsroom.ADMINISTRATOR), Map.of());
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.text("/service")).isEqualTo(service);
  }

  @Test
  void aListsNextPageIsBelowTheDeskToo() {
    for (int article = 0; article < 2; article++) {
      newsroom.write("One of two", "<p>There is another.</p>", "services", "en");
    }
    Answer first = get("/write/api/articles?limit=1", project.token(Newsroom.WRITER), Map.of());
    assertThat(first.next()).startsWith(project.address() + "/write/api/articles?");
    Answer next =
        Http.anywhere()
            .exchange(
                project.token(Newsroom.WRITER),
                "GET",
                first.next(),
                BodyPublishers.noBody(),
                Map.of());
    assertThat(next.status()).isEqualTo(200);
    assertThat(next.json()).hasSize(1).isNotEqualTo(first.json());
  }

  @Test
  void whatWasMadeIsWhereTheAnswerSays() {
    String token = project.token(Newsroom.WRITER);
    String draft =
        "{\"title\":\"Made\",\"summary\":\"\",\"body\":\"<p>Here.</p>\",\"section\":\"services\",\"language\":\"en\"}";
    Answer made =
        Http.anywhere()
            .sendWith(token, "POST", project.address() + "/write/api/articles", draft, Map.of());
    assertThat(made.status()).as(made.body()).isEqualTo(201);
    Answer found = get(path(made.header("Location")), token, Map.of());
    assertThat(found.text("/title")).isEqualTo("Made");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/actuator",
        "/actuator/prometheus",
        "/actuator/health",
        "/%61ctuator/prometheus",
        "/write/../actuator/prometheus",
        "/realms/master/.well-known/openid-configuration",
        "/admin/",
      })
  void whatIsNotForThePublicIsNotThere(String path) {
    assertThat(get(path, null, Map.of()).status()).isIn(400, 403, 404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/write/api/../../actuator/info", "/write//api/articles", "/write/%61pi/x"})
  void aPathThatIsSpelledStrangelyReachesNoApi(String path) {
    assertThat(get(path, null, Map.of()).status()).isNotEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"X-Forwarded-Host", "X-Forwarded-Prefix", "X-Forwarded-Port", "Forwarded"})
  void aVisitorDoesNotSayWhereLinksLead(String header) {
    String lie = header.equals("Forwarded") ? "host=evil.example" : "evil.example";
    Answer desk = get("/write", null, Map.of(header, lie));
    assertThat(desk.status()).isEqualTo(302);
    String signIn = desk.header("Location");
    Answer led = get(path(signIn), null, Map.of(header, lie));
    assertThat(led.header("Location"))
        .startsWith(project.address() + "/realms/imprimatur/")
        .contains(
            "redirect_uri="
                + project.address() // Spring leaves what a query may hold
                + "/write/login/oauth2/code/imprimatur")
        .doesNotContain("evil");
  }

  private static String path(String address) {
    return address.startsWith("http") ? address.substring(project.address().length()) : address;
  }

  @Test
  void theKeysOfTheSealAreReviewsAndPublic() {
    Answer keys = get("/.well-known/jwks.json", null, Map.of());
    assertThat(keys.text("/keys/0/crv")).isEqualTo("Ed25519");
    assertThat(keys.body()).doesNotContain("\"d\"");
  }

  @Test
  void theIssuerIsTheSameForAll() {
    Answer issuer = get("/realms/imprimatur/.well-known/openid-configuration", null, Map.of());
    assertThat(issuer.text("/issuer")).isEqualTo(project.address() + "/realms/imprimatur");
    assertThat(issuer.text("/token_endpoint")).startsWith(project.address());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X-Forwarded-Host",
        "X-Forwarded-Proto",
        "X-Forwarded-Port",
        "X-Forwarded-Prefix",
        "Forwarded"
      })
  void aVisitorDoesNotSayWhoTheIssuerIs(String header) {
    String lie = header.equals("Forwarded") ? "host=evil.example;proto=https" : "https";
    String path = "/realms/imprimatur/.well-known/openid-configuration";
    Answer issuer = get(path, null, Map.of(header, lie));
    assertThat(issuer.body()).isEqualTo(get(path, null, Map.of()).body());
  }

  @Test
  void nothingIsPackedAsPagesHoldTokens() {
    Answer page = get("/subscriptions", null, Map.of("Accept-Encoding", "gzip"));
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.header("Content-Encoding")).isNull();
  }

  private static Answer get(String path, String token, Map<String, String> headers) {
    return Http.anywhere()
        .exchange(token, "GET", project.address() + path, BodyPublishers.noBody(), headers);
  }
}
