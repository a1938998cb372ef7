package io.imprimatur.kit.messaging;

import static io.imprimatur.kit.web.Http.json;
import static io.imprimatur.kit.web.Http.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.imprimatur.kit.web.Http;
import io.imprimatur.testkit.TestBroker;
import io.imprimatur.testkit.TestIssuer;
import io.imprimatur.testkit.TestPerson;
import io.imprimatur.testkit.TestStore;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/** Administrators deal with parked events over HTTP; nobody else sees any. */
class ParkedApiTest {

  private static final String PATH = "/api/parked-events";

  private static final String SYSTEM = Wire.newSystem();

  private static ConfigurableApplicationContext service;
  private static Wire wire;
  private static int port;
  private static Http admin;

  private final String article = UUID.randomUUID().toString();

  @BeforeAll
  static void start() {
    TestIssuer issuer = TestIssuer.shared();
    service =
        new SpringApplicationBuilder(SayingsApplication.class)
            .run(
                "--server.port=0",
                "--logging.structured.format.console=",
                "--spring.kafka.bootstrap-servers=" + TestBroker.bootstrapServers(),
                "--spring.mongodb.uri=" + TestStore.uri(SYSTEM),
                "--imprimatur.oidc.issuer=" + issuer.uri(),
                "--imprimatur.events.system=" + SYSTEM,
                "--imprimatur.events.service=left",
                "--imprimatur.events.listens-to=right");
    port = ((WebServerApplicationContext) service).getWebServer().getPort();
    wire = new Wire(TestBroker.bootstrapServers(), SYSTEM);
    admin = new Http(port, issuer.token(TestPerson.ADAM_FREY));
  }

  @AfterAll
  static void stop() {
    wire.close();
    service.close();
  }

  private JsonNode waitsFor(String kind) {
    return await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> json(admin.get(PATH + "?status=open&kind=" + kind + "&article=" + article)),
            found -> found.size() == 1)
        .get(0);
  }

  @Test
  void anEventWithoutAPlaceIsShownWhole() {
    wire.say(article, 1, "illegal:one");
    JsonNode line = waitsFor("dead");
    assertThat(line.path("articleId").stringValue()).isEqualTo(article);
    assertThat(line.path("source").stringValue()).isEqualTo("right");
    assertThat(line.path("sequence").intValue()).isEqualTo(1);
    assertThat(line.path("cause").stringValue()).contains("no place for illegal:one");
    assertThat(line.has("body")).isFalse();

    JsonNode whole = json(admin.get(PATH + "/" + line.path("id").stringValue()));
    assertThat(whole.path("body").stringValue()).isEqualTo("illegal:one");
    assertThat(whole.path("headers").path("ce_type").stringValue()).isEqualTo(Sayings.SAID);
    assertThat(whole.path("status").stringValue()).isEqualTo("open");
  }

  @Test
  void whatFailsAgainIsAConflictWithItsReason() {
    wire.say(article, 1, "illegal:one");
    String id = waitsFor("dead").path("id").stringValue();
    assertThat(
            problem(admin.json("POST", PATH + "/" + id + "/replay", ""), 409)
                .path("detail")
                .stringValue())
        .contains("no place for illegal:one");
    JsonNode audit = json(admin.get(PATH + "/" + id)).path("audit");
    assertThat(audit.get(0).path("by").stringValue()).isEqualTo("adam.frey");
    assertThat(audit.get(0).path("action").stringValue()).isEqualTo("replay");
  }

  @Test
  void settingADeadOneAsideNeedsAReasonAndLetsTheOthersThrough() {
    wire.say(article, 1, "illegal:one");
    wire.say(article, 2, "two");
    String id = waitsFor("dead").path("id").stringValue();
    String address = PATH + "/" + id + "/set-aside";
    for (String bad :
        List.of("{}", "{\"reason\":\" \"}", "{\"reason\":\"" + "x".repeat(4001) + "\"}")) {
      assertThat(
              problem(admin.json("POST", address, bad), 400)
                  .path("errors")
                  .get(0)
                  .path("field")
                  .stringValue())
          .isEqualTo("reason");
    }
    HttpResponse<String> done = admin.json("POST", address, "{\"reason\":\"sent by mistake\"}");
    assertThat(done.statusCode()).as(done.body()).isEqualTo(200);
    assertThat(json(done).path("status").stringValue()).isEqualTo("set-aside");
    assertThat(json(done).path("audit").get(0).path("note").stringValue())
        .isEqualTo("sent by mistake");
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> assertThat(wire.answers(article)).extracting(Wire.Answer::word).contains("two"));
    problem(admin.json("POST", address, "{\"reason\":\"again\"}"), 409);
  }

  @Test
  void aGapIsSkippedOnDemand() {
    wire.say(article, 3, "three");
    String id = waitsFor("early").path("id").stringValue();
    problem(admin.json("POST", PATH + "/" + id + "/replay", ""), 409);
    HttpResponse<String> done =
        admin.json("POST", PATH + "/" + id + "/skip-gap", "{\"reason\":\"they are lost\"}");
    assertThat(done.statusCode()).as(done.body()).isEqualTo(200);
    assertThat(json(done).path("status").stringValue()).isEqualTo("replayed");
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                assertThat(wire.answers(article)).extracting(Wire.Answer::word).contains("three"));
  }

  @Test
  void aRefusedOneStaysRefusedAlthoughItsNumberWasUsedSince() {
    wire.say(article, 1, "sealed:1:one");
    wire.say(article, 2, "sealed:2:two");
    wire.say(article, 3, "sealed:1:one");
    wire.say(article, 3, "sealed:3:three");
    wire.say(article, 4, "four");
    String id = waitsFor("refused").path("id").stringValue();
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> wire.answers(article), answers -> answers.size() == 4);
    assertThat(
            problem(admin.json("POST", PATH + "/" + id + "/replay", ""), 409)
                .path("detail")
                .stringValue())
        .contains("another event has number 3");
    assertThat(json(admin.get(PATH + "/" + id)).path("status").stringValue()).isEqualTo("open");
    assertThat(wire.answers(article)).hasSize(4);
  }

  @Test
  void anEventCarriesOnTheTraceOfTheOneThatCausedIt() {
    String trace = "4bf92f3577b34da6a3ce929d0e0e4736";
    wire.send(
        article,
        Sayings.SAID,
        1,
        UUID.randomUUID().toString(),
        "one",
        Map.of("traceparent", "00-" + trace + "-00f067aa0ba902b7-01"));
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> wire.answers(article), answers -> answers.size() == 1);
    assertThat(wire.read(wire.left()))
        .filteredOn(r -> r.key().equals(article))
        .singleElement()
        .satisfies(
            r ->
                assertThat(Wire.header(r, "traceparent"))
                    .startsWith("00-" + trace + "-")
                    .doesNotContain("00f067aa0ba902b7"));
  }

  @Test
  void theListComesInPagesNewestFirst() {
    for (int i = 0; i < 5; i++) {
      wire.say(article, 1, "forged:" + i);
    }
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> json(admin.get(PATH + "?kind=refused&article=" + article)).size() == 5);
    List<String> ids = new ArrayList<>();
    String next = PATH + "?kind=refused,conflict&status=open&limit=2&article=" + article;
    while (next != null) {
      HttpResponse<String> page = admin.get(next);
      json(page).forEach(e -> ids.add(e.path("id").stringValue()));
      next =
          page.headers().firstValue("Link").map(l -> l.substring(1, l.indexOf('>'))).orElse(null);
    }
    assertThat(ids).hasSize(5).doesNotHaveDuplicates();
    assertThat(json(admin.get(PATH + "?kind=dead&article=" + article))).isEmpty();
  }

  @Test
  void wrongFiltersAreRefusedWithTheRightOnes() {
    assertThat(problem(admin.get(PATH + "?kind=late"), 400).path("errors").toString())
        .contains("kind", "early, dead, refused, conflict");
    assertThat(problem(admin.get(PATH + "?status=done"), 400).path("errors").toString())
        .contains("status", "open, replayed, set-aside");
    assertThat(problem(admin.get(PATH + "?after=YWJj"), 400).path("errors").toString())
        .contains("after");
    problem(admin.get(PATH + "/unknown"), 404);
    problem(admin.json("POST", PATH + "/unknown/replay", ""), 404);
  }

  @Test
  void onlyAdministratorsMayLook() {
    Http publisher = new Http(port, TestIssuer.shared().token(TestPerson.MIA_ROTH));
    assertThat(problem(publisher.get(PATH), 403).path("detail").stringValue())
        .contains("administrator", "publisher");
    problem(publisher.get(PATH + "/x"), 403);
    problem(publisher.json("POST", PATH + "/x/replay", ""), 403);
    problem(publisher.json("POST", PATH + "/x/set-aside", "{}"), 403);
    problem(publisher.json("POST", PATH + "/x/skip-gap", "{\"reason\":\"x\"}"), 403);
    problem(new Http(port, null).get(PATH), 401);
  }
}
