package io.imprimatur.kit.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.imprimatur.testkit.TestDesk;
import io.imprimatur.testkit.TestDesk.Page;
import io.imprimatur.testkit.TestIssuer;
import io.imprimatur.testkit.TestPerson;
import io.imprimatur.testkit.TestStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** Signing in, what is around a page, and what people read where something is not done. */
class DeskTest {

  private static final String DATABASE = TestStore.newDatabase(DeskTest.class);
  private static final List<ConfigurableApplicationContext> INSTANCES = new ArrayList<>();
  private static int port;
  private static int other;

  @BeforeAll
  static void start() {
    port = instance(TestIssuer.shared());
    other = instance(TestIssuer.shared());
  }

  static int instance(TestIssuer issuer, String... more) {
    List<String> settings =
        new ArrayList<>(
            List.of(
                "--server.port=0",
                "--spring.application.name=drafting",
                "--logging.structured.format.console=",
                "--spring.kafka.bootstrap-servers=localhost:1",
                "--spring.mongodb.uri=" + DATABASE,
                "--imprimatur.oidc.issuer=" + issuer.uri(),
                "--imprimatur.pages.base=/write",
                "--imprimatur.pages.front=true"));
    settings.addAll(List.of(more));
    var context =
        new SpringApplicationBuilder(DeskApplication.class).run(settings.toArray(String[]::new));
    INSTANCES.add(context);
    return ((WebServerApplicationContext) context).getWebServer().getPort();
  }

  @AfterAll
  static void stop() {
    INSTANCES.forEach(ConfigurableApplicationContext::close);
  }

  @BeforeEach
  void nothingWritten() {
    DeskApplication.WRITTEN.clear();
  }

  @Test
  void whoOpensAPageIsLedToSignInAndBackToIt() {
    TestDesk desk = TestDesk.stranger(port);
    TestIssuer.shared().signIn().is(TestPerson.LIN_YUE);
    Page page = desk.get("/write/notes?asked=flood%20control");
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.uri().getPath()).isEqualTo("/write/notes");
    assertThat(page.text("#asked")).isEqualTo("flood control");
    assertThat(page.text(".topbar .who")).contains("Lin Yue 林悦").contains("writer");
    assertThat(TestDesk.stranger(port).get("/").uri().getPath()).isEqualTo("/write");
  }

  @Test
  void thePageHasItsFrameAndItsHeaders() {
    Page page = TestDesk.of(port, TestPerson.ADAM_FREY, "/write").get("/write/notes");
    assertThat(page.text(".topbar nav li")).contains("Review", "Publications", "Operations");
    assertThat(page.text(".topbar nav li")).doesNotContain("Drafts");
    assertThat(page.html().select("html").attr("lang")).isEqualTo("en");
    assertThat(page.header("Content-Security-Policy")).contains("default-src 'self'");
    assertThat(page.header("Content-Security-Policy"))
        .doesNotContain("unsafe")
        .contains("form-action 'self' " + TestIssuer.shared().uri());
    assertThat(page.header("Cache-Control")).contains("no-store");
    assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
    for (String address : page.html().select("link[href], script[src]").eachAttr("abs:href")) {
      if (address.contains("/assets/")) {
        assertThat(address).matches(".*-[0-9a-f]{32}\\.[a-z]+$");
        Page asset = TestDesk.stranger(port).get(address);
        assertThat(asset.status()).as(address).isEqualTo(200);
        assertThat(asset.header("Cache-Control")).contains("immutable");
      }
    }
    assertThat(page.html().select("[style], style, script:not([src])")).isEmpty();
  }

  @Test
  void theLanguageIsTheBrowsersUntilItIsSwitched() {
    TestDesk desk = TestDesk.of(port, TestPerson.TOM_BAKER, "/write").reading("zh-CN,zh;q=0.9");
    Page page = desk.get("/write/notes?asked=a");
    assertThat(page.html().select("html").attr("lang")).isEqualTo("zh-CN");
    assertThat(page.text("#when")).isEqualTo("2026年11月24日 14:49");
    Page switched = desk.submit(page, "form.switch", Map.of("lang", "en"));
    assertThat(switched.uri().getPath() + "?" + switched.uri().getQuery())
        .isEqualTo("/write/notes?asked=a");
    assertThat(switched.text("#when")).isEqualTo("24 November 2026, 14:49");
    assertThat(desk.get("/write").html().select("html").attr("lang")).isEqualTo("en");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example/write",
        "//evil.example/write",
        "/\\evil.example",
        "/writer",
        "/write/\\evil",
        "/write/../..//evil.example",
        "/write/..;//evil.example",
        "/write/\r\nX: y",
        "/write/\u560d\u560aX: y",
        "/write/\u6c34",
        "javascript:alert(1)"
      })
  void theSwitchLeadsNowhereElse(String to) {
    Page answer = TestDesk.stranger(port).post("/write/language", Map.of("lang", "en", "to", to));
    assertThat(answer.status()).isEqualTo(302);
    assertThat(java.net.URI.create(answer.header("Location")).getPath()).isEqualTo("/write");
    assertThat(answer.header("Location")).doesNotContain("evil");
  }

  @Test
  void theSwitchLeadsBackToAnAddressWithBraces() {
    Page answer =
        TestDesk.stranger(port)
            .post("/write/language", Map.of("lang", "en", "to", "/write/notes?q={flood}"));
    assertThat(answer.status()).isEqualTo(302);
    assertThat(answer.header("Location")).endsWith("/write/notes?q={flood}");
  }

  @Test
  void whoLacksARoleReadsWhichOneItTakes() {
    TestDesk desk = TestDesk.of(port, TestPerson.LIN_YUE, "/write");
    Page page = desk.get("/write/secret");
    assertThat(page.status()).isEqualTo(403);
    assertThat(page.text("main")).contains("This takes the role publisher or administrator.");
    assertThat(desk.reading("zh").get("/write/secret").text("main")).contains("此操作须由发布员或管理员执行。");
    assertThat(desk.get("/write/own").text("main")).contains("Nobody decides on a text");
  }

  @Test
  void whatIsNotThereAndWhatBreaksIsShownInTheFrame() {
    TestDesk desk = TestDesk.of(port, TestPerson.LIN_YUE, "/write");
    Page missing = desk.get("/write/nothing/here");
    assertThat(missing.status()).isEqualTo(404);
    assertThat(missing.text("h1")).isEqualTo("There is nothing here");
    assertThat(missing.text(".topbar .who")).contains("Lin Yue");
    Page broken = desk.get("/write/broken");
    assertThat(broken.status()).isEqualTo(500);
    assertThat(broken.text("h1")).isEqualTo("Something went wrong here");
    assertThat(broken.body()).doesNotContain("secret inner words");
    assertThat(desk.get("/api/nothing").status()).isEqualTo(401);
  }

  @Test
  void aFormWithoutItsTokenIsNotTakenButNothingTypedIsLost() {
    TestDesk desk = TestDesk.of(port, TestPerson.LIN_YUE, "/write");
    Page refused = desk.post("/write/notes", Map.of("body", "typed <b>at 23:00</b>"));
    assertThat(refused.status()).isEqualTo(403);
    assertThat(DeskApplication.WRITTEN).isEmpty();
    assertThat(refused.html().select("input[name=body]").val()).isEqualTo("typed <b>at 23:00</b>");
    desk.submit(refused, "main form", Map.of());
    assertThat(DeskApplication.WRITTEN).containsExactly("lin.yue: typed <b>at 23:00</b>");
  }

  @Test
  void aFormThatAnotherSitePostsIsNotKept() {
    TestDesk desk = TestDesk.of(port, TestPerson.LIN_YUE, "/write");
    for (String path : List.of("/write/notes", "/write/send-again")) {
      Page refused =
          desk.post(
              path,
              Map.of("body", "forged", "_target", "/write/notes"),
              "Origin",
              "https://evil.example");
      assertThat(refused.body()).doesNotContain("forged");
    }
    assertThat(DeskApplication.WRITTEN).isEmpty();
  }

  @Test
  void whatWasTypedSurvivesTheEndOfTheSession() {
    TestDesk desk = TestDesk.of(port, TestPerson.LIN_YUE, "/write");
    Page form = desk.get("/write/notes");
    desk.loseCookies();
    Page ended = desk.submit(form, "#write", Map.of("body", "a long text\nin two lines"));
    assertThat(ended.status()).isEqualTo(401);
    assertThat(ended.text("h1")).isEqualTo("Your session has ended");
    Page tooEarly = desk.submit(ended, "main form", Map.of());
    assertThat(tooEarly.text("h1")).isEqualTo("Your session has ended");
    desk.signIn(TestIssuer.shared(), TestPerson.LIN_YUE, "/write/signed-in");
    Page ready = desk.submit(tooEarly, "main form", Map.of());
    assertThat(DeskApplication.WRITTEN).isEmpty();
    assertThat(ready.text("h1")).isEqualTo("Send what you had typed?");
    desk.submit(ready, "main form", Map.of());
    assertThat(DeskApplication.WRITTEN)
        .hasSize(1)
        .first()
        .asString()
        .matches("(?s)lin.yue: a long text\\R?in two lines");
  }

  @Test
  void aSmallStepWithoutASessionAsksToSignIn() {
    TestDesk stranger = TestDesk.stranger(port);
    Page step = stranger.stay("/write/notes", "HX-Request", "true");
    assertThat(step.status()).isEqualTo(401);
    assertThat(step.header("HX-Retarget")).isEqualTo("#notices");
    assertThat(step.html().select("a[target=_blank]").attr("href")).isEqualTo("/write/signed-in");
    Page program = stranger.stay("/write/notes", "Accept", "application/json");
    assertThat(program.status()).isEqualTo(401);
    assertThat(program.header("Content-Type"))
        .as(program.body())
        .isEqualTo("application/problem+json");
  }

  @Test
  void aSessionHoldsAtEveryInstanceAndEndsAtEveryInstance() {
    TestDesk desk = TestDesk.of(port, TestPerson.SARA_OLSEN, "/write");
    String there = "http://127.0.0.1:" + other + "/write/notes";
    Page page = desk.stay(there);
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.text(".topbar .who")).contains("Sara Olsen");
    Page out = desk.submit(page, "form[action$=sign-out]", Map.of());
    assertThat(out.text("h1")).isEqualTo("You are signed out");
    assertThat(desk.stay("/write/notes").status()).isEqualTo(302);
    assertThat(desk.stay(there).status()).isEqualTo(302);
  }

  @Test
  void signingInChangesTheSessionsId() {
    TestDesk desk = TestDesk.stranger(port);
    desk.stay("/write/notes");
    String before = desk.cookie("IMPRIMATUR_DRAFTING");
    assertThat(before).isNotBlank();
    desk.signIn(TestIssuer.shared(), TestPerson.LIN_YUE, "/write");
    assertThat(desk.cookie("IMPRIMATUR_DRAFTING")).isNotBlank().isNotEqualTo(before);
    Page old =
        TestDesk.stranger(port).stay("/write/notes", "Cookie", "IMPRIMATUR_DRAFTING=" + before);
    assertThat(old.status()).as("the id from before leads nowhere").isEqualTo(302);
  }

  @Test
  void anAnswerToNobodysQuestionSignsNobodyIn() {
    Page page =
        TestDesk.stranger(port).get("/write/login/oauth2/code/imprimatur?code=stolen&state=guess");
    assertThat(page.text("h1")).isEqualTo("Sign-in did not work");
  }

  @Test
  void rolesAreLookedAtAgainAndAnEndElsewhereEndsItHere() {
    try (TestIssuer issuer = TestIssuer.start()) {
      int quick =
          instance(
              issuer,
              "--imprimatur.pages.look-again=1ms",
              "--imprimatur.pages.look-again-limit=1s");
      TestDesk desk = TestDesk.stranger(quick).signIn(issuer, TestPerson.MIA_ROTH, "/write");
      assertThat(desk.get("/write/secret").status()).isEqualTo(200);
      issuer.signIn().change(TestPerson.MIA_ROTH.withRoles("writer"));
      assertThat(desk.get("/write/secret").status()).isEqualTo(403);
      issuer.signIn().endSessions();
      assertThat(desk.stay("/write/notes").status()).isEqualTo(302);
    }
  }

  @Test
  void aSmallStepThatNoControllerAnswersIsANoticeAndNotAPageInAPage() {
    TestDesk desk = TestDesk.of(port, TestPerson.LIN_YUE, "/write").reading("en");
    Page step = desk.stay("/write/nothing", "HX-Request", "true");
    assertThat(step.status()).isEqualTo(404);
    assertThat(step.header("hx-retarget")).isEqualTo("#notices");
    assertThat(step.body()).contains("There is nothing here").doesNotContain("<html");
    Page whole = desk.stay("/write/nothing");
    assertThat(whole.header("hx-retarget")).isNull();
    assertThat(whole.text("h1")).isEqualTo("There is nothing here");
  }

  @Test
  void whileSignInIsAwayASessionWaitsAndGoesOnAfterwards() {
    try (TestIssuer issuer = TestIssuer.start()) {
      int quick =
          instance(
              issuer,
              "--imprimatur.pages.look-again=100ms",
              "--imprimatur.pages.look-again-limit=3s");
      TestDesk desk = TestDesk.stranger(quick).signIn(issuer, TestPerson.LIN_YUE, "/write");
      assertThat(desk.stay("/write/notes").status()).isEqualTo(200);
      issuer.switchOff();
      assertThat(desk.stay("/write/notes").status()).as("it was here just now").isEqualTo(200);
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(
              () -> {
                Page away = desk.stay("/write/notes");
                assertThat(away.status()).isEqualTo(503);
                assertThat(away.text("h1")).isEqualTo("Sign-in does not answer");
              });
      issuer.switchOn();
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(() -> assertThat(desk.stay("/write/notes").status()).isEqualTo(200));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/write", "/write/sign-in/imprimatur"})
  void whoComesWhileSignInIsAwayIsToldSo(String page) {
    try (TestIssuer issuer = TestIssuer.start()) {
      issuer.switchOff();
      TestDesk desk = TestDesk.stranger(instance(issuer));
      Page away = desk.stay(page);
      assertThat(away.status()).isEqualTo(503);
      assertThat(away.text("h1")).isEqualTo("Sign-in does not answer");
      assertThat(away.header("Retry-After")).isNotEmpty();
    }
  }
}
