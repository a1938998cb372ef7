package io.imprimatur.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.imprimatur.notification.delivery.smtp.PostOffice.Hold;
import io.imprimatur.notification.delivery.smtp.PostOffice.Manner;
import io.imprimatur.testkit.FiguresPage;
import io.imprimatur.testkit.Scrape;
import io.imprimatur.testkit.TestPerson;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Figures as Prometheus reads them, of an instance whose topics and database nobody else uses. */
class FiguresTest {

  private static final String MAILS = "imprimatur_mails_total";
  private static final String RANGES = "imprimatur_ledger_ranges";
  private static final String AGE = "imprimatur_alerts_oldest_age_seconds";

  private static Watched service;

  @BeforeAll
  static void start() {
    service = new Watched("notification-figures", Map.of("imprimatur.alerts.retry-first", "1h"));
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @BeforeEach
  void reset() {
    service.post.reset();
  }

  @Test
  void mailsOfAnAlertCountByWhatBecameOfThem() {
    Scrape before = service.scrape();
    assertThat(before.values("imprimatur_events_sent_total", "type"))
        .as("before the first one")
        .containsExactlyInAnyOrder(
            "imprimatur.alert.started.v1",
            "imprimatur.alert.completed.v1",
            "imprimatur.alert.stopped.v1");
    for (String name : new String[] {"ann", "ben", "refused", "doubtful", "later"}) {
      service.subscribed(name + "@example.org", RunningService.GOVERNMENT);
    }
    service.post.treat("refused@example.org", Manner.REFUSED);
    service.post.treat("doubtful@example.org", Manner.CUT_AFTER_DOT);
    service.post.treat("later@example.org", Manner.PUT_OFF);
    String article = RunningService.newArticle();
    service.publishing.published(article, "government", "zh");

    Scrape waiting =
        service.awaitScrape(
            s -> s.sum(RANGES, "state", "put-off") - before.sum(RANGES, "state", "put-off") == 1);
    assertThat(mails(before, waiting, "alert", "sent")).isEqualTo(2);
    assertThat(mails(before, waiting, "alert", "failed")).isEqualTo(1);
    assertThat(mails(before, waiting, "alert", "uncertain")).isEqualTo(1);
    assertThat(mails(before, waiting, "alert", "put-off")).isEqualTo(1);
    assertThat(waiting.since(before, MAILS)).isEqualTo(5);
    service.awaitScrape(s -> alerts(before, s, "started") == 1);
    Scrape late = service.awaitScrape(s -> s.sum(AGE, "awaits", "mailboxes") > 1);
    assertThat(late.sum(AGE, "awaits", "us")).as("only a mailbox is waited for").isZero();

    service.http.post(
        TestPerson.ADAM_FREY, "/api/alerts/" + article + "/stop", "{\"reason\":\"Enough.\"}");
    service.awaitAlert(article, "stopped");
    Scrape after = service.awaitScrape(s -> s.since(before, RANGES, "state", "closed") == 1);
    assertThat(mails(before, after, "alert", "skipped")).isEqualTo(1);
    assertThat(after.since(before, MAILS)).isEqualTo(6);
    Scrape stopped = service.awaitScrape(s -> alerts(before, s, "stopped") == 1);
    assertThat(alerts(before, stopped, "started")).isZero();
    service.awaitScrape(s -> s.sum(AGE) == 0);
    assertThat(told(before, after, "none", "waiting", "none")).isEqualTo(1);
    assertThat(told(before, after, "waiting", "started", "imprimatur.alert.started.v1"))
        .isEqualTo(1);
    assertThat(told(before, after, "started", "stopping", "none")).isEqualTo(1);
    assertThat(told(before, after, "stopping", "stopped", "imprimatur.alert.stopped.v1"))
        .isEqualTo(1);
    assertThat(after.since(before, "imprimatur_transitions_total")).isEqualTo(4);
    service.awaitScrape(s -> s.since(before, "imprimatur_events_sent_total") == 2);
  }

  @Test
  void aRangeIsInWorkWhileItsMailsGoOut() {
    service.subscribed("english@example.org", RunningService.TOURISM_EN);
    Scrape before = service.scrape();
    Hold hold = service.post.hold();
    String article = RunningService.newArticle();
    service.publishing.published(article, "tourism", "en");

    Scrape during = service.awaitScrape(s -> s.sum(RANGES, "state", "in-work") == 1);
    assertThat(during.since(before, MAILS)).as("nobody knows yet").isZero();
    service.awaitScrape(s -> s.sum(AGE, "awaits", "us") > 1);
    hold.release();

    service.awaitAlert(article, "completed");
    Scrape after = service.awaitScrape(s -> s.sum(RANGES, "state", "in-work") == 0);
    assertThat(mails(before, after, "alert", "sent")).isEqualTo(1);
    assertThat(after.since(before, RANGES, "state", "closed")).isEqualTo(1);
    service.awaitScrape(s -> alerts(before, s, "completed") == 1);
    service.awaitScrape(s -> s.sum(AGE, "awaits", "us") == 0);
  }

  @Test
  void mailsThatPeopleAskForCountAsTheirKind() {
    Scrape before = service.scrape();
    service.post.treat("nobody@example.org", Manner.REFUSED);
    for (String address : new String[] {"new@example.org", "nobody@example.org"}) {
      assertThat(
              service
                  .http
                  .post(
                      null,
                      "/api/subscriptions",
                      "{\"address\":\"%s\",\"sections\":[\"government\"],\"language\":\"en\"}"
                          .formatted(address))
                  .status())
          .isEqualTo(202);
    }
    Scrape asked =
        service.awaitScrape(
            s ->
                mails(before, s, "confirmation", "sent") == 1
                    && mails(before, s, "confirmation", "failed") == 1);
    assertThat(asked.since(before, MAILS)).isEqualTo(2);

    service.subscribed("known@example.org", RunningService.TOURISM_EN);
    service.http.form("/subscriptions/manage/link", "address=known%40example.org");
    Scrape linked = service.awaitScrape(s -> mails(before, s, "manage", "sent") == 1);
    assertThat(linked.since(before, MAILS)).isEqualTo(3);
  }

  @Test
  void aMailThatIsPutOffOverAndOverCountsOnceAndItsFurtherTriesApart() {
    Scrape before = service.scrape();
    service.subscribed("patient@example.org", RunningService.GOVERNMENT_EN);
    service.post.treat("waiting@example.org", Manner.PUT_OFF);
    service.post.treat("patient@example.org", Manner.PUT_OFF);
    service.http.post(
        null,
        "/api/subscriptions",
        "{\"address\":\"waiting@example.org\",\"sections\":[\"government\"],\"language\":\"en\"}");
    service.http.form("/subscriptions/manage/link", "address=patient%40example.org");

    for (String kind : new String[] {"confirmation", "manage"}) {
      Scrape after = service.awaitScrape(s -> mails(before, s, kind, "put-off-again") >= 2);
      assertThat(mails(before, after, kind, "put-off")).as(kind).isEqualTo(1);
    }
    service.post.reset();
    for (String kind : new String[] {"confirmation", "manage"}) {
      service.awaitScrape(s -> mails(before, s, kind, "sent") == 1);
    }
  }

  @Test
  void aForgeryAndARefusedCommandCountAndThePageNamesEveryFigure() {
    Scrape before = service.scrape();
    String article = RunningService.newArticle();
    service.publishing.tell(
        article, 1, service.publishing.published(null, 1, java.time.Instant.now()));
    String path = "/api/alerts/" + article + "/release";
    assertThat(service.http.post(TestPerson.ADAM_FREY, path, "").status()).isEqualTo(404);
    assertThat(service.http.post(null, path, "").status()).isEqualTo(401);

    Scrape after =
        service.awaitScrape(
            s -> s.since(before, "imprimatur_parked_events", "kind", "refused") == 1);
    assertThat(
            after.since(
                before,
                "imprimatur_events_taken_total",
                "source",
                "publishing",
                "outcome",
                "refused"))
        .isEqualTo(1);
    assertThat(after.since(before, "imprimatur_events_alarms_total")).isEqualTo(1);
    assertThat(after.since(before, "imprimatur_commands_refused_total", "code", "no-alert"))
        .isEqualTo(1);
    assertThat(after.since(before, "imprimatur_commands_refused_total", "status", "401"))
        .isEqualTo(1);
    assertThat(after.since(before, "imprimatur_commands_refused_total")).isEqualTo(2);

    service.publishing.published(RunningService.newArticle(), "services", "zh");
    service.awaitScrape(s -> s.since(before, "imprimatur_events_sent_total") == 2);
    FiguresPage.check("notification", service.scrape());
  }

  private static double alerts(Scrape before, Scrape after, String state) {
    return after.since(before, "imprimatur_alerts", "state", state);
  }

  private static double mails(Scrape before, Scrape after, String kind, String result) {
    return after.since(before, MAILS, "kind", kind, "result", result);
  }

  private static double told(Scrape before, Scrape after, String from, String to, String told) {
    return after.since(
        before, "imprimatur_transitions_total", "from", from, "to", to, "told", told);
  }
}
