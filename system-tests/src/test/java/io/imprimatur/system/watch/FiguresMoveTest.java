package io.imprimatur.system.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.imprimatur.system.Newsroom;
import io.imprimatur.system.OneStack;
import io.imprimatur.system.Stack;
import io.imprimatur.testkit.Http;
import io.imprimatur.testkit.Scrape;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.bson.Document;
import org.bson.types.Binary;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What a rule or a dashboard asks for, the services show, and it moves by what it is about. Each
 * test does something and looks; the last two hold what was seen against what is asked for.
 */
@ExtendWith(OneStack.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Tag("kills")
class FiguresMoveTest {

  private static final String SECTION = "government";
  private static final String MAILS = "imprimatur_mails_total";
  private static final String DECISIONS = "imprimatur_decision_time_seconds";
  private static final String TO_PAGE = "imprimatur_approval_to_page_seconds";
  private static final String HEALTH = "imprimatur_health";
  private static final String UNHEARD_OF = "imprimatur.draft.never-heard-of.v1";
  private static final Duration SOON = Duration.ofSeconds(90);
  private static final String READER = "watched-" + UUID.randomUUID() + "@example.org";

  private static Stack stack;
  private static Newsroom newsroom;
  private static Strangers strangers;
  private static Moves moves;

  @BeforeAll
  static void start(Stack running) {
    stack = running;
    newsroom = new Newsroom(stack);
    strangers = new Strangers(stack);
    moves = new Moves(stack);
  }

  private static String submitted(String title) {
    String article = newsroom.write(title, "<p>Watched.</p>", SECTION, "en");
    newsroom.submit(article);
    return article;
  }

  private static String published(String title) {
    String article = submitted(title);
    newsroom.approve(article, Newsroom.FIRST_REVIEWER, 1);
    newsroom.approve(article, Newsroom.SECOND_REVIEWER, 2);
    newsroom.publication(article, "published");
    return article;
  }

  @Test
  @Order(1)
  void aTextOnItsWayFromDeskToMailbox() {
    Map<String, Scrape> before = moves.look();
    newsroom.subscribe(READER, SECTION, "en");
    moves.rises(before, "notification", MAILS, "kind", "confirmation", "result", "sent");

    String article = newsroom.write("On its way", "<p>Watched.</p>", SECTION, "en");
    moves.rises(before, "drafting", "imprimatur_articles", "state", "writing");
    newsroom.submit(article);
    moves.rises(before, "drafting", "imprimatur_articles", "state", "under-review");
    moves.rises(before, "review", "imprimatur_decisions_oldest_age_seconds");

    newsroom.approve(article, Newsroom.FIRST_REVIEWER, 1);
    newsroom.approve(article, Newsroom.SECOND_REVIEWER, 2);
    newsroom.alert(article, "completed");
    moves.rises(before, "review", DECISIONS + "_count", "verdict", "approve");
    moves.rises(before, "review", DECISIONS + "_bucket", "verdict", "approve");
    moves.rises(before, "publishing", TO_PAGE + "_count", "text", "first");
    moves.rises(before, "publishing", TO_PAGE + "_bucket", "text", "first");
    moves.rises(before, "notification", MAILS, "kind", "alert", "result", "sent");
    moves.rises(before, "notification", "imprimatur_alerts", "state", "completed");
    moves.rises(before, "notification", "imprimatur_ledger_ranges", "state", "closed");
    moves.rises(before, "drafting", "imprimatur_articles", "state", "published");
    for (String service : Newsroom.SERVICES) {
      moves.rises(before, service, "imprimatur_events_sent_total");
      moves.rises(before, service, "imprimatur_events_taken_total", "outcome", "applied");
      moves.rises(before, service, "imprimatur_transitions_total");
    }
  }

  @Test
  @Order(2)
  void whatStrangersTellAndAnAdministratorClearsUp() {
    Map<String, Scrape> before = moves.look();
    String dead = UUID.randomUUID().toString();
    strangers.tell(dead, 1, "drafting", "imprimatur.draft.submitted.v1");
    String refused = UUID.randomUUID().toString();
    strangers.tell(refused, 1, "publishing", "imprimatur.draft.submitted.v1");
    String conflict = UUID.randomUUID().toString();
    strangers.tell(conflict, 1, "drafting", UNHEARD_OF);
    strangers.tell(conflict, 1, "drafting", UNHEARD_OF);
    String early = UUID.randomUUID().toString();
    strangers.tell(early, 9, "drafting", UNHEARD_OF);

    for (String kind : new String[] {"dead", "refused", "conflict", "early"}) {
      moves.rises(before, "review", "imprimatur_parked_events", "kind", kind);
    }
    for (String outcome : new String[] {"dead", "refused", "conflict", "early"}) {
      moves.rises(before, "review", "imprimatur_events_taken_total", "outcome", outcome);
    }
    moves.rises(before, "review", "imprimatur_events_alarms_total", "source", "drafting");
    moves.rises(before, "review", "imprimatur_events_unknown_total", "source", "drafting");

    for (String article : new String[] {dead, refused, conflict, early}) {
      strangers.setAside(article);
    }
    for (String kind : new String[] {"dead", "refused", "conflict", "early"}) {
      moves.returns(before, "review", "imprimatur_parked_events", "kind", kind);
    }
  }

  @Test
  @Order(3)
  void aTextThatSomebodyAltersInTheDatabase() {
    String article = published("Altered");
    String url = newsroom.publication(article, "published").get("url").asString();
    String digest = newsroom.publication(article, "published").get("digest").asString();
    await().atMost(SOON).until(() -> status(url) == 200);
    Map<String, Scrape> before = moves.look();

    try (MongoClient mongo = MongoClients.create("mongodb://" + stack.url("store"))) {
      MongoCollection<Document> texts = mongo.getDatabase("publishing").getCollection("texts");
      Object genuine = texts.find(Filters.eq("_id", digest)).first().get("json");
      texts.updateOne(Filters.eq("_id", digest), Updates.set("json", new Binary(new byte[] {1})));
      published("Beside what was altered"); // pages in memory are made anew behind it
      await().atMost(SOON).until(() -> status(url) == 503);
      moves.rises(before, "publishing", "imprimatur_publications_withheld_total");
      moves.rises(before, "publishing", "imprimatur_publications_unproven");

      texts.updateOne(Filters.eq("_id", digest), Updates.set("json", genuine));
      published("Beside what was put right");
      await().atMost(SOON).until(() -> status(url) == 200);
      moves.returns(before, "publishing", "imprimatur_publications_unproven");
    }
  }

  private static int status(String url) {
    return Http.anywhere().get(null, url).status();
  }

  @Test
  @Order(4)
  void commandsThatAreRefused() {
    Map<String, Scrape> before = moves.look();
    assertThat(
            Http.anywhere()
                .sendWith(
                    stack.token(Newsroom.WRITER),
                    "POST",
                    stack.url("drafting") + "/api/articles",
                    "{}",
                    Map.of())
                .status())
        .isEqualTo(400);
    moves.rises(before, "drafting", "imprimatur_commands_refused_total", "status", "400");

    askUntilRefused();
    moves.rises(before, "notification", "imprimatur_subscriptions_refused_total");
  }

  /** The local stack believes a proxy on its machine. The one address gets one mail. */
  private static void askUntilRefused() {
    String asking =
        "{\"address\":\"asked-often-%s@example.org\",\"sections\":[\"%s\"],\"language\":\"en\"}"
            .formatted(UUID.randomUUID(), SECTION);
    int status = 202;
    for (int asked = 0; status == 202 && asked < 1000; asked++) {
      status =
          Http.anywhere()
              .sendWith(
                  null,
                  "POST",
                  stack.url("notification") + "/api/subscriptions",
                  asking,
                  Map.of("X-Forwarded-For", "203.0.113.77"))
              .status();
    }
    assertThat(status).isEqualTo(429);
  }

  @Test
  @Order(5)
  void theBrokerIsAway() {
    Map<String, Scrape> before = moves.look();
    stack.kill("broker");
    submitted("Written while the broker was away");
    moves.rises(before, "drafting", "imprimatur_outbox_oldest_age_seconds");
    moves.rises(before, "drafting", "imprimatur_events_send_failures_total");
    for (String service : Newsroom.SERVICES) {
      moves.falls(before, service, HEALTH, "part", "broker");
    }
    Map<String, Scrape> away = moves.look();
    stack.mend("broker");
    moves.falls(away, "drafting", "imprimatur_outbox_oldest_age_seconds");
    for (String service : Newsroom.SERVICES) {
      moves.returns(before, service, HEALTH, "part", "broker");
    }
    newsroom.drained();
  }

  /** Review can take in nothing, and its lag is known all the same. */
  @Test
  @Order(6)
  void theStoreIsAway() {
    Map<String, Scrape> before = moves.look();
    stack.kill("store");
    strangers.tell(UUID.randomUUID().toString(), 1, "drafting", UNHEARD_OF);
    moves.rises(before, "review", "imprimatur_listener_lag_records", "source", "drafting");
    for (String service : Newsroom.SERVICES) {
      moves.falls(before, service, HEALTH, "part", "mongo");
    }
    Map<String, Scrape> away = moves.look();
    stack.mend("store");
    moves.falls(away, "review", "imprimatur_listener_lag_records", "source", "drafting");
    for (String service : Newsroom.SERVICES) {
      moves.returns(before, service, HEALTH, "part", "mongo");
    }
  }

  @Test
  @Order(7)
  void theMailServerIsAway() {
    Map<String, Scrape> before = moves.look();
    stack.kill("mailbox");
    String article = published("Published while the mail server was away");
    moves.rises(before, "notification", "imprimatur_alerts", "state", "started");
    moves.rises(before, "notification", "imprimatur_alerts_oldest_age_seconds", "awaits", "us");
    moves.falls(before, "notification", HEALTH, "part", "smtp");
    Map<String, Scrape> away = moves.look();
    stack.mend("mailbox");
    newsroom.alert(article, "completed");
    moves.falls(away, "notification", "imprimatur_alerts_oldest_age_seconds", "awaits", "us");
    moves.falls(away, "notification", "imprimatur_alerts", "state", "started");
    moves.returns(before, "notification", HEALTH, "part", "smtp");
  }

  /** Only then there is this part; its database is as it was, so there is nothing to take over. */
  @Test
  @Order(8)
  void aServiceIsToldThatItsDatabaseWasPutBack() {
    Map<String, Scrape> before = moves.look();
    stack.stop("review");
    String now = Instant.now().toString();
    var started = stack.startWith(Map.of("IMPRIMATUR_RESTORE_BACKUPTAKENAT", now), "review");
    assertThat(started.exit()).as(started.toString()).isZero();
    moves.rises(before, "review", HEALTH, "part", "restore");
    newsroom.drained();
  }

  @Test
  @Order(9)
  void everyFigureThatIsAskedForWasSeenToMove() {
    Asked.assertMoved(moves);
  }

  @Test
  @Order(10)
  void everyLabelThatIsAskedForIsThere() {
    Asked.assertLabels(moves);
  }
}
