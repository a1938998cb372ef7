package io.imprimatur.kit.web;

import static io.imprimatur.kit.web.Http.problem;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.imprimatur.kit.people.Issuer;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** A service starts while sign-in is away, says so, and works as soon as it is there. */
class SignInAwayTest {

  @Test
  void aServiceThatNeverSawSignInAnswers503UntilItComes() {
    try (Issuer issuer = new Issuer()) {
      String token = issuer.token("lin.yue", List.of("writer"));
      issuer.stop();
      try (ConfigurableApplicationContext service =
          new SpringApplicationBuilder(EdgeApplication.class)
              .run(
                  "--server.port=0",
                  "--spring.application.name=edge",
                  "--logging.structured.format.console=",
                  "--imprimatur.oidc.issuer=" + issuer.url())) {
        int port = ((WebServerApplicationContext) service).getWebServer().getPort();
        Http http = new Http(port, token);
        HttpResponse<String> answer = http.get("/api/me");
        assertThat(problem(answer, 503).path("detail").stringValue()).startsWith("Sign-in");
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        problem(new Http(port, null).get("/api/me"), 401);
        issuer.start();
        await()
            .atMost(ofSeconds(10))
            .untilAsserted(() -> assertThat(http.get("/api/me").statusCode()).isEqualTo(200));
      }
    }
  }
}
