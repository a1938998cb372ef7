package io.imprimatur.kit.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.imprimatur.kit.aggregate.Aggregates;
import io.imprimatur.kit.inbox.IncomingEvent;
import io.imprimatur.kit.parked.ParkedEvent;
import io.imprimatur.kit.parked.ParkedEvent.Kind;
import io.imprimatur.kit.parked.ParkedEvent.Status;
import io.imprimatur.kit.parked.ParkedEvents;
import io.imprimatur.testkit.TestBroker;
import io.imprimatur.testkit.TestStore;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** What was left behind is drained, however much else waits and whatever fails among it. */
class BacklogTest {

  /** Five sweeps, five seconds apart unless a test says otherwise, and as much again. */
  private static final Duration FIVE_SWEEPS = Duration.ofSeconds(50);

  private static final String OFTEN = "imprimatur.events.drain-every=500ms";

  private static final String FIRST = "00000000-0000-7000-8000-000000000000";
  private static final String LAST = "ffffffff-ffff-7fff-bfff-ffffffffffff";

  private final String system = Wire.newSystem();
  private ConfigurableApplicationContext service;
  private Wire wire;

  private void start(String... settings) {
    service =
        SayingsApplication.start(
            TestBroker.bootstrapServers(), TestStore.uri(system), system, settings);
    wire = new Wire(TestBroker.bootstrapServers(), system);
  }

  @AfterEach
  void stop() {
    wire.close();
    service.close();
  }

  @Test
  void anEventThatFailsUnforeseenIsDeadAndStopsNoOtherArticle() {
    start(OFTEN);
    leftBehind(FIRST, 1, "odd:first");
    leftBehind(LAST, 1, "last");

    await().atMost(FIVE_SWEEPS).until(() -> words(LAST).equals(List.of("last")));
    await().atMost(FIVE_SWEEPS).until(() -> kinds(FIRST).equals(List.of(Kind.DEAD)));
    assertThat(service.getBean(Sayings.class).tries("odd:first")).isEqualTo(5);
    await()
        .atMost(FIVE_SWEEPS)
        .untilAsserted(
            () ->
                assertThat(wire.read(wire.dead())).extracting(r -> r.key()).containsExactly(FIRST));
  }

  @Test
  void whatWaitedAndFailsDoesNotCountAgainstTheEventThatCame() {
    start(OFTEN);
    String article = UUID.randomUUID().toString();
    wire.say(article, 2, "odd:two");
    wire.say(article, 3, "three");
    wire.say(article, 1, "one");

    await().atMost(FIVE_SWEEPS).until(() -> kinds(article).contains(Kind.DEAD));
    wire.drained();
    assertThat(words(article)).containsExactly("one");
    assertThat(open(article))
        .extracting(p -> p.event().sequence() + " " + p.kind())
        .containsExactlyInAnyOrder("2 DEAD", "3 EARLY");
    assertThat(open(article))
        .filteredOn(p -> p.kind() == Kind.DEAD)
        .singleElement()
        .satisfies(dead -> assertThat(dead.cause()).contains("nobody foresaw odd:two"));
    await()
        .atMost(FIVE_SWEEPS)
        .untilAsserted(
            () ->
                assertThat(wire.read(wire.dead()))
                    .extracting(r -> Wire.header(r, "ce_sequence"))
                    .containsExactly("2"));
  }

  @Test
  void anOldLeftoverIsReachedAlthoughManyNewerEventsWait() {
    start();
    leftBehind(LAST, 1, "the oldest");
    for (int i = 0; i < 600; i++) {
      leftBehind(UUID.randomUUID().toString(), 2, "behind a gap");
    }

    await().atMost(FIVE_SWEEPS).until(() -> words(LAST).equals(List.of("the oldest")));
    await("it is closed behind that").atMost(FIVE_SWEEPS).until(() -> open(LAST).isEmpty());

    leftBehind(FIRST, 1, "and the walk begins again");
    await().atMost(FIVE_SWEEPS).until(() -> words(FIRST).size() == 1);
  }

  /** An early event whose turn has come while nobody was there to see it. */
  private void leftBehind(String article, long number, String word) {
    IncomingEvent event =
        new IncomingEvent(
            "right",
            Wire.id(article, number + word),
            Sayings.SAID,
            article,
            number,
            Instant.parse("2026-11-24T09:00:00Z"),
            word.getBytes(StandardCharsets.UTF_8),
            new IncomingEvent.Origin(wire.right(), 0, 0),
            Map.of());
    service.getBean(ParkedEvents.class).park(event, Kind.EARLY, "left behind by a crash");
  }

  private List<String> words(String article) {
    return service
        .getBean(Aggregates.class)
        .find(article)
        .map(s -> s.fields().getList("words", String.class, List.of()))
        .orElse(List.of());
  }

  private List<Kind> kinds(String article) {
    return open(article).stream().map(ParkedEvent::kind).toList();
  }

  private List<ParkedEvent> open(String article) {
    return service.getBean(ParkedEvents.class).lines(Set.of(), Status.OPEN, article, null, 100);
  }
}
