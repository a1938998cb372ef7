package io.imprimatur.kit.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.imprimatur.kit.aggregate.Aggregates;
import io.imprimatur.kit.aggregate.Outgoing;
import io.imprimatur.kit.aggregate.Write;
import io.imprimatur.kit.messaging.Wire.Answer;
import io.imprimatur.kit.outbox.Outboxes;
import io.imprimatur.kit.parked.ParkedEvent.Status;
import io.imprimatur.kit.parked.ParkedEvents;
import io.imprimatur.testkit.ServerProcess;
import io.imprimatur.testkit.TestBroker;
import io.imprimatur.testkit.TestStore;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.data.mongodb.core.query.Update;

/** The store or the broker is killed while work is in flight and stays away for ten seconds. */
class AwayTest {

  private static final Duration AWAY = Duration.ofSeconds(10);
  private static final Duration RECOVERY = Duration.ofSeconds(60);
  private static final int EACH = 60;
  private static final String SYSTEM = "test";

  private final List<String> articles =
      IntStream.range(0, 5).mapToObj(i -> UUID.randomUUID().toString()).toList();

  @Test
  void theStore() {
    try (ServerProcess broker = TestBroker.process();
        ServerProcess store = TestStore.process();
        Wire wire = new Wire(broker.address(), SYSTEM);
        var service =
            SayingsApplication.start(broker.address(), store.address() + "/left", SYSTEM)) {
      sayAll(wire, 1, EACH / 2);
      await().until(() -> heard(service, articles.getFirst()) > 0);

      store.kill();
      sayAll(wire, EACH / 2 + 1, EACH);
      awayFor(store);
      assertThat(lag(wire)).as("work in flight").isPositive();
      store.start();

      wire.drained();
      await().atMost(RECOVERY).until(() -> service.getBean(Outboxes.class).oldest().isEmpty());
      everythingOnce(service, wire);
    }
  }

  @Test
  void theBroker() {
    try (ServerProcess broker = TestBroker.process();
        ServerProcess store = TestStore.process();
        Wire wire = new Wire(broker.address(), SYSTEM);
        var service =
            SayingsApplication.start(broker.address(), store.address() + "/left", SYSTEM)) {
      sayAll(wire, 1, EACH / 2);
      await().until(() -> heard(service, articles.getFirst()) > 0);

      broker.kill();
      String commanded = UUID.randomUUID().toString();
      Instant before = Instant.now();
      command(service, commanded, "while the broker is away");
      assertThat(Duration.between(before, Instant.now()))
          .as("a command does not wait")
          .isLessThan(Duration.ofSeconds(3));
      awayFor(broker);
      assertThat(service.getBean(Outboxes.class).oldest()).as("work in flight").isPresent();
      broker.start();

      sayAll(wire, EACH / 2 + 1, EACH);
      wire.drained();
      await().atMost(RECOVERY).until(() -> service.getBean(Outboxes.class).oldest().isEmpty());
      everythingOnce(service, wire);
      assertThat(wire.answers(commanded).stream().distinct())
          .extracting(Answer::word)
          .containsExactly("while the broker is away");
    }
  }

  private void sayAll(Wire wire, int from, int to) {
    for (int number = from; number <= to; number++) {
      for (String article : articles) {
        wire.say(article, number, "word " + number);
      }
    }
  }

  private static void awayFor(ServerProcess server) {
    await().pollDelay(AWAY).atMost(AWAY.multipliedBy(2)).until(() -> !server.isAlive());
  }

  private void everythingOnce(ConfigurableApplicationContext service, Wire wire) {
    List<String> expected = IntStream.rangeClosed(1, EACH).mapToObj(i -> "word " + i).toList();
    List<Answer> told = wire.answers();
    for (String article : articles) {
      assertThat(
              service
                  .getBean(Aggregates.class)
                  .find(article)
                  .orElseThrow()
                  .fields()
                  .getList("words", String.class))
          .containsExactlyElementsOf(expected);
      assertThat(told.stream().filter(a -> a.article().equals(article)).distinct())
          .extracting(Answer::word)
          .containsExactlyElementsOf(expected);
    }
    assertThat(service.getBean(ParkedEvents.class).list(Set.of(), Status.OPEN, null, null, 10))
        .isEmpty();
  }

  private static int heard(ConfigurableApplicationContext service, String article) {
    return service
        .getBean(Aggregates.class)
        .find(article)
        .map(s -> s.fields().getList("words", String.class, List.of()).size())
        .orElse(0);
  }

  private static long lag(Wire wire) {
    try {
      return wire.lag();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static void command(ConfigurableApplicationContext service, String article, String word) {
    service
        .getBean(Aggregates.class)
        .change(
            article,
            before ->
                Write.of(
                    word,
                    new Update().push("words", word),
                    List.of(
                        new Outgoing(
                            UUID.randomUUID(),
                            Sayings.SAID_ON,
                            Instant.now(),
                            word.getBytes(StandardCharsets.UTF_8)))));
  }
}
