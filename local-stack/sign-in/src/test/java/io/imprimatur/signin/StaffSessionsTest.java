package io.imprimatur.signin;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import io.imprimatur.signin.Visitor.Tokens;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the services' pages rely on: refreshing, and signing out everywhere. */
class StaffSessionsTest {

  private static final String DRAFTING = "imprimatur-drafting";
  private static final String REVIEW = "imprimatur-review";
  private static final String WRITE = "http://localhost:8401/write/login/oauth2/code/imprimatur";
  private static final String READ = "http://localhost:8402/review/login/oauth2/code/imprimatur";

  @TempDir private Path folder;
  private Provider provider;

  @BeforeEach
  void start() throws Exception {
    provider = Provider.in(folder);
  }

  @AfterEach
  void stop() {
    provider.close();
  }

  @ParameterizedTest
  @CsvSource({
    "imprimatur-drafting, http://localhost:8401/write",
    "imprimatur-review, http://localhost:8402/review",
    "imprimatur-publishing, http://localhost:8400/newsroom",
    "imprimatur-notification, http://localhost:8403/alerts",
    "imprimatur-notification, http://127.0.0.1:41234/alerts"
  })
  void eachServiceHasItsClient(String client, String pages) throws Exception {
    try (var visitor = signedIn("lin.yue")) {
      Tokens tokens =
          visitor.tokens(client, Provider.SECRET, pages + "/login/oauth2/code/imprimatur");
      JWTClaimsSet access = provider.verified(tokens.access());
      assertThat(
              Duration.between(
                  access.getIssueTime().toInstant(), access.getExpirationTime().toInstant()))
          .isEqualTo(Duration.ofMinutes(5));
      assertThat(tokens.refresh()).isNotEmpty();
    }
  }

  @Test
  void aServiceThatCannotShowItsSecretGetsNothing() throws Exception {
    try (var visitor = signedIn("lin.yue")) {
      assertThat(visitor.exchange(DRAFTING, Optional.of("wrong"), WRITE).statusCode())
          .isEqualTo(401);
      assertThat(visitor.exchange(DRAFTING, Optional.empty(), WRITE).statusCode()).isEqualTo(401);
      Tokens tokens = visitor.tokens(DRAFTING, Provider.SECRET, WRITE);
      assertThat(visitor.refresh(DRAFTING, "wrong", tokens).statusCode()).isEqualTo(401);
      assertRefused(visitor.refresh(REVIEW, Provider.SECRET, tokens));
    }
  }

  @Test
  void signingOutThroughOneServiceEndsTheSessionOfTheBrowserAndNoOther() throws Exception {
    try (var desk = signedIn("lin.yue");
        var home = signedIn("lin.yue")) {
      Tokens writes = desk.tokens(DRAFTING, Provider.SECRET, WRITE);
      Tokens reads = desk.tokens(REVIEW, Provider.SECRET, READ);
      Tokens elsewhere = home.tokens(DRAFTING, Provider.SECRET, WRITE);
      assertThat(sid(writes)).isEqualTo(sid(reads)).isNotEqualTo(sid(elsewhere));
      Tokens before = reads;
      reads = Tokens.in(desk.refresh(REVIEW, Provider.SECRET, reads));
      assertThat(sid(reads)).isEqualTo(sid(before));

      // With the first id token, though it was replaced since.
      HttpResponse<String> out =
          desk.get(logout(before, "http://localhost:8402/review/signed-out"));
      assertThat(Visitor.location(out))
          .isEqualTo("http://localhost:8402/review/signed-out?state=a%20b");

      assertRefused(desk.refresh(DRAFTING, Provider.SECRET, writes));
      assertRefused(desk.refresh(REVIEW, Provider.SECRET, reads));
      assertThat(Visitor.location(desk.get(desk.authorizePath(DRAFTING, WRITE))))
          .endsWith("/login");
      assertThat(home.refresh(DRAFTING, Provider.SECRET, elsewhere).statusCode()).isEqualTo(200);
      assertThat(Visitor.location(home.get(home.authorizePath(DRAFTING, WRITE))))
          .startsWith(WRITE + "?code=");
    }
  }

  @Test
  void signingOutAtTheProviderEndsItToo() throws Exception {
    try (var visitor = signedIn("lin.yue")) {
      Tokens tokens = visitor.tokens(DRAFTING, Provider.SECRET, WRITE);
      HttpResponse<String> out = visitor.submit("/login", "/logout", "");
      assertThat(Visitor.location(out)).endsWith("/login?out");
      assertRefused(visitor.refresh(DRAFTING, Provider.SECRET, tokens));
    }
  }

  @Test
  void aSessionThatIsOverDoesNotTakeTheNextPersonsAlong() throws Exception {
    try (var visitor = signedIn("lin.yue")) {
      Tokens first = visitor.tokens(DRAFTING, Provider.SECRET, WRITE);
      visitor.submit("/login", "/logout", "");
      visitor.signIn("wang.min", "imprimatur");
      Tokens second = visitor.tokens(REVIEW, Provider.SECRET, READ);

      assertThat(visitor.get(logout(first, "http://localhost:8401/write")).statusCode())
          .isEqualTo(302);
      assertThat(visitor.refresh(REVIEW, Provider.SECRET, second).statusCode()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://evil.example/write",
        "http://localhost:8402/review",
        "http://127.0.0.1:9/elsewhere",
        "http://127.0.0.1.evil.example/write"
      })
  void signingOutLeadsNowhereElse(String elsewhere) throws Exception {
    try (var visitor = signedIn("lin.yue")) {
      Tokens tokens = visitor.tokens(DRAFTING, Provider.SECRET, WRITE);
      assertThat(visitor.get(logout(tokens, elsewhere)).statusCode()).isEqualTo(400);
      assertThat(visitor.get("/connect/logout?id_token_hint=x.y.z").statusCode()).isEqualTo(400);
      assertThat(visitor.get("/connect/logout").statusCode()).isEqualTo(400);
      assertThat(visitor.refresh(DRAFTING, Provider.SECRET, tokens).statusCode()).isEqualTo(200);
      assertThat(visitor.get(logout(tokens, "http://127.0.0.1:41234/write/")).statusCode())
          .isEqualTo(302);
    }
  }

  @Test
  void aRestartSignsNobodyOutAndARefreshTellsTheRolesOfToday() throws Exception {
    try (var visitor = signedIn("lin.yue");
        var other = signedIn("tom.baker")) {
      Tokens tokens = visitor.tokens(DRAFTING, Provider.SECRET, WRITE);
      Tokens others = other.tokens(DRAFTING, Provider.SECRET, WRITE);
      provider.restart(
          "imprimatur.sign-in.people[0].id=lin.yue",
          "imprimatur.sign-in.people[0].name=Lin Yue",
          "imprimatur.sign-in.people[0].roles=writer,reviewer",
          "imprimatur.sign-in.people[0].sections=tourism",
          "imprimatur.sign-in.people[0].locale=zh");

      Tokens now = Tokens.in(visitor.refresh(DRAFTING, Provider.SECRET, tokens));
      JWTClaimsSet access = provider.verified(now.access());
      assertThat(access.getStringListClaim("roles")).containsExactly("writer", "reviewer");
      assertThat(access.getStringListClaim("sections")).containsExactly("tourism");
      assertThat(Visitor.location(visitor.get(visitor.authorizePath(REVIEW, READ))))
          .as("the browser is signed in as before")
          .startsWith(READ + "?code=");
      assertRefused(other.refresh(DRAFTING, Provider.SECRET, others));
      visitor.get(logout(tokens, "http://localhost:8401/write"));
      assertRefused(visitor.refresh(DRAFTING, Provider.SECRET, now));
    }
  }

  private Visitor signedIn(String person) throws Exception {
    var visitor = new Visitor(provider.port);
    visitor.signIn(person, "imprimatur");
    return visitor;
  }

  private String sid(Tokens tokens) throws Exception {
    return provider.verified(tokens.id()).getStringClaim("sid");
  }

  private static String logout(Tokens tokens, String back) {
    return "/connect/logout?state=a%20b&id_token_hint="
        + tokens.id()
        + "&post_logout_redirect_uri="
        + Visitor.encode(back);
  }

  private static void assertRefused(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("invalid_grant");
  }
}
