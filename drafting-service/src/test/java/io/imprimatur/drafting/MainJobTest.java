package io.imprimatur.drafting;

import static io.imprimatur.drafting.Api.entry;
import static io.imprimatur.drafting.Neighbours.STEP;
import static io.imprimatur.drafting.Neighbours.WANG;
import static io.imprimatur.testkit.TestPerson.ADAM_FREY;
import static io.imprimatur.testkit.TestPerson.LIN_YUE;
import static io.imprimatur.testkit.TestPerson.TOM_BAKER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.imprimatur.events.AlertCompleted;
import io.imprimatur.events.AlertStarted;
import io.imprimatur.events.ArticleApproved;
import io.imprimatur.events.ArticleWithdrawn;
import io.imprimatur.events.ChangesRequested;
import io.imprimatur.events.Digest;
import io.imprimatur.events.DraftSubmitted;
import io.imprimatur.events.Person;
import io.imprimatur.events.ReviewClosed;
import io.imprimatur.events.ReviewOpened;
import io.imprimatur.events.StepApproved;
import io.imprimatur.events.TakeBackRefused;
import io.imprimatur.events.TakeBackRequested;
import io.imprimatur.events.Text;
import io.imprimatur.testkit.TestBroker;
import io.imprimatur.testkit.TopicRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The writer's part of the main job, with what the neighbours answer. */
class MainJobTest extends RunningDesk {

  private static final Person LIN = new Person(LIN_YUE.id(), LIN_YUE.name());
  private static final Person TOM = new Person(TOM_BAKER.id(), TOM_BAKER.name());

  @Test
  void aDraftIsWrittenSubmittedApprovedPublishedAndMailed() {
    Api lin = as(LIN_YUE);
    Api.Answer made =
        lin.create(entry("body", "<p>Stay</p><script>x</script>", "topics", List.of("budget")));
    made.is(201);
    String id = made.id();
    assertThat(made.header("Location")).endsWith("/api/articles/" + id);
    assertThat(made.header("ETag")).isEqualTo("\"1\"");
    assertThat(made.text("state")).isEqualTo("writing");
    assertThat(made.json().get("revision").asInt()).isZero();
    assertThat(made.json().get("leftOut").get(0).asString()).isEqualTo("script");

    Api.Answer changed = as(TOM_BAKER).change(id, 1, entry("changeNote", "Shorter")).is(200);
    assertThat(changed.header("ETag")).isEqualTo("\"2\"");
    Api.Answer same = lin.change(id, 2, entry("changeNote", "Shorter")).is(200);
    assertThat(same.version()).isEqualTo(2);

    Api.Answer submitted = lin.submit(id, 2).is(202);
    assertThat(submitted.text("state")).isEqualTo("under-review");
    assertThat(submitted.json().get("revision").asInt()).isEqualTo(1);
    assertThat(submitted.version()).isEqualTo(2);

    TopicRecord record = told(id, 1).getFirst();
    assertThat(record.headers())
        .containsEntry("ce_specversion", "1.0")
        .containsEntry("ce_source", "/imprimatur/drafting")
        .containsEntry("ce_type", "imprimatur.draft.submitted.v1")
        .containsEntry("ce_subject", id)
        .containsEntry("ce_sequence", "1")
        .containsEntry("content-type", "application/json")
        .containsKeys("ce_id", "ce_time");
    assertThat(record.headers().toString()).doesNotContain("io.imprimatur");
    DraftSubmitted event = event(record, DraftSubmitted.class);
    assertThat(event.editors()).containsExactly(LIN, TOM);
    assertThat(event.by()).isEqualTo(LIN);
    assertThat(event.digest())
        .isEqualTo(Digest.of(event.text()))
        .hasToString(submitted.text("digest"));
    assertThat(event.text().body()).isEqualTo("<p>Stay on high ground.</p>");

    lin.change(id, 2, entry()).is(409);
    lin.submit(id, 2).is(409);

    Instant at = Instant.now();
    NEIGHBOURS.tell(id, new ReviewOpened(1, 1, event.digest(), List.of(STEP), at));
    NEIGHBOURS.tell(id, new StepApproved(1, 1, event.digest(), STEP, WANG, "good", at));
    NEIGHBOURS.tell(id, NEIGHBOURS.approved(id, 1, event.text()));
    lin.awaitState(id, "approved");
    lin.takeBack(id, 2).is(409);
    NEIGHBOURS.tell(id, NEIGHBOURS.published(id, 1, event.text()));
    lin.awaitState(id, "published");
    NEIGHBOURS.tell(id, new AlertStarted(1, 7, Instant.now()));
    NEIGHBOURS.tell(id, new AlertCompleted(1, 7, 6, 1, 0, Instant.now()));
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () ->
                assertThat(types(lin, id))
                    .containsExactly(
                        "created",
                        "submitted",
                        "review-opened",
                        "step-approved",
                        "approved",
                        "published",
                        "alert-started",
                        "alert-completed"));
    JsonNode line = lin.get("/api/articles/" + id + "/timeline").json().get(3);
    assertThat(line.get("service").asString()).isEqualTo("review");
    assertThat(line.get("by").get("name").asString()).isEqualTo("Wang Min");
    assertThat(line.get("detail").get("step").get("en").asString()).isEqualTo("First review");
    assertThat(line.get("detail").get("reason").asString()).isEqualTo("good");

    Api.Answer next = lin.change(id, 2, entry("title", "Flood control, updated")).is(200);
    assertThat(next.text("state")).isEqualTo("writing");
    NEIGHBOURS.tell(id, new ArticleWithdrawn(1, "wrong", WANG, Instant.now()));
    lin.submit(id, 3).is(202);
    assertThat(event(told(id, 2).get(1), DraftSubmitted.class).editors()).containsExactly(LIN);
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> lin.get("/api/articles/" + id).json().at("/live/withdrawn").asBoolean(false));
    assertThat(lin.get("/api/articles/" + id).text("state")).isEqualTo("under-review");
    assertThat(lin.get("/api/articles/" + id + "/revisions/1").is(200).text("title"))
        .isEqualTo("Flood control");
    lin.get("/api/articles/" + id + "/revisions/3").is(404);
  }

  @Test
  void changesRequestedUnfreezeTheText() {
    Api lin = as(LIN_YUE);
    String id = submitted(lin);
    NEIGHBOURS.tell(
        id, new ChangesRequested(1, 1, digest(id), STEP, WANG, "Too long", Instant.now()));
    lin.awaitState(id, "changes-requested");
    lin.change(id, 1, entry("summary", "Short")).is(200);
    assertThat(lin.submit(id, 2).is(202).json().get("revision").asInt()).isEqualTo(2);
  }

  @Test
  void aTextIsTakenBack() {
    Api lin = as(LIN_YUE);
    String id = submitted(lin);
    lin.takeBack(id, 1).is(202);
    assertThat(event(told(id, 2).get(1), TakeBackRequested.class).round()).isEqualTo(1);
    lin.takeBack(id, 1).is(409);
    lin.change(id, 1, entry("title", "x")).is(409);
    NEIGHBOURS.tell(id, new ReviewClosed(1, 1, LIN, Instant.now()));
    lin.awaitState(id, "writing");
    lin.change(id, 1, entry("title", "x")).is(200);
  }

  @Test
  void approvalBeforeTheRequestWins() {
    Api lin = as(LIN_YUE);
    String id = submitted(lin);
    lin.takeBack(id, 1).is(202);
    NEIGHBOURS.tell(id, NEIGHBOURS.approved(id, 1, text(id)));
    NEIGHBOURS.tell(id, new TakeBackRefused(1, 1, "approved", Instant.now()));
    lin.awaitState(id, "approved");
    await().until(() -> types(lin, id).contains("take-back-refused"));
    assertThat(lin.get("/api/articles/" + id).text("state")).isEqualTo("approved");
  }

  @Test
  void publishingMayBeHeardBeforeReview() {
    Api lin = as(LIN_YUE);
    String id = submitted(lin);
    NEIGHBOURS.tell(id, NEIGHBOURS.published(id, 1, text(id)));
    lin.awaitState(id, "published");
    NEIGHBOURS.tell(id, NEIGHBOURS.approved(id, 1, text(id)));
    await().until(() -> types(lin, id).contains("approved"));
    assertThat(lin.get("/api/articles/" + id).text("state")).isEqualTo("published");
  }

  @Test
  void aForgeryChangesNothingAndTheGenuineOneStillCounts() {
    Api lin = as(LIN_YUE);
    String id = submitted(lin);
    Text text = text(id);
    String other = NEIGHBOURS.seal("01939c6e-7b1a-7cc0-8000-0123456789ab", 1, text);
    for (String seal : new String[] {"", "a.b.c", other}) {
      NEIGHBOURS.tell(
          id, new ArticleApproved(1, 1, text, Digest.of(text), seal, null, Instant.now()), 1);
    }
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> assertThat(parked(id)).containsExactly("refused", "refused", "refused"));
    assertThat(lin.get("/api/articles/" + id).text("state")).isEqualTo("under-review");
    assertThat(types(lin, id)).containsExactly("created", "submitted");
    NEIGHBOURS.tell(id, NEIGHBOURS.approved(id, 1, text), 1);
    lin.awaitState(id, "approved");
  }

  @Test
  void aForgedWithdrawalUnlocksNothing() {
    Api lin = as(LIN_YUE);
    String id = submitted(lin);
    NEIGHBOURS.tell(id, new ArticleWithdrawn(1, "forged", WANG, Instant.now()), 1);
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(parked(id)).containsExactly("dead"));
    assertThat(lin.get("/api/articles/" + id).text("state")).isEqualTo("under-review");
    assertThat(lin.get("/api/articles/" + id).json().get("live").isNull()).isTrue();
    assertThat(types(lin, id)).containsExactly("created", "submitted");
    lin.change(id, 1, entry("title", "x")).is(409);
    NEIGHBOURS.tell(id, NEIGHBOURS.published(id, 1, text(id)), 1);
    lin.awaitState(id, "published");
  }

  @Test
  void aSealWaitsForItsKey() {
    Api lin = as(LIN_YUE);
    String id = submitted(lin);
    KEYS.switchOff();
    KEYS.add();
    NEIGHBOURS.tell(id, NEIGHBOURS.approved(id, 1, text(id)));
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                lin.get("/actuator/health")
                    .json()
                    .at("/components/sealKeys/status")
                    .asString()
                    .equals("DEGRADED"));
    assertThat(lin.get("/api/articles/" + id).text("state")).isEqualTo("under-review");
    KEYS.switchOn();
    lin.awaitState(id, "approved");
    assertThat(parked(id)).isEmpty();
  }

  @Test
  void anEventOfAnUnknownArticleIsDead() {
    String id = "01939c6e-7b1a-7cc0-8000-" + "%012x".formatted(System.nanoTime() & 0xffffffffffffL);
    NEIGHBOURS.tell(id, new ReviewClosed(1, 1, LIN, Instant.now()));
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(parked(id)).containsExactly("dead"));
  }

  private static String submitted(Api api) {
    String id = api.create(entry()).is(201).id();
    api.submit(id, 1).is(202);
    told(id, 1);
    return id;
  }

  private static Text text(String id) {
    return event(told(id, 1).getFirst(), DraftSubmitted.class).text();
  }

  private static Digest digest(String id) {
    return Digest.of(text(id));
  }

  private static List<String> types(Api api, String id) {
    return strings(api.get("/api/articles/" + id + "/timeline").is(200).json(), "type");
  }

  private List<String> parked(String article) {
    return strings(
        as(ADAM_FREY).get("/api/parked-events?article=" + article).is(200).json(), "kind");
  }

  private static List<String> strings(JsonNode array, String field) {
    return StreamSupport.stream(array.spliterator(), false)
        .map(n -> n.get(field).asString())
        .toList();
  }

  private static List<TopicRecord> told(String id, int count) {
    return await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> TestBroker.topics().readAll("imprimatur.drafting", id),
            records -> records.size() >= count);
  }

  private static <E> E event(TopicRecord record, Class<E> type) {
    return type.cast(record.event());
  }
}
