package io.imprimatur.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.imprimatur.notification.alert.Ledger;
import io.imprimatur.notification.delivery.smtp.PostOffice.Manner;
import io.imprimatur.testkit.TestBroker;
import io.imprimatur.testkit.TestPerson;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.query.Query;
import tools.jackson.databind.JsonNode;

class AlertsTest extends RunningService {

  @Autowired Ledger ledger;

  @Test
  void exactlyThoseAreMailedWhoHadConfirmed() throws Exception {
    Instant published = Instant.now();
    subscribed("section@example.org", GOVERNMENT);
    subscribed("all@example.org", ALL_ZH);
    subscribed("both@example.org", GOVERNMENT, ALL_ZH);
    subscribed("late@example.org", published.plusSeconds(1), GOVERNMENT);
    subscribed("other-language@example.org", TOURISM_EN);
    String article = newArticle();

    publishing.published(article, "government", "zh", "大坝合龙", published);

    JsonNode alert = awaitAlert(article, "completed");
    assertThat(alert.get("matched").asInt()).isEqualTo(3);
    assertThat(alert.get("sent").asInt()).isEqualTo(3);
    assertThat(recipients())
        .containsExactly("all@example.org", "both@example.org", "section@example.org");
    awaitTold(article, "AlertStarted", "AlertCompleted");
    MimeMessage mail = POST.letters().getFirst().parsed();
    assertThat(mail.getSubject()).isEqualTo("大坝合龙");
    assertThat(mail.getHeader("List-Unsubscribe-Post", null))
        .isEqualTo("List-Unsubscribe=One-Click");
    String text = (String) ((MimeMultipart) mail.getContent()).getBodyPart(0).getContent();
    assertThat(text).contains("http://localhost:8400/a/" + article, "Summary", "退订");
  }

  @Test
  void nobodyToMailIsCompleteToo() {
    String article = newArticle();
    publishing.published(article, "services", "en");

    assertThat(awaitAlert(article, "completed").get("matched").asInt()).isZero();
    awaitTold(article, "AlertStarted", "AlertCompleted");
  }

  @Test
  void manyAreMailedOnceEach() {
    IntStream.range(0, 1200).forEach(i -> subscribed("s" + i + "@example.org", TOURISM_EN));
    String article = newArticle();

    publishing.published(article, "tourism", "en");

    JsonNode alert = awaitAlert(article, "completed", SOON.multipliedBy(4));
    assertThat(alert.get("sent").asInt()).isEqualTo(1200);
    assertThat(recipients()).hasSize(1200).doesNotHaveDuplicates();
  }

  @Test
  void anEventThatComesAgainMailsNobody() {
    subscribed("ann@example.org", GOVERNMENT);
    String article = newArticle();
    String id = UUID.randomUUID().toString();
    var event =
        publishing.published(
            publishing.seal(article, 1, "government", "zh", "t", "s"), 1, Instant.now());
    publishing.tell(article, 1, id, event);
    awaitAlert(article, "completed");

    publishing.tell(article, 1, id, event);
    publishing.tell(article, 2, event);
    awaitDrained();

    assertThat(recipients()).containsExactly("ann@example.org");
  }

  @Test
  void aForgeryMailsNobodyAndTheGenuineOneWorksAfterwards() {
    subscribed("ann@example.org", GOVERNMENT);
    String article = newArticle();
    String stolen = publishing.seal(newArticle(), 1, "government", "zh", "Forged", "s");
    publishing.tell(article, 1, publishing.published(stolen, 1, Instant.now()));
    publishing.tell(article, 1, publishing.published(null, 1, Instant.now()));
    TestBroker.topics().awaitDrained("imprimatur.notification", SOON, "imprimatur.publishing");
    assertThat(get("/api/alerts/" + article, TestPerson.ADAM_FREY).status()).isEqualTo(404);
    assertThat(POST.tries()).isZero();

    publishing.published(article, "government", "zh");

    awaitAlert(article, "completed");
    assertThat(recipients()).containsExactly("ann@example.org");
    assertThat(get("/api/parked-events", TestPerson.ADAM_FREY).body()).contains(article);
  }

  @Test
  void aWithdrawalStopsWhatIsNotUnderWay() throws Exception {
    IntStream.range(0, 60).forEach(i -> subscribed("s" + i + "@example.org", GOVERNMENT));
    CountDownLatch first = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    POST.beforeTaking(
        () -> {
          first.countDown();
          try {
            assertThat(goOn.await(20, TimeUnit.SECONDS)).isTrue();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    String article = newArticle();
    publishing.published(article, "government", "zh");
    assertThat(first.await(20, TimeUnit.SECONDS)).isTrue();

    publishing.withdrawn(article, 2);
    awaitAlert(article, "stopping");
    goOn.countDown();

    JsonNode alert = awaitAlert(article, "stopped");
    awaitTold(article, "AlertStarted", "AlertStopped");
    assertThat(alert.get("sent").asInt()).isEqualTo(1).isEqualTo(POST.letters().size());
    assertThat(alert.get("skipped").asInt()).isEqualTo(59);
    assertThat(alert.get("reason").asString()).isEqualTo("withdrawn");
  }

  /** As an instance leaves it that dies while it plans an alert that is stopped meanwhile. */
  @Test
  void aRangeOfAnAlertThatWasStoppedWhileItWasPlannedIsClosed() {
    subscribed("ann@example.org", GOVERNMENT);
    String ann = mongo.findOne(new Query(), Document.class, "subscribers").getString("_id");
    POST.treat("ann@example.org", Manner.PUT_OFF);
    String article = newArticle();
    publishing.published(article, "government", "zh");
    await().atMost(SOON).until(() -> POST.tries() > 0);
    publishing.withdrawn(article, 2);
    awaitAlert(article, "stopped");

    assertThat(ledger.add(article, 2, List.of(ann), Instant.now())).isTrue();

    await().atMost(SOON).until(() -> !ledger.anyOpen(article));
    assertThat(ledger.counts(article).skipped()).isEqualTo(2);
    assertThat(ledger.counts(article).waiting()).isZero();
  }

  /** As an instance leaves it that dies between starting an alert and making its ranges due. */
  @Test
  void anAlertThatWasLeftAtItsStartGoesOn() {
    subscribed("ann@example.org", GOVERNMENT);
    String article = newArticle();
    String ann = mongo.findOne(new Query(), Document.class, "subscribers").getString("_id");
    ledger.add(article, 1, List.of(ann), Instant.now());
    Date now = new Date();
    mongo.insert(
        new Document("_id", article)
            .append("guard", 1L)
            .append(
                "alert",
                new Document("section", "government")
                    .append("language", "zh")
                    .append("publishedAt", now)
                    .append("revision", 1)
                    .append("title", "News")
                    .append("summary", "")
                    .append("state", "started")
                    .append("startedAt", now)
                    .append("matched", 1L)
                    .append("ranges", 1)),
        "alerts");

    assertThat(awaitAlert(article, "completed").get("sent").asInt()).isEqualTo(1);
    assertThat(recipients()).containsExactly("ann@example.org");
  }

  @Test
  void oldNewsWaitsForAnOperator() {
    subscribed("ann@example.org", Instant.now().minusSeconds(200_000), GOVERNMENT);
    String article = newArticle();
    publishing.published(article, "government", "zh", "Old", Instant.now().minusSeconds(90_000));
    awaitAlert(article, "held");
    publishing.updated(article, 2, "government", "zh", "Corrected");
    await().atMost(SOON).until(() -> alert(article).get("title").asString().equals("Corrected"));
    assertThat(POST.tries()).isZero();

    assertThat(post("/api/alerts/" + article + "/release", TestPerson.MIA_ROTH, "").status())
        .as("that is an administrator's")
        .isEqualTo(403);
    assertThat(post("/api/alerts/" + article + "/release", TestPerson.ADAM_FREY, "").status())
        .isEqualTo(200);

    awaitAlert(article, "completed");
    assertThat(POST.letters())
        .extracting(l -> l.parsed().getSubject())
        .containsExactly("Corrected");
    assertThat(post("/api/alerts/" + article + "/release", TestPerson.ADAM_FREY, "").status())
        .isEqualTo(409);
  }

  @Test
  void eachFailureHasItsOutcome() {
    for (Manner manner : Manner.values()) {
      String address = manner.name().toLowerCase(java.util.Locale.ROOT) + "@example.org";
      subscribed(address.replace('_', '-'), TOURISM_EN);
      POST.treat(address.replace('_', '-'), manner);
    }
    String article = newArticle();
    publishing.published(article, "tourism", "en");

    await()
        .atMost(SOON)
        .untilAsserted(
            () -> {
              JsonNode alert = alert(article);
              assertThat(alert.path("sent").asInt(0)).isEqualTo(1);
              assertThat(alert.path("failed").asInt(0)).isEqualTo(2);
              assertThat(alert.path("uncertain").asInt(0)).isEqualTo(1);
              assertThat(alert.path("waiting").asInt(0)).isEqualTo(4);
            });
    for (Manner manner : Manner.values()) {
      if (manner != Manner.CUT_AFTER_DOT && !manner.name().startsWith("REFUSED")) {
        POST.treat(
            manner.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-') + "@example.org",
            Manner.GOOD);
      }
    }

    JsonNode alert = awaitAlert(article, "completed");
    assertThat(alert.get("sent").asInt()).isEqualTo(5);
    assertThat(alert.get("uncertain").asInt()).isEqualTo(1);
    assertThat(recipients()).hasSize(5).doesNotHaveDuplicates();
    assertThat(POST.lettersTo("cut-after-dot@example.org")).isEmpty();
    assertThat(told(article).toString()).doesNotContain("example.org");
    JsonNode failed =
        get("/api/alerts/" + article + "/troubles?kind=failed", TestPerson.MIA_ROTH).json();
    assertThat(failed.valueStream().map(f -> f.get("words").asString()))
        .containsExactlyInAnyOrder(
            "550 5.1.1 no such mailbox: r•••@example.org", "554 5.7.1 not wanted");
    assertThat(failed.valueStream().map(f -> f.get("maskedAddress").asString()))
        .containsOnly("r•••@example.org");
    JsonNode ranges = get("/api/alerts/" + article + "/ranges", TestPerson.MIA_ROTH).json();
    assertThat(ranges.get(0).get("state").asString()).isEqualTo("closed");
    assertThat(ranges.get(0).get("failed").asInt()).isEqualTo(2);
  }

  @Test
  void anOperatorStopsWithAReason() {
    subscribed("ann@example.org", GOVERNMENT);
    POST.treat("ann@example.org", Manner.PUT_OFF);
    String article = newArticle();
    publishing.published(article, "government", "zh");
    await().atMost(SOON).until(() -> POST.tries() > 0);

    assertThat(post("/api/alerts/" + article + "/stop", TestPerson.MIA_ROTH, "{}").status())
        .isEqualTo(400);
    assertThat(
            post("/api/alerts/" + article + "/stop", TestPerson.MIA_ROTH, "{\"reason\":\"wrong\"}")
                .status())
        .isEqualTo(200);

    JsonNode alert = awaitAlert(article, "stopped");
    assertThat(alert.get("skipped").asInt()).isEqualTo(1);
    assertThat(alert.get("reason").asString()).isEqualTo("wrong");
    assertThat(alert.get("stoppedBy").asString()).isEqualTo("Mia Roth");
    awaitTold(article, "AlertStarted", "AlertStopped");
  }
}
