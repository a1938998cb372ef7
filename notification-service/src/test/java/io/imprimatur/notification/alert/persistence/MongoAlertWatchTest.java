package io.imprimatur.notification.alert.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.imprimatur.notification.alert.Alert;
import io.imprimatur.notification.alert.AlertState;
import io.imprimatur.notification.alert.Counts;
import io.imprimatur.notification.alert.Headline;
import io.imprimatur.notification.alert.Ledger;
import io.imprimatur.notification.alert.Publication;
import io.imprimatur.notification.alert.Range;
import io.imprimatur.notification.alert.Stop;
import io.imprimatur.notification.alert.persistence.MongoAlertWatch.Awaits;
import io.imprimatur.testkit.TestStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.mongodb.core.MongoTemplate;

/** Which alerts are late, and which only wait for what is nobody's fault here. */
class MongoAlertWatchTest {

  private static final String COLLECTION = "alerts";
  private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");
  private static final Duration NEWS_FOR = Duration.ofHours(24);
  private static final Duration RECONNECT = Duration.ofSeconds(5);
  private static final Headline HEADLINE = new Headline(1, "t", "s");

  private MongoClient client;
  private MongoTemplate mongo;
  private MongoLedger ledger;
  private MongoAlertWatch watch;

  @BeforeEach
  void open() {
    String uri = TestStore.newDatabase(MongoAlertWatchTest.class);
    client = MongoClients.create(uri);
    mongo = new MongoTemplate(client, uri.replaceAll("\\?.*", "").replaceAll(".*/", ""));
    ledger = new MongoLedger(mongo, Clock.fixed(NOW, ZoneOffset.UTC));
    ledger.makeIndexes();
    watch = new MongoAlertWatch(mongo, COLLECTION, NEWS_FOR, RECONNECT);
  }

  @AfterEach
  void close() {
    client.close();
  }

  @Test
  void noneIsOldWhereAllHaveTheirEndOrAreHeld() {
    assertThat(watch.oldest(NOW)).isEqualTo(ages(0, 0));

    Publication longAgo = published("a", 3000);
    store("nobody-to-mail", new Alert.Completed(longAgo, HEADLINE, NOW, Counts.none(), NOW));
    store("held", new Alert.Held(longAgo, HEADLINE));
    store(
        "stopped",
        new Alert.Stopped(longAgo, HEADLINE, NOW, Counts.none(), new Stop("r", "mia", "Mia", NOW)));
    mongo.insert(new Document("_id", "only-read-about"), COLLECTION);

    assertThat(watch.oldest(NOW)).isEqualTo(ages(0, 0));
    assertThat(watch.count())
        .isEqualTo(
            Map.of(
                AlertState.WAITING, 0L,
                AlertState.HELD, 1L,
                AlertState.STARTED, 0L,
                AlertState.STOPPING, 0L,
                AlertState.STOPPED, 1L,
                AlertState.COMPLETED, 1L));
  }

  @Test
  void oneThatIsNotEvenStartedIsAsOldAsItsPublication() {
    store("a", new Alert.Waiting(published("a", 700), HEADLINE, false));
    store("b", new Alert.Waiting(published("b", 100), HEADLINE, false));
    assertThat(watch.oldest(NOW)).isEqualTo(ages(700, 0));
  }

  /** It was published days ago and nobody is to blame for that; from its start on it is watched. */
  @Test
  void oneThatWasReleasedCountsFromItsStart() {
    Publication daysAgo = published("a", 200_000);
    store("a", new Alert.Waiting(daysAgo, HEADLINE, true));
    assertThat(watch.oldest(NOW)).isEqualTo(ages(0, 0));

    mongo.remove(query(where("_id").is("a")), COLLECTION);
    store("a", new Alert.Started(daysAgo, HEADLINE, NOW.minusSeconds(30), 1, 1));
    assertThat(watch.oldest(NOW)).isEqualTo(ages(30, 0));
  }

  @Test
  void oneWhoseMailsGoOutAwaitsUsAndOneWithMailboxesOnlyDoesNot() {
    started("a", 800);
    range("a", 1);
    range("a", 2);
    assertThat(watch.oldest(NOW)).as("in nobody's hands").isEqualTo(ages(800, 0));

    Range first = claim();
    Range second = claim();
    assertThat(watch.oldest(NOW)).as("in work").isEqualTo(ages(800, 0));

    leave(first, new Ledger.Hold.Released(NOW.plusSeconds(30)));
    assertThat(watch.oldest(NOW)).as("one of two in work").isEqualTo(ages(800, 0));
    leave(second, new Ledger.Hold.Released(NOW.plusSeconds(900)));
    assertThat(watch.oldest(NOW)).as("both put off").isEqualTo(ages(0, 800));
    assertThat(watch.oldest(NOW.plusSeconds(31))).as("its time has come").isEqualTo(ages(831, 0));

    started("b", 90);
    range("b", 1);
    assertThat(watch.oldest(NOW)).as("each by itself").isEqualTo(ages(90, 800));
  }

  /** While the mail server is away a part is taken up again every few seconds. */
  @Test
  void oneThatCanNotReachTheMailServerAwaitsUs() {
    started("a", 800);
    range("a", 1);
    leave(claim(), new Ledger.Hold.Released(NOW.plus(RECONNECT)));
    assertThat(watch.oldest(NOW)).isEqualTo(ages(800, 0));
  }

  @Test
  void oneWithNothingLeftToDoAwaitsItsEnd() {
    started("a", 650);
    range("a", 1);
    leave(claim(), new Ledger.Hold.Closed());
    assertThat(watch.oldest(NOW)).isEqualTo(ages(650, 0));
  }

  private static Map<Awaits, Double> ages(double us, double mailboxes) {
    return Map.of(Awaits.US, us, Awaits.MAILBOXES, mailboxes);
  }

  private static Publication published(String article, long secondsAgo) {
    return new Publication(article, "government", "zh", NOW.minusSeconds(secondsAgo));
  }

  private void store(String article, Alert alert) {
    mongo.insert(new Document("_id", article).append("alert", AlertFields.of(alert)), COLLECTION);
  }

  private void started(String article, long secondsAgo) {
    store(
        article,
        new Alert.Started(
            published(article, secondsAgo), HEADLINE, NOW.minusSeconds(secondsAgo), 1, 1));
  }

  private void range(String article, int number) {
    ledger.add(article, number, List.of(article + "-" + number), NOW);
    ledger.begin(article, NOW);
  }

  private Range claim() {
    return ledger.claim(NOW, Duration.ofSeconds(6), NOW, List.of()).orElseThrow();
  }

  private void leave(Range range, Ledger.Hold hold) {
    assertThat(ledger.write(range, Map.of(), hold)).isTrue();
  }
}
