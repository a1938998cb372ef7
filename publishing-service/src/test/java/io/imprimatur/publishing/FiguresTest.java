package io.imprimatur.publishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoCollection;
import io.imprimatur.events.Text;
import io.imprimatur.seals.Sealer;
import io.imprimatur.testkit.FiguresPage;
import io.imprimatur.testkit.Http;
import io.imprimatur.testkit.Scrape;
import io.imprimatur.testkit.TestBroker;
import io.imprimatur.testkit.TestKeys;
import io.imprimatur.testkit.TestPerson;
import io.imprimatur.testkit.TestStack;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.data.mongodb.core.MongoOperations;

/** Figures as Prometheus reads them, of an instance whose topics and database nobody else uses. */
class FiguresTest {

  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String UNPROVEN = "imprimatur_publications_unproven";
  private static final String WITHHELD = "imprimatur_publications_withheld_total";
  private static final String SYSTEM = "publishing-figures";
  private static final TestKeys KEYS = TestKeys.create();
  private static final Sealer SEALER = Sealer.read(KEYS.file());

  private static Instance service;

  private final Review review = new Review(SYSTEM);

  @BeforeAll
  static void start() {
    TestBroker.topics().create(List.of(SYSTEM + ".review", SYSTEM + ".publishing"));
    Map<String, String> settings = new HashMap<>(TestStack.properties(FiguresTest.class));
    settings.putAll(KEYS.properties());
    service = Instance.start(SYSTEM, settings);
  }

  @AfterAll
  static void stop() {
    service.close();
    KEYS.close();
  }

  @Test
  void eachMovesByWhatWasDone() {
    Scrape before = scrape();
    assertThat(before.values("imprimatur_events_sent_total", "type"))
        .as("before the first one")
        .containsExactlyInAnyOrder(
            "imprimatur.article.published.v1",
            "imprimatur.article.updated.v1",
            "imprimatur.article.withdrawn.v1",
            "imprimatur.publication.refused.v1");
    String article = RunningSite.newArticle();
    approve(article, 1, Samples.english("Hours of the halls"), Duration.ofSeconds(100));
    approve(article, 2, Samples.english("Hours of all halls"), Duration.ofSeconds(3));
    String refused = RunningSite.newArticle();
    approve(
        refused,
        1,
        Samples.withBody(Samples.english("Not ours"), "<script>alert(1)</script>"),
        Duration.ZERO);
    awaitScrape(s -> s.since(before, "imprimatur_events_sent_total") == 3);
    String withdrawal = "/api/publications/" + article + "/withdrawal";
    assertThat(withdraw(withdrawal, "{}").status()).isEqualTo(400);
    assertThat(withdraw(withdrawal, "{\"reason\":\"Wrong.\"}").status()).isEqualTo(200);
    assertThat(withdraw(withdrawal, "{\"reason\":\"Wrong.\"}").status()).isEqualTo(409);

    Scrape after = awaitScrape(s -> s.since(before, "imprimatur_events_sent_total") == 4);
    String published = "imprimatur.article.published.v1";
    assertThat(told(before, after, "none", "published", published)).isEqualTo(1);
    assertThat(told(before, after, "published", "published", "imprimatur.article.updated.v1"))
        .isEqualTo(1);
    assertThat(told(before, after, "none", "refused", "imprimatur.publication.refused.v1"))
        .isEqualTo(1);
    assertThat(told(before, after, "published", "withdrawn", "imprimatur.article.withdrawn.v1"))
        .isEqualTo(1);
    assertThat(after.since(before, "imprimatur_transitions_total")).isEqualTo(4);
    assertThat(after.since(before, "imprimatur_events_sent_total", "type", published)).isEqualTo(1);
    assertThat(after.since(before, "imprimatur_commands_refused_total")).isEqualTo(2);
    assertThat(
            after.since(before, "imprimatur_commands_refused_total", "code", "withdrawn-already"))
        .isEqualTo(1);
    approvalToPage(before, after);
    awaitScrape(s -> s.sum("imprimatur_listener_lag_records") == 0);
    FiguresPage.check("publishing", scrape());
  }

  /**
   * The seals say that the approvals were long ago, so the time is known whatever this machine is.
   */
  private static void approvalToPage(Scrape before, Scrape after) {
    String timer = "imprimatur_approval_to_page_seconds";
    assertThat(after.since(before, timer + "_count", "text", "first")).isEqualTo(1);
    assertThat(after.since(before, timer + "_count", "text", "update")).isEqualTo(1);
    assertThat(after.since(before, timer + "_sum", "text", "first"))
        .isGreaterThanOrEqualTo(100)
        .isCloseTo(100, within(60.0));
    assertThat(after.since(before, timer + "_sum", "text", "update"))
        .isGreaterThanOrEqualTo(3)
        .isCloseTo(3, within(60.0));
    assertThat(after.since(before, timer + "_bucket", "text", "first", "le", "60.0")).isZero();
    assertThat(after.since(before, timer + "_bucket", "text", "first", "le", "300.0")).isEqualTo(1);
    assertThat(after.since(before, timer + "_bucket", "text", "update", "le", "2.5")).isZero();
    assertThat(after.sum(timer + "_bucket", "text", "update", "le", "0.01")).isZero();
  }

  @Test
  void aPageThatIsNotShownCounts() {
    String article = RunningSite.newArticle();
    String path = published(article, "Altered where it is kept");
    Scrape before = scrape();
    alter(article, new Document("$set", new Document("live.title", "Another")));

    await().atMost(SOON).until(() -> service.http().get(null, path).status() == 503);
    Scrape after = awaitScrape(s -> s.since(before, UNPROVEN) == 1);
    assertThat(after.since(before, WITHHELD)).isPositive();

    alter(article, new Document("$set", new Document("live.title", "Altered where it is kept")));
    awaitScrape(s -> s.since(before, UNPROVEN) == 0);
    await().atMost(SOON).until(() -> service.http().get(null, path).status() == 200);
  }

  /** What changed is read again for the search; nobody looks at a page. */
  @Test
  void aDocumentThatCantBeReadIsKnownWithoutAVisitor() {
    String article = RunningSite.newArticle();
    String path = published(article, "Altered in its form");
    Scrape before = scrape();
    Document read = publications().find(new Document("_id", article)).first();
    String digest = read.get("live", Document.class).getString("digest");
    alter(
        article,
        new Document("$set", new Document("live.digest", "sha256:?"))
            .append("$inc", new Document("guard", 1L))
            .append("$currentDate", new Document("changedAt", true)));

    awaitScrape(s -> s.since(before, UNPROVEN) == 1);
    assertThat(service.http().get(null, path).status()).isEqualTo(503);
    assertThat(scrape().since(before, WITHHELD)).isPositive();
    await().atMost(SOON).until(() -> !home().contains("Altered in its form"));

    alter(article, new Document("$set", new Document("live.digest", digest)));
    awaitScrape(s -> s.since(before, UNPROVEN) == 0);
    await().atMost(SOON).until(() -> service.http().get(null, path).status() == 200);
    await().atMost(SOON).until(() -> home().contains("Altered in its form"));
  }

  private static String home() {
    return service.http().get(null, "/en/").body();
  }

  /** Publishes a text and waits until it stands; gives its path. */
  private String published(String article, String title) {
    approve(article, 1, Samples.english(title), Duration.ZERO);
    return await()
        .atMost(SOON)
        .until(
            () -> service.http().get(TestPerson.MIA_ROTH, "/api/publications/" + article),
            a -> a.status() == 200)
        .text("/path");
  }

  private static void alter(String article, Document update) {
    publications().updateOne(new Document("_id", article), update);
  }

  private static MongoCollection<Document> publications() {
    return service.context().getBean(MongoOperations.class).getCollection("publications");
  }

  private void approve(String article, int revision, Text text, Duration ago) {
    review.tells(
        article, Samples.approval(SEALER, article, revision, text, Instant.now().minus(ago), null));
  }

  private static Http.Answer withdraw(String path, String json) {
    return service.http().post(TestPerson.MIA_ROTH, path, json);
  }

  private static Scrape scrape() {
    return Scrape.of(service.http());
  }

  private static Scrape awaitScrape(Predicate<Scrape> until) {
    return await().atMost(SOON).until(FiguresTest::scrape, until);
  }

  private static double told(Scrape before, Scrape after, String from, String to, String told) {
    return after.since(
        before, "imprimatur_transitions_total", "from", from, "to", to, "told", told);
  }
}
