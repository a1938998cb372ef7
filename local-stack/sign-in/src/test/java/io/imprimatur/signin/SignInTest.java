package io.imprimatur.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignInTest {

  @TempDir private Path folder;
  private Provider provider;
  private int port;

  @BeforeEach
  void start() throws Exception {
    provider = Provider.in(folder);
    port = provider.port;
  }

  @AfterEach
  void stop() {
    provider.close();
  }

  @Test
  void theCodeFlowGivesTokensThatSayWhoItIs() throws Exception {
    try (var visitor = new Visitor(port)) {
      visitor.signIn("lin.yue", "imprimatur");
      Visitor.Tokens tokens = visitor.tokens("http://127.0.0.1:51234/callback");

      JWTClaimsSet access = provider.verified(tokens.access());
      assertThat(access.getSubject()).isEqualTo("lin.yue");
      assertThat(access.getIssuer()).isEqualTo("http://localhost:" + port);
      assertThat(access.getAudience()).containsExactly("imprimatur");
      assertThat(access.getStringListClaim("roles")).containsExactly("writer");
      assertThat(access.getStringListClaim("sections"))
          .containsExactly("government", "open-governance", "services");
      assertThat(access.getStringClaim("name")).isEqualTo("Lin Yue 林悦");
      assertThat(access.getStringClaim("email")).isEqualTo("lin.yue@press.linhe.example");
      assertThat(access.getStringClaim("locale")).isEqualTo("zh");
      assertThat(
              Duration.between(
                  access.getIssueTime().toInstant(), access.getExpirationTime().toInstant()))
          .isEqualTo(Duration.ofHours(1));

      JWTClaimsSet id = provider.verified(tokens.id());
      assertThat(id.getAudience()).containsExactly("imprimatur-cli");
      assertThat(id.getStringClaim("name")).isEqualTo("Lin Yue 林悦");
      assertThat(id.getStringListClaim("roles")).containsExactly("writer");
    }
  }

  @Test
  void whoAsksForACodeFirstComesBackToItAfterSigningIn() throws Exception {
    try (var visitor = new Visitor(port)) {
      String authorize = visitor.authorizePath("http://127.0.0.1:8400/cli");
      HttpResponse<String> asked = visitor.get(authorize);
      assertThat(asked.statusCode()).isEqualTo(302);
      assertThat(Visitor.location(asked)).endsWith("/login");

      HttpResponse<String> signedIn = visitor.signIn("mia.roth", "imprimatur");
      assertThat(Visitor.location(signedIn)).contains("/oauth2/authorize?");
      assertThat(Visitor.location(visitor.get(Visitor.location(signedIn))))
          .startsWith("http://127.0.0.1:8400/cli?code=");
    }
  }

  @Test
  void thePageNamesThePeopleAndSaysWhatWasWrong() throws Exception {
    try (var visitor = new Visitor(port)) {
      HttpResponse<String> page = visitor.get("/login");
      assertThat(page.body())
          .contains("Chen Bo 陈博", "reviewer, chief-editor", "sections: all", "tourism, services")
          .doesNotContain("<script", "style=");
      assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
          .contains("default-src 'none'", "style-src 'self'", "http://localhost:8401")
          .doesNotContain("unsafe");

      HttpResponse<String> refused = visitor.signIn("lin.yue", "wrong");
      assertThat(Visitor.location(refused)).endsWith("/login?error");
      assertThat(visitor.get("/login?error").body())
          .contains("role=\"alert\"", "Nobody has this name and password");
      assertThat(Visitor.location(visitor.get(visitor.authorizePath("http://127.0.0.1/callback"))))
          .endsWith("/login");
      assertThat(visitor.post("/login", "username=lin.yue&password=imprimatur").statusCode())
          .isEqualTo(403);
    }
  }

  @Test
  void codesGoNowhereElse() throws Exception {
    try (var visitor = new Visitor(port)) {
      visitor.signIn("tom.baker", "imprimatur");
      for (String elsewhere :
          List.of("http://evil.example/callback", "http://127.0.0.1:9/elsewhere")) {
        assertThat(visitor.get(visitor.authorizePath(elsewhere)).statusCode())
            .as(elsewhere)
            .isEqualTo(400);
      }
    }
  }

  @Test
  void keysAreTheSameAfterARestart() throws Exception {
    try (var visitor = new Visitor(port)) {
      String before = visitor.get("/oauth2/jwks").body();
      assertThat(JWKSet.parse(before).getKeys().getFirst().isPrivate()).isFalse();
      provider.restart();
      assertThat(visitor.get("/oauth2/jwks").body()).isEqualTo(before);
      assertThat(visitor.get("/actuator/health/readiness").body()).contains("UP");
      assertThat(visitor.get("/.well-known/openid-configuration").body())
          .contains("\"issuer\":\"http://localhost:" + port + "\"");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "missing.json", "broken.json", "public.json", "empty.json"})
  void withoutUsableKeysItDoesNotStart(String file) throws Exception {
    Files.writeString(folder.resolve("broken.json"), "{");
    Files.writeString(folder.resolve("empty.json"), "{\"keys\":[]}");
    Files.writeString(
        folder.resolve("public.json"),
        JWKSet.load(folder.resolve("keys.json").toFile()).toString(true));
    String path = file.isEmpty() ? "" : folder.resolve(file).toString();
    int other = Provider.freePort();

    assertThatThrownBy(() -> Provider.run(other, path, List.of()))
        .satisfies(
            failure -> {
              Throwable cause = failure;
              while (!(cause instanceof CannotStart)) {
                cause = cause.getCause();
              }
              assertThat(cause.getMessage())
                  .contains(file.isEmpty() ? "SIGN_IN_KEYS_FILE is not set" : path);
              assertThat(new CannotStartAnalyzer().analyze(failure).getDescription())
                  .isEqualTo(cause.getMessage());
            });
  }
}
