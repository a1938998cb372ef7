package io.imprimatur.drafting;

import static io.imprimatur.drafting.Api.entry;
import static io.imprimatur.drafting.Neighbours.WANG;
import static io.imprimatur.testkit.TestPerson.LIN_YUE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.imprimatur.events.DraftSubmitted;
import io.imprimatur.events.ReviewClosed;
import io.imprimatur.events.Text;
import io.imprimatur.testkit.FiguresPage;
import io.imprimatur.testkit.Scrape;
import io.imprimatur.testkit.TestBroker;
import io.imprimatur.testkit.TestKeys;
import io.imprimatur.testkit.TestNeighbour;
import io.imprimatur.testkit.TestStack;
import io.imprimatur.testkit.TopicRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** Figures as Prometheus reads them, of an instance whose topics and database nobody else uses. */
class FiguresTest {

  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String SYSTEM = "drafting-figures";
  private static final String ARTICLES = "imprimatur_articles";
  private static final TestKeys KEYS = TestKeys.create();
  private static final Neighbours EVENTS = new Neighbours(KEYS.file());

  private static ConfigurableApplicationContext service;
  private static int port;

  private final TestNeighbour review = new TestNeighbour(SYSTEM, "review");
  private final TestNeighbour publishing = new TestNeighbour(SYSTEM, "publishing");

  @BeforeAll
  static void start() {
    TestBroker.topics()
        .create(
            List.of("drafting", "review", "publishing", "notification").stream()
                .map(name -> SYSTEM + "." + name)
                .toList());
    Map<String, Object> settings = new HashMap<>(TestStack.properties(FiguresTest.class));
    settings.putAll(KEYS.properties());
    settings.put("imprimatur.events.system", SYSTEM);
    service = Instances.start(settings);
    port = Instances.port(service);
  }

  @AfterAll
  static void stop() {
    service.close();
    KEYS.close();
  }

  @Test
  void eachMovesByWhatWasDone() {
    Api lin = Api.as(port, LIN_YUE);
    Scrape before = Scrape.of(port);
    assertThat(before.values("imprimatur_events_sent_total", "type"))
        .as("before the first one")
        .containsExactlyInAnyOrder(
            "imprimatur.draft.submitted.v1", "imprimatur.draft.take-back-requested.v1");

    String key = "figures";
    String article = lin.create(entry(), "Idempotency-Key", key).is(201).id();
    lin.create(entry(), "Idempotency-Key", key).is(201);
    lin.change(article, 1, entry("title", "Another title")).is(200);
    lin.change(article, 1, entry("title", "Too late")).is(412);
    awaitScrape(s -> s.since(before, ARTICLES, "state", "writing") == 1);
    lin.submit(article, 2).is(202);
    lin.submit(article, 2).is(409);
    lin.change(article, 2, entry("title", "Frozen")).is(409);
    awaitScrape(s -> s.since(before, "imprimatur_events_sent_total") == 1);

    Scrape submitted = awaitScrape(s -> s.since(before, ARTICLES, "state", "under-review") == 1);
    assertThat(submitted.since(before, ARTICLES)).as("one article has one state").isEqualTo(1);

    Text text = submission(article).text();
    review.tells(article, EVENTS.approved(article, 1, text));
    lin.awaitState(article, "approved");
    publishing.tells(article, EVENTS.published(article, 1, text));
    lin.awaitState(article, "published");

    Scrape after =
        awaitScrape(
            s -> s.since(before, "imprimatur_events_taken_total", "outcome", "applied") == 2);
    assertThat(transitions(before, after, "none", "writing", "none"))
        .as("one article, however often it was asked for")
        .isEqualTo(1);
    assertThat(
            transitions(before, after, "writing", "under-review", "imprimatur.draft.submitted.v1"))
        .isEqualTo(1);
    assertThat(transitions(before, after, "under-review", "approved", "none")).isEqualTo(1);
    assertThat(transitions(before, after, "approved", "published", "none")).isEqualTo(1);
    assertThat(after.since(before, "imprimatur_transitions_total"))
        .as("a changed text is no transition")
        .isEqualTo(4);
    assertThat(
            after.since(
                before, "imprimatur_events_sent_total", "type", "imprimatur.draft.submitted.v1"))
        .isEqualTo(1);
    awaitScrape(s -> s.since(before, ARTICLES, "state", "published") == 1);
    assertThat(after.sum("imprimatur_health", "part", "broker")).isEqualTo(1);
    assertThat(refused(before, after, "412", "precondition-failed")).isEqualTo(1);
    assertThat(refused(before, after, "409", "submitted-already")).isEqualTo(1);
    assertThat(refused(before, after, "409", "frozen-under-review")).isEqualTo(1);
    assertThat(after.since(before, "imprimatur_commands_refused_total")).isEqualTo(3);
    assertThat(after.since(before, "imprimatur_events_taken_total", "source", "review"))
        .isEqualTo(1);
    assertThat(after.since(before, "imprimatur_events_taken_total", "source", "publishing"))
        .isEqualTo(1);
    awaitScrape(s -> s.sum("imprimatur_listener_lag_records") == 0);
    awaitScrape(s -> s.sum("imprimatur_outbox_oldest_age_seconds") == 0);

    publishing.tells(article, new ReviewClosed(1, 1, WANG, Instant.now()));
    Scrape parked = awaitScrape(s -> s.sum("imprimatur_parked_events", "kind", "dead") == 1);
    assertThat(parked.since(after, "imprimatur_events_alarms_total", "source", "publishing"))
        .isEqualTo(1);
    FiguresPage.check("drafting", Scrape.of(port));
  }

  private static double transitions(
      Scrape before, Scrape after, String from, String to, String told) {
    return after.since(
        before, "imprimatur_transitions_total", "from", from, "to", to, "told", told);
  }

  private static double refused(Scrape before, Scrape after, String status, String code) {
    return after.since(before, "imprimatur_commands_refused_total", "status", status, "code", code);
  }

  private static Scrape awaitScrape(java.util.function.Predicate<Scrape> until) {
    return await().atMost(SOON).until(() -> Scrape.of(port), until);
  }

  private static DraftSubmitted submission(String article) {
    List<TopicRecord> told =
        await()
            .atMost(SOON)
            .until(
                () -> TestBroker.topics().readAll(SYSTEM + ".drafting", article),
                records -> !records.isEmpty());
    return (DraftSubmitted) told.getFirst().event();
  }
}
