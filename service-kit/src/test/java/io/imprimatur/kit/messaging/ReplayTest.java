package io.imprimatur.kit.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.imprimatur.kit.Conflict;
import io.imprimatur.kit.aggregate.Aggregates;
import io.imprimatur.kit.inbox.IncomingEvent;
import io.imprimatur.kit.inbox.Intake;
import io.imprimatur.kit.inbox.Intake.Outcome;
import io.imprimatur.kit.parked.ParkedDesk;
import io.imprimatur.kit.parked.ParkedEvent;
import io.imprimatur.kit.parked.ParkedEvent.Deed;
import io.imprimatur.kit.parked.ParkedEvent.Kind;
import io.imprimatur.kit.parked.ParkedEvent.Status;
import io.imprimatur.kit.parked.ParkedEvents;
import io.imprimatur.testkit.TestBroker;
import io.imprimatur.testkit.TestStore;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** Operators replay parked events: none is applied twice, and none that must never be. */
class ReplayTest {

  private static final Instant NOW = Instant.parse("2026-11-24T09:00:00Z");

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
  void whatHasAFaultInItsEnvelopeIsNeverApplied() {
    wire.send(article, Sayings.SAID, 1, "a", "old", Map.of("ce_specversion", "0.3"));
    wire.send(article, Sayings.SAID, 1, "b", "bad time", Map.of("ce_time", "yesterday"));
    wire.send(
        article, Sayings.SAID, 1, "c", "no time", Map.of("ce_time", "+10000-01-01T00:00:00Z"));
    wire.send(
        article, Sayings.SAID, 1, "d", "far", Map.of("ce_time", "+999999999-01-01T00:00:00Z"));
    wire.send(
        article, Sayings.SAID, 1, "e", "foreign", Map.of("ce_source", "/" + SYSTEM + "/left"));
    wire.drained();

    assertThat(open()).hasSize(5);
    for (ParkedEvent parked : open()) {
      assertThatThrownBy(() -> desk().replay(parked.id(), "adam"))
          .isInstanceOf(Conflict.class)
          .hasMessage("The event can never be applied: " + parked.cause() + ".");
    }
    assertThat(words()).isEmpty();
    assertThat(open()).hasSize(5);
  }

  @Test
  void aForeignCopyOfAnEventThatWaitsDoesNotTakeItsPlace() {
    wire.say(article, 2, "id", "two");
    wire.send(article, Sayings.SAID, 2, "id", "two", Map.of("ce_source", "/" + SYSTEM + "/left"));
    wire.say(article, 1, "one");

    wire.drained();
    assertThat(words()).containsExactly("one", "two");
    assertThat(open()).extracting(ParkedEvent::kind).containsExactly(Kind.REFUSED);
  }

  @Test
  void aConflictAppliedBeforeACrashIsNotAppliedAgain() {
    ParkedEvent conflict = conflict();
    // The process ended after this, before the deed was noted.
    Outcome outcome = service.getBean(Intake.class).offer(conflict.event(), true);
    assertThat(outcome).isEqualTo(Outcome.APPLIED);
    wire.say(article, 2, "two");
    wire.say(article, 3, "three");
    wire.drained();

    ParkedEvent replayed = desk().replay(conflict.id(), "adam");

    assertThat(words()).containsExactly("one", "another", "two", "three");
    assertThat(replayed.status()).isEqualTo(Status.REPLAYED);
    assertThat(replayed.audit()).extracting(Deed::note).containsExactly("was taken before");
  }

  @Test
  void operatorsAtOnceApplyItOnce() throws Exception {
    ParkedEvent conflict = conflict();
    Callable<Boolean> replay =
        () -> {
          try {
            desk().replay(conflict.id(), "adam");
            return true;
          } catch (Conflict e) {
            return false;
          }
        };
    try (ExecutorService operators = Executors.newFixedThreadPool(8)) {
      List<Future<Boolean>> all =
          operators.invokeAll(Stream.generate(() -> replay).limit(8).toList());
      int done = 0;
      for (Future<Boolean> one : all) {
        done += one.get() ? 1 : 0;
      }
      assertThat(done).isEqualTo(1);
    }
    assertThat(parked().claim(conflict.id(), "late")).as("closed").isEmpty();
    assertThat(words()).containsExactly("one", "another");
    assertThat(parked().find(conflict.id()).orElseThrow().audit()).hasSize(1);
  }

  @Test
  void whatSomebodyHasInHandIsLeftToThem() {
    ParkedEvent conflict = conflict();
    assertThat(parked().claim(conflict.id(), "eva's")).isPresent();

    assertThatThrownBy(() -> desk().setAside(conflict.id(), "adam", "junk"))
        .isInstanceOf(Conflict.class)
        .hasMessageContaining("Somebody is dealing with the event");

    parked().release(conflict.id(), "another");
    assertThat(parked().claim(conflict.id(), "adam's")).isEmpty();
    parked().release(conflict.id(), "eva's");
    assertThat(desk().setAside(conflict.id(), "adam", "junk").status()).isEqualTo(Status.SET_ASIDE);
  }

  @Test
  void aReplayThatFailsReopensNothing() {
    ParkedEvent conflict = conflict();
    desk().setAside(conflict.id(), "eva", "junk");

    parked().note(conflict.id(), new Deed(NOW, "adam", "replay", "failed"), Status.OPEN);

    ParkedEvent closed = parked().find(conflict.id()).orElseThrow();
    assertThat(closed.status()).isEqualTo(Status.SET_ASIDE);
    assertThat(closed.audit()).extracting(Deed::by).containsExactly("eva", "adam");
  }

  @Test
  void aDeadEventWhoseNumberWasTakenOverIsAppliedOnlyOnInsistence() {
    parkedDead(2, "at the last number");
    parkedDead(1, "below it");
    wire.say(article, 1, "one");
    wire.say(article, 2, "two");
    wire.drained();

    for (ParkedEvent dead : open()) {
      assertThatThrownBy(() -> desk().replay(dead.id(), "adam"))
          .isInstanceOf(Conflict.class)
          .hasMessageContaining("another event has number " + dead.event().sequence())
          .hasMessageContaining("replay it once more");
    }
    assertThat(words()).containsExactly("one", "two");
    assertThat(open()).extracting(ParkedEvent::kind).containsOnly(Kind.CONFLICT).hasSize(2);

    open().forEach(conflict -> desk().replay(conflict.id(), "adam"));

    assertThat(words()).containsExactlyInAnyOrder("one", "two", "at the last number", "below it");
    assertThat(open()).isEmpty();
  }

  private ParkedEvent conflict() {
    wire.say(article, 1, "one");
    wire.say(article, 1, "other-id", "another");
    wire.drained();
    assertThat(open()).extracting(ParkedEvent::kind).containsExactly(Kind.CONFLICT);
    return parked().find(open().getFirst().id()).orElseThrow();
  }

  private void parkedDead(long number, String word) {
    parked()
        .park(
            new IncomingEvent(
                "right",
                Wire.id(article, word),
                Sayings.SAID,
                article,
                number,
                NOW,
                word.getBytes(StandardCharsets.UTF_8),
                new IncomingEvent.Origin(wire.right(), 0, 0),
                Map.of()),
            Kind.DEAD,
            "nobody could read it then");
  }

  private List<String> words() {
    return service
        .getBean(Aggregates.class)
        .find(article)
        .map(s -> s.fields().getList("words", String.class, List.of()))
        .orElse(List.of());
  }

  private List<ParkedEvent> open() {
    return parked().lines(Set.of(), Status.OPEN, article, null, 100);
  }

  private static ParkedEvents parked() {
    return service.getBean(ParkedEvents.class);
  }

  private static ParkedDesk desk() {
    return service.getBean(ParkedDesk.class);
  }
}
