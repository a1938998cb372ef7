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
    try (var visitor = new Visitor(port).speaking("en")) {
      HttpResponse<String> page = visitor.get("/login");
      assertThat(page.body())
          .contains("Chen Bo 陈博", "Chief editor", "also reviewer", "All sections")
          .contains("zhao.lei · Sections: Tourism, Services")
          .contains("submits them for review")
          .doesNotContain("<script", "style=");
      assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
          .contains("default-src 'none'", "style-src 'self'", "http://localhost:8401")
          .doesNotContain("unsafe");

      HttpResponse<String> refused = visitor.signIn("lin.yue", "wrong");
      assertThat(Visitor.location(refused)).endsWith("/login?error");
      assertThat(visitor.get("/login?error").body())
          .contains("role=\"alert\"", "Nobody has this name and password", "<title>Error: ");
      assertThat(Visitor.location(visitor.get(visitor.authorizePath("http://127.0.0.1/callback"))))
          .endsWith("/login");
      assertThat(visitor.post("/login", "username=lin.yue&password=imprimatur").statusCode())
          .isEqualTo(403);
    }
  }

  @Test
  void thePageSpeaksTheBrowsersLanguageAndTheOneThatWasSwitchedTo() throws Exception {
    try (var visitor = new Visitor(port).speaking("zh-CN,zh;q=0.9,en;q=0.8")) {
      assertThat(visitor.get("/login").body())
          .contains("lang=\"zh-CN\"", "撰稿人", "负责栏目：旅游、服务", "兼审核员")
          .doesNotContain("Choose who");
      HttpResponse<String> switched = visitor.submit("/login", "/language", "lang=en&");
      assertThat(switched.statusCode()).isEqualTo(303);
      assertThat(Visitor.location(switched)).endsWith("/login");
      assertThat(switched.headers().firstValue("Set-Cookie").orElseThrow())
          .startsWith("imprimatur-language=en; Path=/; Max-Age=31536000");
      assertThat(visitor.get("/login").body()).contains("lang=\"en\"", "Choose who");
      assertThat(visitor.submit("/login", "/language", "lang=xx&").headers().map())
          .doesNotContainKey("set-cookie");
    }
    try (var visitor = new Visitor(port)) {
      assertThat(visitor.get("/login").body()).as("no wish").contains("lang=\"zh-CN\"");
    }
    try (var visitor = new Visitor(port).speaking("fr,de;q=0.5")) {
      assertThat(visitor.get("/login").body()).as("another wish").contains("lang=\"en\"");
    }
  }

  @Test
  void whoIsSignedInIsLedToTheirDesksAndOutAgain() throws Exception {
    try (var visitor = new Visitor(port).speaking("en")) {
      visitor.signIn("mia.roth", "imprimatur");
      assertThat(visitor.get("/login").body())
          .contains("You are signed in as Mia Roth")
          .contains("href=\"http://localhost:8400/newsroom\"")
          .doesNotContain("href=\"http://localhost:8401/write\"");
      HttpResponse<String> out = visitor.submit("/login", "/logout", "");
      assertThat(visitor.get(Visitor.location(out)).body()).contains("You are signed out");
    }
  }

  @Test
  void errorsAreSentencesOnAPageOfTheSameLook() throws Exception {
    try (var visitor = new Visitor(port).speaking("en")) {
      HttpResponse<String> broken = visitor.get("/oauth2/authorize?client_id=nobody");
      assertThat(broken.statusCode()).isEqualTo(400);
      assertThat(broken.body()).contains("This link to sign-in is not in order", "/imprimatur.css");
      assertThat(broken.headers().firstValue("Content-Security-Policy")).isPresent();
      HttpResponse<String> stale = visitor.post("/login", "username=lin.yue&password=imprimatur");
      assertThat(stale.statusCode()).isEqualTo(403);
      assertThat(stale.body()).contains("This form can&#39;t be used any more");
      for (String file :
          List.of("/bootstrap.min.css", "/imprimatur.css", "/sign-in.css", "/icon.svg")) {
        assertThat(visitor.get(file).statusCode()).as(file).isEqualTo(200);
      }
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
