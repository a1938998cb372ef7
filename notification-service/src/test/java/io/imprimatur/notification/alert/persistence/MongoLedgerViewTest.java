package io.imprimatur.notification.alert.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.imprimatur.kit.Invalid;
import io.imprimatur.kit.Page;
import io.imprimatur.kit.Paging;
import io.imprimatur.notification.alert.Ledger;
import io.imprimatur.notification.alert.LedgerView.Line;
import io.imprimatur.notification.alert.LedgerView.Trouble;
import io.imprimatur.notification.alert.LedgerView.Troubled;
import io.imprimatur.notification.alert.LedgerView.Work;
import io.imprimatur.notification.alert.Range;
import io.imprimatur.notification.alert.Recipient;
import io.imprimatur.testkit.TestStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.data.mongodb.core.MongoTemplate;

class MongoLedgerViewTest {

  private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");
  private static final Duration LEASE = Duration.ofSeconds(6);

  private MongoClient client;
  private MongoTemplate mongo;
  private MongoLedger ledger;
  private MongoLedgerView view;

  @BeforeEach
  void open() {
    String uri = TestStore.newDatabase(MongoLedgerViewTest.class);
    client = MongoClients.create(uri);
    mongo = new MongoTemplate(client, uri.replaceAll("\\?.*", "").replaceAll(".*/", ""));
    ledger = new MongoLedger(mongo, Clock.fixed(NOW, ZoneOffset.UTC));
    ledger.makeIndexes();
    view = new MongoLedgerView(mongo);
  }

  @AfterEach
  void close() {
    client.close();
  }

  @Test
  void eachRangeSaysWhatHappensWithIt() {
    add("other", 1, 2);
    for (int number = 1; number <= 4; number++) {
      add("a", number, 2);
    }
    assertThat(view.work("a", NOW)).containsExactly(Map.entry(Work.PLANNED, 4));

    ledger.begin("a", NOW);
    assertThat(view.work("a", NOW)).containsExactly(Map.entry(Work.DUE, 4));
    List<Range> claimed =
        Stream.generate(this::claim)
            .limit(4)
            .sorted(Comparator.comparingInt(Range::number))
            .toList();
    leave(claimed.get(1), Map.of(), new Ledger.Hold.Released(NOW.plusSeconds(60)));
    leave(claimed.get(2), all(2, Recipient.State.SENT), new Ledger.Hold.Closed());
    leave(claimed.get(3), Map.of(), new Ledger.Hold.Released(NOW));

    Page<Line> page = view.ranges("a", NOW, new Paging(3, null));
    assertThat(page.items()).extracting(Line::number).containsExactly(1, 2, 3);
    assertThat(page.items())
        .extracting(Line::work)
        .containsExactly(Work.IN_WORK, Work.PUT_OFF, Work.CLOSED);
    assertThat(page.items())
        .extracting(Line::until)
        .containsExactly(null, NOW.plusSeconds(60), null);
    assertThat(page.items().get(2).counts().sent()).isEqualTo(2);
    Page<Line> last = view.ranges("a", NOW, new Paging(3, page.nextCursor()));
    assertThat(last.items()).extracting(Line::number).containsExactly(4);
    assertThat(last.nextCursor()).isNull();
    assertThat(view.work("a", NOW))
        .isEqualTo(Map.of(Work.IN_WORK, 1, Work.PUT_OFF, 1, Work.CLOSED, 1, Work.DUE, 1));
    assertThat(view.work("a", NOW.plus(LEASE)).get(Work.DUE)).as("its owner is lost").isEqualTo(2);
  }

  @Test
  void troublesComeInPagesInTheOrderOfTheLedger() {
    fiftyRangesOfWhichTwoHaveFailures();

    assertThat(walk(Trouble.FAILED, 1)).containsExactly("25/0", "25/3", "50/0", "50/3");
    assertThat(walk(Trouble.FAILED, 2)).containsExactly("25/0", "25/3", "50/0", "50/3");
    assertThat(walk(Trouble.FAILED, 3)).containsExactly("25/0", "25/3", "50/0", "50/3");
    assertThat(walk(Trouble.UNCERTAIN, 7)).hasSize(48).doesNotHaveDuplicates();
    assertThat(walk(Trouble.PUT_OFF, 7)).isEmpty();
  }

  @Tag("local-parts")
  @Test
  void onlyRangesWithTroubleAreRead() {
    fiftyRangesOfWhichTwoHaveFailures();

    assertThat(
            Examined.by(
                mongo,
                MongoLedger.RECIPIENTS,
                () -> view.troubled("a", Trouble.FAILED, NOW, Paging.first())))
        .isEqualTo(2);
  }

  private void fiftyRangesOfWhichTwoHaveFailures() {
    for (int number = 1; number <= 50; number++) {
      add("a", number, 4);
    }
    ledger.begin("a", NOW);
    for (int i = 1; i <= 50; i++) {
      Range range = claim();
      int number = range.number();
      leave(
          range,
          number % 25 == 0
              ? Map.of(
                  0, done(number, 0, Recipient.State.FAILED),
                  3, done(number, 3, Recipient.State.FAILED))
              : Map.of(1, done(number, 1, Recipient.State.UNCERTAIN)),
          new Ledger.Hold.Closed());
    }
  }

  @Test
  void mailsThatWerePutOffAreFoundWhileTheirRangeIsOpen() {
    add("a", 1, 3);
    ledger.begin("a", NOW);
    Recipient later = new Recipient("s1-2", Recipient.State.RETRY, NOW.plusSeconds(30), 2, "450");
    leave(claim(), Map.of(2, later), new Ledger.Hold.Released(NOW.plusSeconds(30)));

    assertThat(view.troubled("a", Trouble.PUT_OFF, NOW, Paging.first()).items())
        .containsExactly(new Troubled(1, later));
  }

  @Test
  void manyRangesWithoutTroubleLeadOnToTheOneThatHasSome() {
    twoHundredRangesAndOnePutOff();

    assertThat(walk(Trouble.PUT_OFF, 5)).containsExactly("201/0");
  }

  @Tag("local-parts")
  @Test
  void aPageLooksAtAHundredRanges() {
    twoHundredRangesAndOnePutOff();

    assertThat(
            Examined.by(
                mongo,
                MongoLedger.RECIPIENTS,
                () -> view.troubled("a", Trouble.PUT_OFF, NOW, Paging.first())))
        .isEqualTo(100);
  }

  private void twoHundredRangesAndOnePutOff() {
    for (int number = 1; number <= 201; number++) {
      add("a", number, 1);
    }
    ledger.begin("a", NOW);
    for (int i = 1; i <= 201; i++) {
      Range range = claim();
      Recipient later =
          new Recipient("s" + range.number() + "-0", Recipient.State.RETRY, NOW, 1, "450");
      leave(
          range,
          range.number() == 201 ? Map.of(0, later) : Map.of(),
          new Ledger.Hold.Released(NOW.plusSeconds(30)));
    }
  }

  @Test
  void anotherListsCursorIsRefused() {
    for (String cursor : List.of(Paging.cursor("x"), Paging.cursor("1", "x"), Paging.cursor("1"))) {
      assertThatThrownBy(() -> view.troubled("a", Trouble.FAILED, NOW, new Paging(5, cursor)))
          .isInstanceOf(Invalid.class);
    }
  }

  private List<String> walk(Trouble trouble, int limit) {
    List<String> all = new ArrayList<>();
    String after = null;
    do {
      Page<Troubled> page = view.troubled("a", trouble, NOW, new Paging(limit, after));
      page.items().forEach(t -> all.add(t.recipient().subscriber().substring(1).replace('-', '/')));
      after = page.nextCursor();
    } while (after != null);
    return all;
  }

  private void add(String article, int number, int size) {
    ledger.add(
        article,
        number,
        IntStream.range(0, size).mapToObj(i -> "s" + number + "-" + i).toList(),
        NOW);
  }

  private Range claim() {
    return ledger.claim(NOW, LEASE, NOW, List.of()).orElseThrow();
  }

  private void leave(Range range, Map<Integer, Recipient> changes, Ledger.Hold hold) {
    List<Recipient> recipients = new ArrayList<>(range.recipients());
    changes.forEach(recipients::set);
    Range after =
        new Range(range.article(), range.number(), range.owner(), range.firstTriedAt(), recipients);
    assertThat(ledger.write(after, changes, hold)).isTrue();
  }

  private static Map<Integer, Recipient> all(int size, Recipient.State state) {
    Map<Integer, Recipient> changes = new TreeMap<>();
    IntStream.range(0, size).forEach(i -> changes.put(i, done(3, i, state)));
    return changes;
  }

  private static Recipient done(int number, int place, Recipient.State state) {
    return new Recipient("s" + number + "-" + place, state, NOW, 0, "550");
  }
}
