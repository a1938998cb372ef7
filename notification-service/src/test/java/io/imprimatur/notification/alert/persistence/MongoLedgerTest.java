package io.imprimatur.notification.alert.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.imprimatur.kit.settings.RetryingMongoTemplate;
import io.imprimatur.notification.alert.Counts;
import io.imprimatur.notification.alert.Ledger;
import io.imprimatur.notification.alert.Range;
import io.imprimatur.notification.alert.Recipient;
import io.imprimatur.testkit.TestStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Query;

class MongoLedgerTest {

  private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");
  private static final Instant LATER = NOW.plusSeconds(60);
  private static final Duration LEASE = Duration.ofSeconds(6);

  private MongoClient client;
  private MongoTemplate mongo;
  private MongoLedger ledger;

  @BeforeEach
  void open() {
    String uri = TestStore.newDatabase(MongoLedgerTest.class);
    client = MongoClients.create(uri);
    mongo = new RetryingMongoTemplate(client, uri.replaceAll("\\?.*", "").replaceAll(".*/", ""));
    ledger = new MongoLedger(mongo, Clock.systemUTC());
    ledger.makeIndexes();
  }

  @AfterEach
  void close() {
    client.close();
  }

  @Test
  void nobodyClaimsARangeBeforeItsAlertStarts() {
    ledger.add("a", 1, List.of("s1"), NOW);
    assertThat(claim(LATER)).isEmpty();

    ledger.begin("a", LATER);

    assertThat(claim(LATER)).isPresent();
  }

  @Test
  void aRangeThatAnotherInstanceCutStaysAsItIs() {
    assertThat(ledger.add("a", 1, List.of("s1", "s2"), NOW)).isTrue();
    assertThat(ledger.add("a", 1, List.of("s1", "s3"), NOW)).isFalse();

    assertThat(ledger.end("a")).isEqualTo(new Ledger.End(1, 2, "s2"));
  }

  @Test
  void planningGoesOnFromARangeWhoseCutterDiedOverIt() {
    ledger.add("a", 1, List.of("s1", "s2"), NOW);
    mongo.remove(new Query(), MongoLedger.RANGES);
    assertThat(ledger.end("a")).isEqualTo(new Ledger.End(0, 0, ""));

    assertThat(ledger.add("a", 1, List.of("s1", "s3", "s4"), NOW)).isFalse();

    assertThat(ledger.end("a")).isEqualTo(new Ledger.End(1, 2, "s2"));
  }

  @Test
  void whoKnowsAnOwnerToLiveLeavesItsRangeAlone() {
    Range mine = begun("a", "s1");
    Instant muchLater = LATER.plus(LEASE).plusSeconds(1);

    assertThat(ledger.claim(muchLater, LEASE, muchLater, List.of(mine))).isEmpty();
    assertThat(ledger.claim(muchLater, LEASE, LATER, List.of())).isEmpty();
    assertThat(claim(muchLater)).isPresent();
  }

  @Test
  void whoLostARangeWritesNothing() {
    Range lost = begun("a", "s1");
    Range taken = claim(LATER.plus(LEASE)).orElseThrow();
    Map<Integer, Recipient> sent =
        Map.of(0, new Recipient("s1", Recipient.State.SENT, LATER, 0, null));

    assertThat(ledger.write(lost, sent, new Ledger.Hold.Kept(LEASE))).isFalse();
    assertThat(ledger.write(lost, sent, new Ledger.Hold.Closed())).isFalse();
    assertThat(ledger.renew(lost, LATER.plusSeconds(99))).isFalse();

    assertThat(ledger.write(taken, Map.of(), new Ledger.Hold.Released(NOW))).isTrue();
    assertThat(claim(LATER).orElseThrow().recipients()).isEqualTo(taken.recipients());
  }

  @Test
  void aRangeIsLeftAsItWasWritten() {
    Range mine = begun("a", "s1", "s2");
    Recipient failed = new Recipient("s2", Recipient.State.FAILED, LATER, 3, "550 no");
    Range after =
        new Range("a", 1, mine.owner(), LATER, List.of(mine.recipients().getFirst(), failed));

    assertThat(ledger.write(after, Map.of(1, failed), new Ledger.Hold.Released(LATER))).isTrue();

    assertThat(ledger.counts("a")).isEqualTo(new Counts(2, 1, 0, 1, 0, 0));
    Range again = claim(LATER).orElseThrow();
    assertThat(again.recipients()).isEqualTo(after.recipients());
    assertThat(again.firstTriedAt()).isEqualTo(LATER);
    assertThat(again.owner()).isGreaterThan(mine.owner());
    assertThat(ledger.anyOpen("a")).isTrue();
    assertThat(ledger.write(again, Map.of(), new Ledger.Hold.Closed())).isTrue();
    assertThat(ledger.anyOpen("a")).isFalse();
  }

  @Tag("local-parts")
  @Test
  void looksAtASmallAlertReadNothingOfABigOne() {
    for (int i = 1; i <= 40; i++) {
      ledger.add("big", i, subscribers(50), NOW);
    }
    ledger.begin("big", NOW);
    ledger.add("small", 1, subscribers(3), NOW);
    ledger.begin("small", NOW);

    assertThat(Examined.by(mongo, MongoLedger.RANGES, () -> ledger.anyOpen("small")))
        .isLessThanOrEqualTo(1);
    assertThat(Examined.by(mongo, MongoLedger.RANGES, () -> ledger.anyOpen("big")))
        .isLessThanOrEqualTo(1);
    assertThat(Examined.by(mongo, MongoLedger.RANGES, () -> begin("small"))).isLessThanOrEqualTo(1);
    assertThat(Examined.by(mongo, MongoLedger.RANGES, () -> begin("big"))).isZero();
  }

  @Tag("local-parts")
  @Test
  void figuresAreSummedWithoutReadingRecipients() {
    for (int i = 1; i <= 10; i++) {
      ledger.add("a", i, subscribers(50), NOW);
    }

    assertThat(Examined.by(mongo, MongoLedger.RECIPIENTS, () -> ledger.counts("a"))).isZero();
    assertThat(Examined.by(mongo, MongoLedger.RECIPIENTS, () -> ledger.end("a"))).isZero();
  }

  @Test
  void figuresAreSummedOverRanges() {
    for (int i = 1; i <= 10; i++) {
      ledger.add("a", i, subscribers(50), NOW);
    }

    assertThat(ledger.counts("a")).isEqualTo(new Counts(500, 500, 0, 0, 0, 0));
  }

  private Optional<Range> claim(Instant now) {
    return ledger.claim(now, LEASE, now, List.of());
  }

  private boolean begin(String article) {
    ledger.begin(article, NOW);
    return true;
  }

  private Range begun(String article, String... subscribers) {
    ledger.add(article, 1, List.of(subscribers), NOW);
    ledger.begin(article, NOW);
    return claim(LATER).orElseThrow();
  }

  private static List<String> subscribers(int count) {
    return IntStream.range(0, count).mapToObj("s%03d"::formatted).toList();
  }
}
