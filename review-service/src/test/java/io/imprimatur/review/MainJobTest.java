package io.imprimatur.review;

import static io.imprimatur.testkit.TestPerson.ADAM_FREY;
import static io.imprimatur.testkit.TestPerson.CHEN_BO;
import static io.imprimatur.testkit.TestPerson.LIN_YUE;
import static io.imprimatur.testkit.TestPerson.SARA_OLSEN;
import static io.imprimatur.testkit.TestPerson.TOM_BAKER;
import static io.imprimatur.testkit.TestPerson.WANG_MIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.imprimatur.events.ArticleApproved;
import io.imprimatur.events.ArticlePublished;
import io.imprimatur.events.Digest;
import io.imprimatur.events.EventJson;
import io.imprimatur.events.LifecycleEvent;
import io.imprimatur.events.StepApproved;
import io.imprimatur.events.TakeBackRefused;
import io.imprimatur.events.Text;
import io.imprimatur.seals.Seal;
import io.imprimatur.seals.SealKeys;
import io.imprimatur.seals.SealVerifier;
import io.imprimatur.testkit.Http;
import io.imprimatur.testkit.TestNeighbour;
import io.imprimatur.testkit.TestPerson;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * From a submission in drafting's topic to a sealed text in review's, and everything on the way.
 */
class MainJobTest extends RunningService {

  @TempDir Path folder;

  @Test
  void aSubmittedTextIsApprovedTwiceAndSealed() throws Exception {
    Text text = Samples.text("The dam closed today", "government");
    String article = submitted(text, LIN_YUE, LIN_YUE);
    Http.Answer open = api.get(WANG_MIN, "/api/reviews/" + article);
    assertThat(open.text("/steps/0/state")).isEqualTo("open");
    assertThat(open.text("/steps/1/state")).isEqualTo("waiting");
    assertThat(open.text("/digest")).isEqualTo(Digest.of(text).value());
    assertThat(open.text("/text/body")).isEqualTo(text.body());
    assertThat(open.text("/text/topics/0")).isEqualTo("flood-control");
    assertThat(open.text("/submittedBy/id")).isEqualTo("lin.yue");
    assertThat(open.json().at("/mayDecide/allowed").asBoolean()).isTrue();

    Http.Answer first =
        decide(WANG_MIN, article, open.text("/digest"), "approve", ",\"round\":1,\"step\":1");
    assertThat(first.status()).isEqualTo(200);
    assertThat(first.text("/state")).isEqualTo("in-review");
    assertThat(api.get(WANG_MIN, "/api/reviews/" + article).text("/mayDecide/reason"))
        .contains("You decided step 1");
    Http.Answer second =
        decide(
            SARA_OLSEN, article, open.text("/digest"), "approve", ",\"reason\":\" Well done. \"");
    assertThat(second.status()).isEqualTo(200);
    assertThat(second.text("/state")).isEqualTo("approved");

    List<LifecycleEvent> told = awaitTold(article, 4);
    assertThat(names(told))
        .containsExactly("ReviewOpened", "StepApproved", "StepApproved", "ArticleApproved");
    assertThat(((StepApproved) told.get(2)).reason()).isEqualTo("Well done.");
    ArticleApproved approved = (ArticleApproved) told.getLast();
    assertThat(approved.text()).isEqualTo(text);
    Seal seal = verifierOverHttp().verify(approved.seal(), article);
    seal.check(article, 1, approved.text());
    assertThat(seal.approvals()).extracting(Seal.Approval::role).containsOnly("reviewer");
    assertThat(approved.seal()).doesNotContain("wang.min");

    Http.Answer after = api.get(SARA_OLSEN, "/api/reviews/" + article);
    assertThat(after.text("/state")).isEqualTo("approved");
    assertThat(after.text("/steps/1/by/id")).isEqualTo("sara.olsen");
    assertThat(after.text("/steps/1/reason")).isEqualTo("Well done.");
  }

  /** As the other services do it: keys fetched from the public address. */
  private SealVerifier verifierOverHttp() throws Exception {
    Http.Answer keys = api.send(null, "GET", "/.well-known/jwks.json", null, Map.of());
    assertThat(keys.status()).isEqualTo(200);
    assertThat(keys.header("content-type")).isEqualTo("application/jwk-set+json");
    assertThat(keys.body()).contains(KEYS.keyId()).doesNotContain("\"d\"");
    HttpServer copy =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    byte[] body = keys.body().getBytes(StandardCharsets.UTF_8);
    copy.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    copy.start();
    try {
      SealKeys fetched =
          new SealKeys(
              URI.create("http://127.0.0.1:" + copy.getAddress().getPort() + "/"),
              folder.resolve("keys.json"));
      assertThat(fetched.find(KEYS.keyId())).isPresent();
      return new SealVerifier(fetched);
    } finally {
      copy.stop(0);
    }
  }

  @Test
  void aSubmissionHeardTwiceOpensOneRound() {
    String article = newArticle();
    TestNeighbour.Told told =
        drafting.tells(
            article, Samples.submission(Samples.text("Twice", "services"), 1, 1, LIN_YUE, LIN_YUE));
    drafting.tells(told);
    drafting.tells(told);
    awaitReview(article, "in-review");
    awaitAllHeard();
    assertThat(names(awaitTold(article, 1))).containsExactly("ReviewOpened");
  }

  @Test
  void aDecisionSentAgainTellsNothingNew() {
    String article = submitted(Samples.text("Again", "services"), LIN_YUE);
    Http.Answer first = approve(WANG_MIN, article);
    String named = ",\"round\":1,\"step\":1";
    Http.Answer again = decide(WANG_MIN, article, digestOf(article), "approve", named);
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.json()).isEqualTo(first.json());
    Http.Answer next = approve(WANG_MIN, article);
    assertThat(next.status()).as("without a step it is about step 2").isEqualTo(403);
    assertThat(next.text("/detail")).contains("You decided step 1 of this round");
    assertThat(approve(SARA_OLSEN, article).status()).isEqualTo(200);
    assertThat(approve(WANG_MIN, article).json()).isEqualTo(first.json());
    assertThat(names(awaitTold(article, 4)).getLast()).isEqualTo("ArticleApproved");
  }

  @Test
  void anIdempotencyKeyGetsTheFirstAnswerAndNoOtherRequest() {
    String article = submitted(Samples.text("Key", "services"), LIN_YUE);
    String path = "/api/reviews/" + article + "/decisions";
    String body =
        "{\"digest\":\"%s\",\"verdict\":\"reject\",\"reason\":\"No.\"}"
            .formatted(digestOf(article));
    Map<String, String> key = Map.of("Idempotency-Key", "\"one\"");
    Http.Answer first = api.send(WANG_MIN, "POST", path, body, key);
    assertThat(first.status()).isEqualTo(200);
    assertThat(api.send(WANG_MIN, "POST", path, body, key).json()).isEqualTo(first.json());
    assertThat(api.send(WANG_MIN, "POST", path, body.replace("No.", "Yes."), key).status())
        .isEqualTo(422);
    assertThat(names(awaitTold(article, 2))).containsExactly("ReviewOpened", "ArticleRejected");
  }

  @Test
  void writersAndEditorsNeverDecideEvenWhereTheyAreReviewersToo() {
    TestPerson tom = TOM_BAKER.withRoles("writer", "reviewer");
    TestPerson lin = LIN_YUE.withRoles("writer", "reviewer");
    String article = submitted(Samples.text("Mine", "government"), LIN_YUE, TOM_BAKER);
    for (TestPerson one : List.of(tom, lin)) {
      Http.Answer refused = approve(one, article);
      assertThat(refused.status()).isEqualTo(403);
      assertThat(refused.text("/detail")).contains("You wrote, edited or submitted");
      Http.Answer looked = api.get(one, "/api/reviews/" + article);
      assertThat(looked.json().at("/mayDecide/allowed").asBoolean()).isFalse();
    }
    assertThat(approve(WANG_MIN, article).status()).isEqualTo(200);
    Http.Answer twice = decide(WANG_MIN, article, digestOf(article), "approve", ",\"step\":2");
    assertThat(twice.status()).isEqualTo(403);
    assertThat(twice.text("/detail")).contains("You decided step 1 of this round");
  }

  @Test
  void whoeverWorkedOnWhatIsPublishedIsFreeForTheNextVersionOnlyAfterAGenuineEvent() {
    TestPerson tom = TOM_BAKER.withRoles("writer", "reviewer");
    Text text = Samples.text("Published", "government");
    String article = submitted(text, LIN_YUE, TOM_BAKER);
    approve(WANG_MIN, article);
    approve(SARA_OLSEN, article);
    ArticleApproved approved = (ArticleApproved) awaitTold(article, 4).getLast();
    Text next = Samples.text("Published, second version", "government");
    drafting.tells(article, Samples.submission(next, 2, 2, LIN_YUE));
    awaitReview(article, "in-review");

    ArticlePublished forged =
        new ArticlePublished(1, approved.digest(), "no.seal.atall", "/p", null, Instant.now());
    new TestNeighbour("publishing").tells(article, forged);
    awaitAllHeard();
    assertThat(approve(tom, article).status()).isEqualTo(403);
    Http.Answer refused = api.get(ADAM_FREY, "/api/parked-events?kind=refused&article=" + article);
    assertThat(refused.text("/0/cause")).contains("seal");

    publishing.tells(
        article,
        new ArticlePublished(1, approved.digest(), approved.seal(), "/p", null, Instant.now()));
    awaitAllHeard();
    assertThat(approve(tom, article).status()).isEqualTo(200);
  }

  @Test
  void aRunningRoundIsTakenBackAndAnEndedOneIsNot() {
    String running = submitted(Samples.text("Back", "services"), LIN_YUE);
    approve(WANG_MIN, running);
    drafting.tells(running, Samples.takeBack(1, 1, LIN_YUE));
    Http.Answer closed = awaitReview(running, "closed");
    assertThat(closed.text("/steps/1/state")).isEqualTo("not-reached");
    assertThat(names(awaitTold(running, 3)))
        .containsExactly("ReviewOpened", "StepApproved", "ReviewClosed");
    assertThat(approve(SARA_OLSEN, running).status()).isEqualTo(409);

    String ended = submitted(Samples.text("Not back", "services"), LIN_YUE);
    decide(WANG_MIN, ended, digestOf(ended), "request-changes", ",\"reason\":\"The date.\"");
    drafting.tells(ended, Samples.takeBack(1, 1, LIN_YUE));
    List<LifecycleEvent> told = awaitTold(ended, 3);
    assertThat(((TakeBackRefused) told.getLast()).cause()).isEqualTo("changes-requested");
  }

  @Test
  void aTextThatIsNotTheOneOfItsDigestIsParkedAndHoldsItsArticleUntilItIsSetAside() {
    String article = newArticle();
    Text text = Samples.text("One", "services");
    byte[] body =
        new String(
                EventJson.write(Samples.submission(text, 1, 1, LIN_YUE, LIN_YUE)),
                StandardCharsets.UTF_8)
            .replace("«One»", "«Two»")
            .getBytes(StandardCharsets.UTF_8);
    drafting.tells(article, "imprimatur.draft.submitted.v1", body);
    drafting.tells(article, Samples.submission(text, 2, 2, LIN_YUE, LIN_YUE));
    awaitAllHeard();
    assertThat(api.get(CHEN_BO, "/api/reviews/" + article).status()).isEqualTo(404);

    Http.Answer parked = api.get(ADAM_FREY, "/api/parked-events?kind=dead&article=" + article);
    assertThat(parked.json().size()).isEqualTo(1);
    assertThat(parked.text("/0/cause")).contains("the text's digest is sha256:");
    Http.Answer aside =
        api.post(
            ADAM_FREY,
            "/api/parked-events/" + parked.text("/0/id") + "/set-aside",
            "{\"reason\":\"Damaged on the way.\"}");
    assertThat(aside.status()).isEqualTo(200);
    assertThat(awaitReview(article, "in-review").text("/revision")).isEqualTo("2");
  }

  @Test
  void aTextThatReadsOtherwiseThanItIsNeverComesToReviewers() {
    Map<Text, String> texts = new LinkedHashMap<>();
    texts.put(text("\u200b\u2800", "", "", ""), "title shows nothing");
    texts.put(text("Invoice \u202efdp.exe", "", "", ""), "U+202E");
    texts.put(text("Title", "\u2066", "", ""), "U+2066");
    texts.put(text("Title", "", "<p>The \u202dbody</p>", ""), "U+202D");
    texts.put(text("Title", "", "", "\u2069"), "U+2069");
    texts.forEach(
        (text, why) -> {
          String article = newArticle();
          drafting.tells(article, Samples.submission(text, 1, 1, LIN_YUE, LIN_YUE));
          Http.Answer parked =
              await(why)
                  .atMost(SOON)
                  .until(
                      () -> api.get(ADAM_FREY, "/api/parked-events?kind=dead&article=" + article),
                      found -> found.json().size() == 1);
          assertThat(parked.text("/0/cause")).contains(why);
          assertThat(api.get(CHEN_BO, "/api/reviews/" + article).status()).isEqualTo(404);
        });
  }

  private static Text text(String title, String summary, String body, String changeNote) {
    return new Text(title, summary, body, "services", "en", List.of(), changeNote, List.of());
  }
}
