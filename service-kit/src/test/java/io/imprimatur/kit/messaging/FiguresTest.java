package io.imprimatur.kit.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.imprimatur.kit.aggregate.Aggregates;
import io.imprimatur.kit.aggregate.Stored;
import io.imprimatur.kit.aggregate.Write;
import io.imprimatur.kit.inbox.IncomingEvent;
import io.imprimatur.kit.inbox.Intake;
import io.imprimatur.kit.observability.Traces;
import io.imprimatur.kit.observability.Transitions;
import io.imprimatur.kit.parked.ParkedEvents;
import io.imprimatur.testkit.ServerProcess;
import io.imprimatur.testkit.TestBroker;
import io.imprimatur.testkit.TestStore;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.search.Search;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.data.mongodb.core.query.Update;

/**
 * Figures of events and of writes: each moves by what was done, once, and none pretends to know.
 */
class FiguresTest {

  private static final Duration SOON = Duration.ofSeconds(60);

  private final String article = UUID.randomUUID().toString();
  private final String system = Wire.newSystem();
  private Wire wire;
  private ConfigurableApplicationContext service;
  private MeterRegistry metrics;

  @BeforeEach
  void start() {
    wire = new Wire(TestBroker.bootstrapServers(), system);
    service =
        SayingsApplication.start(TestBroker.bootstrapServers(), TestStore.uri(system), system);
    metrics = service.getBean(MeterRegistry.class);
  }

  @AfterEach
  void stop() {
    wire.close();
    service.close();
  }

  @Test
  void eachEventCountsAsWhatBecameOfIt() {
    assertThat(taken("applied")).as("before the first one").isZero();
    assertThat(sent()).as("before the first one").isZero();

    wire.say(article, 1, "one");
    wire.say(article, 1, "one");
    wire.say(article, 3, "three");
    wire.drained();
    assertThat(taken("applied")).isEqualTo(1);
    assertThat(taken("duplicate")).isEqualTo(1);
    assertThat(taken("early")).isEqualTo(1);
    assertThat(gauge("imprimatur.parked.events", "early")).isEqualTo(1);

    wire.say(article, 2, "forged:two");
    wire.say(article, 2, "two");
    wire.send(article, "test.never-heard-of.v1", 4, Wire.id(article, "4"), "four", Map.of());
    wire.say(article, 5, "illegal:five");
    wire.drained();
    assertThat(taken("applied")).isEqualTo(4);
    assertThat(taken("refused")).isEqualTo(1);
    assertThat(taken("dead")).isEqualTo(1);
    assertThat(count("imprimatur.events.unknown")).isEqualTo(1);
    assertThat(count("imprimatur.events.alarms")).as("refused and dead").isEqualTo(2);
    assertThat(gauge("imprimatur.parked.events", "early")).isZero();
    assertThat(gauge("imprimatur.parked.events", "refused")).isEqualTo(1);
    assertThat(gauge("imprimatur.parked.events", "dead")).isEqualTo(1);

    await().atMost(SOON).until(() -> wire.answers(article).size() == 3);
    await().atMost(SOON).until(() -> gauge("imprimatur.outbox.oldest.age", null) == 0);
    assertThat(sent()).isEqualTo(3);
  }

  /** Sent twice, as after a crash; and one that is tried again and again. */
  @Test
  void whatIsParkedCountsOnceHoweverOftenItComes() {
    for (int i = 0; i < 2; i++) {
      wire.send(article, Sayings.SAID, 1, "nameless", "no number", Map.of("ce_sequence", ""));
      wire.send(
          article, Sayings.SAID, 1, "foreign", "one", Map.of("ce_source", "/" + system + "/left"));
      wire.say(article, 1, "forged:one");
      wire.say(article, 3, "three");
      wire.say(UUID.randomUUID().toString(), 1, "illegal:" + i);
    }
    String odd = UUID.randomUUID().toString();
    wire.say(odd, 1, "odd:" + odd);

    wire.drained();
    assertThat(service.getBean(Sayings.class).tries("odd:" + odd)).isGreaterThan(4);
    assertThat(taken("dead")).as("without a number, two illegal, and the odd one").isEqualTo(4);
    assertThat(taken("refused")).as("from a foreign source, and forged").isEqualTo(2);
    assertThat(taken("early")).isEqualTo(1);
    assertThat(count("imprimatur.events.alarms")).isEqualTo(6);
    assertThat(gauge("imprimatur.parked.events", "dead")).isEqualTo(4);
    assertThat(gauge("imprimatur.parked.events", "refused")).isEqualTo(2);
  }

  @Test
  void theAlarmOfAnEventThatLostARaceCountsOnce() {
    wire.say(article, 1, "one");
    wire.drained();
    Aggregates aggregates = service.getBean(Aggregates.class);
    AtomicInteger decided = new AtomicInteger();
    Sayings overtaken =
        new Sayings(Clock.systemUTC()) {
          @Override
          public Write<?> apply(IncomingEvent raw, String word, Optional<Stored> before) {
            if (decided.incrementAndGet() == 1) {
              // Somebody else is faster.
              aggregates.change(article, b -> set("other"));
            }
            return super.apply(raw, word, before);
          }
        };
    Intake<String> intake =
        new Intake<>(
            overtaken,
            aggregates,
            service.getBean(ParkedEvents.class),
            null,
            metrics,
            service.getBean(Traces.class));

    Intake.Outcome outcome =
        intake.offer(
            new IncomingEvent(
                "right",
                "late",
                Sayings.SAID,
                article,
                1,
                Instant.now(),
                "sealed:1:late".getBytes(StandardCharsets.UTF_8),
                new IncomingEvent.Origin(wire.right(), 0, 0),
                Map.of()),
            false);

    assertThat(outcome).isEqualTo(Intake.Outcome.APPLIED);
    assertThat(decided).hasValue(2);
    assertThat(count("imprimatur.events.alarms")).isEqualTo(1);
  }

  @Test
  void aWriteThatLostARaceCountsOnce() {
    Aggregates aggregates = service.getBean(Aggregates.class);
    Transitions transitions = service.getBean(Transitions.class);
    AtomicInteger decided = new AtomicInteger();

    aggregates.change(
        article,
        before -> {
          if (decided.incrementAndGet() == 1) {
            // Somebody else is faster.
            aggregates.change(article, b -> set("other").andThen(() -> {}));
          }
          return set("mine").andThen(transitions.counted("open", "closed", null));
        });

    assertThat(decided).hasValue(2);
    assertThat(
            metrics
                .get(Transitions.NAME)
                .tags("from", "open", "to", "closed", "told", "none")
                .counter()
                .count())
        .isEqualTo(1);
  }

  @Test
  void whatIsNoTransitionIsNotCounted() {
    Transitions transitions = service.getBean(Transitions.class);
    transitions.counted("open", "open", null).run();
    assertThat(metrics.find(Transitions.NAME).counter()).isNull();

    transitions.counted("open", "open", "test.said-on.v1").run();
    assertThat(metrics.get(Transitions.NAME).tag("told", "test.said-on.v1").counter().count())
        .isEqualTo(1);
  }

  @Test
  void whileTheStoreIsAwayWhatItKnowsIsUnknownAndNotNothing() {
    try (ServerProcess store = TestStore.process();
        var other =
            SayingsApplication.start(
                TestBroker.bootstrapServers(), store.address() + "/figures", Wire.newSystem())) {
      metrics = other.getBean(MeterRegistry.class);
      assertThat(gauge("imprimatur.outbox.oldest.age", null)).isZero();

      store.kill();
      assertThat(gauge("imprimatur.outbox.oldest.age", null)).isNaN();
      assertThat(gauge("imprimatur.parked.events", "dead")).isNaN();

      store.start();
      await().atMost(SOON).until(() -> gauge("imprimatur.outbox.oldest.age", null) == 0);
      await().atMost(SOON).until(() -> gauge("imprimatur.parked.events", "dead") == 0);
    }
  }

  private static Write<String> set(String word) {
    return Write.of(word, new Update().set("word", word), java.util.List.of());
  }

  private double taken(String outcome) {
    return metrics
        .get("imprimatur.events.taken")
        .tags("source", "right", "outcome", outcome)
        .counter()
        .count();
  }

  private double sent() {
    return metrics.get("imprimatur.events.sent").tag("type", Sayings.SAID_ON).counter().count();
  }

  private double count(String name) {
    return metrics.get(name).tag("source", "right").counter().count();
  }

  private double gauge(String name, String kind) {
    Search search = metrics.find(name);
    return (kind == null ? search : search.tag("kind", kind)).gauge().value();
  }
}
