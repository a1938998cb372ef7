package io.imprimatur.kit.web;

import static io.imprimatur.kit.web.Http.json;
import static io.imprimatur.kit.web.Http.problem;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.annotation.DirtiesContext;
import tools.jackson.databind.JsonNode;

/** Who may come in, with which token, and what everybody else is told. */
@DirtiesContext // its tokens were made by keys that later tests can't know
class SecurityTest extends EdgeTest {

  private boolean stopped;

  @AfterEach
  void comeBack() {
    if (stopped) {
      ISSUER.start();
    }
  }

  private void signInGoesAway() {
    ISSUER.stop();
    stopped = true;
  }

  @Test
  void aGoodTokenTellsWhoAsks() {
    JsonNode me = json(http.get("/api/me"));
    assertThat(me.path("id").stringValue()).isEqualTo("lin.yue");
    assertThat(me.path("name").stringValue()).isEqualTo("Name of lin.yue");
    assertThat(me.path("roles").get(0).stringValue()).isEqualTo("writer");
    assertThat(me.path("sections")).hasSize(2);
    assertThat(me.path("email").stringValue()).isEqualTo("lin.yue@press.linhe.example");
    assertThat(me.path("locale").stringValue()).isEqualTo("zh");
  }

  @Test
  void withoutATokenThereIsAChallenge() {
    HttpResponse<String> answer = stranger.get("/api/me");
    problem(answer, 401);
    assertThat(answer.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
    problem(stranger.get("/api/nothing-here"), 401);
  }

  @Test
  void aBadTokenIsRefusedAndSaysWhy() {
    refused(ISSUER.token(c -> c.audience("others")), "audience");
    refused(ISSUER.token(c -> c.audience((String) null)), "audience");
    refused(
        ISSUER.token(c -> c.expirationTime(Date.from(Instant.now().minusSeconds(31)))), "expired");
    refused(ISSUER.token(c -> c.expirationTime(null)), "expiry");
    refused(ISSUER.token(c -> c.notBeforeTime(Date.from(Instant.now().plusSeconds(90)))), "before");
    refused(ISSUER.token(c -> c.issuer("http://elsewhere.example")), "iss");
    refused(ISSUER.token(c -> c.subject(null)), "nobody");
    refused(ISSUER.forged(), "signature");
    refused(ISSUER.unsigned(), "");
    refused("no-token-at-all", "");
  }

  private void refused(String token, String word) {
    HttpResponse<String> answer = new Http(port, token).get("/api/me");
    JsonNode problem = problem(answer, 401);
    assertThat(problem.path("detail").stringValue().toLowerCase()).contains(word);
    assertThat(answer.headers().firstValue("WWW-Authenticate").orElseThrow())
        .startsWith("Bearer error=\"invalid_token\"");
  }

  @Test
  void aTokenInTheAddressIsNotRead() {
    String token = ISSUER.token("lin.yue", List.of("writer"));
    problem(stranger.get("/api/me?access_token=" + token), 401);
  }

  @Test
  void whoLacksTheRoleIsToldWhichItTakes() {
    assertThat(problem(http.get("/api/desk"), 403).path("detail").stringValue())
        .isEqualTo("This takes the role publisher or administrator; you have writer.");
    Http publisher = new Http(port, ISSUER.token("mia.roth", List.of("publisher"), "*"));
    assertThat(publisher.get("/api/desk").statusCode()).isEqualTo(200);
  }

  @Test
  void rolesThatAreNoListGiveNoRight() {
    Http odd = new Http(port, ISSUER.token(c -> c.claim("roles", "administrator")));
    problem(odd.get("/api/desk"), 403);
  }

  @Test
  void aPublicPathNeedsNoTokenButABadOneIsStillRefused() {
    JsonNode answer = json(stranger.json("POST", "/api/open", "{}"));
    assertThat(answer.path("anonymous").booleanValue()).isTrue();
    assertThat(answer.path("personId").stringValue()).isEmpty();
    assertThat(json(http.json("POST", "/api/open", "{}")).path("personId").stringValue())
        .isEqualTo("lin.yue");
    problem(new Http(port, "bad").json("POST", "/api/open", "{}"), 401);
    problem(stranger.get("/api/open"), 401);
  }

  @Test
  void aPublicPageAskedForInAnotherWayNamesTheWaysThatItTakes() {
    HttpResponse<String> answer = stranger.json("DELETE", "/pages/one", "");
    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("Allow")).hasValue("GET, HEAD");
    problem(stranger.json("DELETE", "/api/open", ""), 401);
  }

  @Test
  void healthMetricsAndTheApisDescriptionAreOpen() {
    assertThat(stranger.get("/actuator/health").body())
        .contains("\"status\"")
        .doesNotContain("path", "free");
    assertThat(
            stranger
                .send("HEAD", "/actuator/health/liveness", BodyPublishers.noBody())
                .statusCode())
        .isEqualTo(200);
    assertThat(stranger.get("/actuator/health/liveness").statusCode()).isEqualTo(200);
    assertThat(stranger.get("/actuator/info").statusCode()).isEqualTo(200);
    HttpResponse<String> metrics = stranger.get("/actuator/prometheus");
    assertThat(metrics.statusCode()).isEqualTo(200);
    assertThat(metrics.body()).contains("service=\"edge\"");
    assertThat(stranger.get("/v3/api-docs").statusCode()).isEqualTo(200);
    assertThat(stranger.get("/actuator/env").statusCode()).isIn(401, 404);
  }

  @Test
  void everyAnswerCarriesTheSecurityHeaders() {
    for (HttpResponse<String> answer :
        List.of(
            http.get("/api/me"),
            stranger.get("/api/me"),
            http.get("/api/nothing-here"),
            stranger.get("/pages/none"))) {
      assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
          .isEqualTo(
              "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'self';"
                  + " form-action 'self'; frame-ancestors 'none'");
      assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
      assertThat(answer.headers().firstValue("Referrer-Policy")).isPresent();
      assertThat(answer.headers().firstValue("Strict-Transport-Security")).isEmpty();
      assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
    }
  }

  @Test
  void keysOnceFetchedServeWhileSignInIsAway() {
    assertThat(http.get("/api/me").statusCode()).isEqualTo(200);
    String later = ISSUER.token("tom.baker", List.of("writer"));
    signInGoesAway();
    assertThat(new Http(port, later).get("/api/me").statusCode()).isEqualTo(200);
    problem(stranger.get("/api/me"), 401);
    problem(new Http(port, ISSUER.forged()).get("/api/me"), 401);
  }

  @Test
  void aNewKeyIsFetchedWhenItsFirstTokenComes() {
    assertThat(http.get("/api/me").statusCode()).isEqualTo(200);
    ISSUER.changeKey("second");
    Http renewed = new Http(port, ISSUER.token("lin.yue", List.of("writer")));
    assertThat(renewed.get("/api/me").statusCode()).isEqualTo(200);
  }
}
