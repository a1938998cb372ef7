package io.imprimatur.kit.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.imprimatur.kit.Conflict;
import io.imprimatur.kit.aggregate.Aggregates;
import io.imprimatur.kit.aggregate.Stored;
import io.imprimatur.kit.parked.ParkedDesk;
import io.imprimatur.kit.parked.ParkedEvent;
import io.imprimatur.kit.parked.ParkedEvent.Kind;
import io.imprimatur.kit.parked.ParkedEvent.Status;
import io.imprimatur.kit.parked.ParkedEvents;
import io.imprimatur.testkit.TestBroker;
import io.imprimatur.testkit.TestStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * What becomes of events, on a real broker and a real store, forged ones written into the real
 * topic.
 */
class IntakeTest {

  private static final String SYSTEM = Wire.newSystem();

  private static ConfigurableApplicationContext service;
  private static Wire wire;

  private final String article = UUID.randomUUID().toString();

  @BeforeAll
  static void start() {
    service =
        SayingsApplication.start(TestBroker.bootstrapServers(), TestStore.uri(SYSTEM), SYSTEM);
    wire = new Wire(TestBroker.bootstrapServers(), SYSTEM);
  }

  @AfterAll
  static void stop() {
    wire.close();
    service.close();
  }

  @Test
  void appliesEachOnceInOrderAndSaysItOn() {
    wire.say(article, 1, "one");
    wire.say(article, 2, "two");
    wire.say(article, 3, "three");

    wire.drained();
    assertThat(words()).containsExactly("one", "two", "three");
    assertThat(told()).containsExactly("1 one", "2 two", "3 three");
    assertThat(outbox()).isEmpty();
  }

  @Test
  void ignoresDuplicates() {
    wire.say(article, 1, "one");
    wire.say(article, 1, "one");
    wire.say(article, 2, "two");
    wire.say(article, 1, "one");
    wire.say(article, 2, "two");

    wire.drained();
    assertThat(words()).containsExactly("one", "two");
    assertThat(open()).isEmpty();
  }

  @Test
  void putsDisorderInOrder() {
    wire.say(article, 3, "three");
    wire.say(article, 5, "five");
    wire.say(article, 2, "two");
    wire.drained();
    assertThat(open()).extracting(ParkedEvent::kind).containsOnly(Kind.EARLY).hasSize(3);
    assertThat(open().getLast().cause()).contains("waits for event 1");

    wire.say(article, 1, "one");
    wire.drained();

    assertThat(words()).containsExactly("one", "two", "three");
    assertThat(open()).extracting(p -> p.event().sequence()).containsExactly(5L);

    wire.say(article, 4, "four");
    wire.drained();
    assertThat(words()).containsExactly("one", "two", "three", "four", "five");
    assertThat(open()).isEmpty();
  }

  @Test
  void anUnknownTypeMovesTheInbox() {
    wire.send(article, "test.unheard-of.v1", 1, "a", "?", Map.of());
    wire.say(article, 2, "two");

    wire.drained();
    assertThat(words()).containsExactly("two");
    assertThat(inbox()).isEqualTo(2);
  }

  @Test
  void parksAConflictAndAppliesItWhenAnOperatorInsists() {
    wire.say(article, 1, "one");
    wire.say(article, 1, "other-id", "another one");
    wire.say(article, 2, "two");

    wire.drained();
    assertThat(words()).containsExactly("one", "two");
    ParkedEvent conflict = only(Kind.CONFLICT);
    assertThat(conflict.event().id()).isEqualTo("other-id");

    desk().replay(conflict.id(), "adam");

    assertThat(words()).containsExactly("one", "two", "another one");
    assertThat(parked().find(conflict.id()).orElseThrow().status()).isEqualTo(Status.REPLAYED);
    assertThatThrownBy(() -> desk().replay(conflict.id(), "adam")).isInstanceOf(Conflict.class);
    assertThat(inbox()).isEqualTo(2);
  }

  @Test
  void refusesAForgeryOnceAndTakesTheGenuineEventAfterIt() {
    wire.say(article, 1, "one");
    wire.say(article, 2, "forged-id", "forged:two");
    wire.say(article, 2, "forged-id", "forged:two");
    wire.say(article, 2, "sealed:1:two");
    wire.say(article, 3, "three");

    wire.drained();
    assertThat(words()).containsExactly("one", "sealed:1:two", "three");
    assertThat(only(Kind.REFUSED).cause()).isEqualTo("the seal is wrong");
    assertThat(told()).containsExactly("1 one", "2 sealed:1:two", "3 three");
  }

  @Test
  void aForgeryThatBorrowsAGenuineIdDoesNotTakeItsPlace() {
    wire.say(article, 2, "borrowed", "forged:two");
    wire.say(article, 2, "borrowed", "sealed:1:two");
    wire.say(article, 1, "one");

    wire.drained();
    assertThat(words()).containsExactly("one", "sealed:1:two");
    assertThat(only(Kind.REFUSED).event().id()).isEqualTo("borrowed");
  }

  @Test
  void refusesAGenuineSealThatWasUsedBefore() {
    wire.say(article, 1, "sealed:1:one");
    wire.say(article, 2, "sealed:2:two");
    wire.say(article, 3, "replayed", "sealed:1:one");
    wire.say(article, 3, "sealed:3:three");

    wire.drained();
    assertThat(words()).containsExactly("sealed:1:one", "sealed:2:two", "sealed:3:three");
    assertThat(only(Kind.REFUSED).cause()).contains("revision 1").contains("revision 2");
  }

  @Test
  void takesAGenuineSealThoughSomethingElseUsedItsNumber() {
    wire.say(article, 1, "one");
    wire.say(article, 2, "intruder", "two");
    wire.say(article, 3, "intruder-2", "three");
    wire.say(article, 2, "sealed:1:the real two");
    wire.say(article, 2, "sealed:1:the real two");

    wire.drained();
    assertThat(open()).as("sent twice, as after a crash").isEmpty();
    assertThat(words()).containsExactly("one", "two", "three", "sealed:1:the real two");
    assertThat(inbox()).isEqualTo(3);
  }

  @Test
  void aDeadEventHoldsItsArticleOnlyUntilItIsSetAside() {
    String other = UUID.randomUUID().toString();
    wire.say(article, 1, "one");
    wire.say(article, 2, "illegal:two");
    wire.say(article, 3, "three");
    wire.say(other, 1, "elsewhere");

    wire.drained();
    assertThat(words()).containsExactly("one");
    assertThat(words(other)).containsExactly("elsewhere");
    ParkedEvent dead = only(Kind.DEAD);
    assertThat(dead.cause()).isEqualTo("no place for illegal:two");
    assertThat(only(Kind.EARLY).cause()).contains("behind dead event 2");
    assertThat(deadLetters()).containsExactly("illegal:two");
    assertThatThrownBy(() -> desk().replay(dead.id(), "adam"))
        .isInstanceOf(Conflict.class)
        .hasMessageContaining("no place for illegal:two");

    desk().setAside(dead.id(), "adam", "a slip of the neighbour");

    assertThat(words()).containsExactly("one", "three");
    ParkedEvent closed = parked().find(dead.id()).orElseThrow();
    assertThat(closed.status()).isEqualTo(Status.SET_ASIDE);
    assertThat(closed.audit())
        .extracting(d -> d.by() + " " + d.action())
        .containsExactly("adam replay", "adam set-aside");
    assertThat(open()).isEmpty();
  }

  @Test
  void aDeadEventGivesWayToAReadableOneWithItsNumber() {
    wire.say(article, 1, "one");
    wire.say(article, 2, "unreadable");
    wire.say(article, 3, "three");
    wire.drained();
    assertThat(words()).containsExactly("one");

    wire.say(article, 2, "two");

    wire.drained();
    assertThat(words()).containsExactly("one", "two", "three");
    assertThat(only(Kind.DEAD).event().sequence()).isEqualTo(2);
  }

  @Test
  void anOperatorSkipsAGap() {
    wire.say(article, 1, "one");
    wire.say(article, 4, "four");
    wire.say(article, 5, "five");
    wire.drained();
    ParkedEvent four =
        open().stream().filter(p -> p.event().sequence() == 4).findFirst().orElseThrow();

    desk().skipGap(four.id(), "adam", "2 and 3 are lost");

    assertThat(words()).containsExactly("one", "four", "five");
    assertThat(parked().find(four.id()).orElseThrow().audit().getFirst().note())
        .isEqualTo("events 2 to 3 skipped: 2 and 3 are lost");
    assertThat(open()).isEmpty();
  }

  @Test
  void parksWhatIsNoEvent() {
    wire.send(article, Sayings.SAID, 1, "a", "no number", Map.of("ce_sequence", ""));
    wire.send(article, Sayings.SAID, 1, "b", "no type", Map.of("ce_type", ""));
    wire.send(article, Sayings.SAID, 1, "c", "bad time", Map.of("ce_time", "yesterday"));
    wire.send(article, Sayings.SAID, 1, "d", "negative", Map.of("ce_sequence", "-1"));
    wire.send(article, Sayings.SAID, 1, "e", "other subject", Map.of("ce_subject", "other"));
    wire.send(
        article, Sayings.SAID, 1, "f", "stranger", Map.of("ce_source", "/" + SYSTEM + "/left"));
    wire.say(article, 1, "one");

    wire.drained();
    assertThat(words()).containsExactly("one");
    assertThat(open())
        .filteredOn(p -> p.kind() == Kind.DEAD)
        .extracting(ParkedEvent::cause)
        .containsExactlyInAnyOrder(
            "ce_sequence is missing",
            "ce_type is missing",
            "ce_time is no time as RFC 3339 writes it",
            "ce_sequence is no number from 1 on");
    assertThat(only(Kind.REFUSED).cause()).contains("ce_source");
    assertThat(parked().list(Set.of(Kind.DEAD), Status.OPEN, "other", null, 10))
        .extracting(ParkedEvent::cause)
        .containsExactly("ce_subject and the record's key differ");
  }

  @Test
  void triesWhatIsAwayUntilItIsBack() {
    String word = "away:" + article;
    wire.say(article, 1, word);
    await().until(() -> service.getBean(Sayings.class).tries(word) > 3);
    assertThat(words()).isEmpty();

    service.getBean(Sayings.class).back();

    wire.drained();
    assertThat(words()).containsExactly(word);
  }

  @Test
  void givesUpAfterFiveTriesWhatNobodyForesaw() {
    String word = "odd:" + article;
    wire.say(article, 1, word);

    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> !parked().list(Set.of(Kind.DEAD), Status.OPEN, article, null, 1).isEmpty());
    wire.drained();
    assertThat(service.getBean(Sayings.class).tries(word)).isEqualTo(5);
    assertThat(only(Kind.DEAD).cause()).contains("nobody foresaw");
    assertThat(deadLetters()).containsExactly(word);
  }

  private List<String> words() {
    return words(article);
  }

  private static List<String> words(String article) {
    return service
        .getBean(Aggregates.class)
        .find(article)
        .map(s -> s.fields().getList("words", String.class, List.of()))
        .orElse(List.of());
  }

  private long inbox() {
    return stored().inbox("right").last();
  }

  private List<?> outbox() {
    await().until(() -> stored().fields().getList("outbox", Object.class, List.of()).isEmpty());
    return stored().fields().getList("outbox", Object.class, List.of());
  }

  private Stored stored() {
    return service.getBean(Aggregates.class).find(article).orElseThrow();
  }

  /** What was said on, each number once, after the outbox is empty. */
  private List<String> told() {
    outbox();
    return wire.answers(article).stream().map(a -> a.number() + " " + a.word()).distinct().toList();
  }

  private List<String> deadLetters() {
    return wire.read(wire.dead()).stream()
        .filter(r -> article.equals(r.key()))
        .map(r -> new String(r.value(), java.nio.charset.StandardCharsets.UTF_8))
        .toList();
  }

  private static ParkedEvents parked() {
    return service.getBean(ParkedEvents.class);
  }

  private static ParkedDesk desk() {
    return service.getBean(ParkedDesk.class);
  }

  private List<ParkedEvent> open() {
    return parked().list(Set.of(), Status.OPEN, article, null, 100);
  }

  private ParkedEvent only(Kind kind) {
    List<ParkedEvent> found = open().stream().filter(p -> p.kind() == kind).toList();
    assertThat(found).hasSize(1);
    return found.getFirst();
  }
}
