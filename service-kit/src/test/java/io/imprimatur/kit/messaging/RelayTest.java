package io.imprimatur.kit.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.imprimatur.kit.aggregate.Aggregates;
import io.imprimatur.kit.aggregate.Outgoing;
import io.imprimatur.kit.aggregate.Write;
import io.imprimatur.kit.messaging.Wire.Answer;
import io.imprimatur.kit.outbox.Outboxes;
import io.imprimatur.testkit.TestBroker;
import io.imprimatur.testkit.TestStore;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.bson.Document;
import org.bson.types.Binary;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Update;

/**
 * How events leave: at once, in order, by two instances at the same time, and one article not
 * hindering another.
 */
class RelayTest {

  private static final Instant NOW = Instant.parse("2026-11-24T09:00:00Z");

  private static final String SYSTEM = Wire.newSystem();

  private static Wire wire;

  @BeforeAll
  static void start() {
    wire = new Wire(TestBroker.bootstrapServers(), SYSTEM);
  }

  @AfterAll
  static void stop() {
    wire.close();
  }

  @Test
  void sendsAtOnceAndNotWhenTheSweepComes() {
    try (var service =
        service(
            "at-once",
            "imprimatur.events.sweep-every=1h",
            "imprimatur.events.take-over-after=1h")) {
      String article = UUID.randomUUID().toString();

      say(service, article, "one");
      say(service, article, "two");

      await().atMost(Duration.ofSeconds(10)).until(() -> wire.answers(article).size() == 2);
      assertThat(wire.answers(article)).extracting(Answer::word).containsExactly("one", "two");
      await().until(() -> service.getBean(Outboxes.class).oldest().isEmpty());
    }
  }

  @Test
  void twoInstancesThatSendTheSameArticlesKeepEachArticlesOrder() throws Exception {
    // An age of zero makes both sweeps take over what the other is just sending.
    String[] eager = {
      "imprimatur.events.sweep-every=1ms",
      "imprimatur.events.take-over-after=0s",
      "imprimatur.events.lease=1ms"
    };
    List<String> articles =
        IntStream.range(0, 20).mapToObj(i -> UUID.randomUUID().toString()).toList();
    try (var one = service("two", eager);
        var two = service("two", eager);
        ExecutorService writers = Executors.newFixedThreadPool(4)) {
      List<Future<?>> work = new ArrayList<>();
      for (int i = 0; i < 600; i++) {
        String article = articles.get(i % articles.size());
        String word = "word " + i;
        var instance = i % 3 == 0 ? one : two;
        work.add(writers.submit(() -> say(instance, article, word)));
      }
      for (Future<?> done : work) {
        done.get();
      }
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> one.getBean(Outboxes.class).oldest().isEmpty());
      assertThat(one.getBean(MongoOperations.class).getCollection("articles").find())
          .as("what is sent is leased no more")
          .noneMatch(found -> found.containsKey("outboxLease"));
    }

    List<Answer> all = wire.answers();
    for (String article : articles) {
      List<Answer> sent = all.stream().filter(a -> a.article().equals(article)).toList();
      assertThat(new LinkedHashSet<>(sent.stream().map(Answer::number).toList()))
          .as("numbers in the order in which they came first")
          .containsExactlyElementsOf(LongStream.rangeClosed(1, 30).boxed().toList());
      assertThat(sent.stream().distinct()).as("one event under each number").hasSize(30);
    }
    assertThat(all.size())
        .as("something was sent twice, or this test shows nothing")
        .isGreaterThan(600);
  }

  @Test
  void anEventThatCannotBeSentHoldsItsOwnArticleOnly() {
    try (var service = service("large", "imprimatur.events.max-record=100000")) {
      String held = UUID.randomUUID().toString();
      String free = UUID.randomUUID().toString();

      say(service, held, "first");
      say(service, held, "x".repeat(200_000));
      say(service, held, "behind");
      say(service, free, "free");

      await().until(() -> wire.answers(free).size() == 1);
      await().until(() -> wire.answers(held).size() == 1);
      assertThat(service.getBean(Outboxes.class).oldest()).isPresent();
      assertThat(
              service
                  .getBean(Aggregates.class)
                  .find(held)
                  .orElseThrow()
                  .fields()
                  .getList("outbox", Object.class))
          .hasSize(2);
      assertThat(wire.answers(held)).extracting(Answer::word).containsExactly("first");
    }
  }

  @Test
  void whatWasWrittenBeforeTheClockWasSetBackIsSentAllTheSame() {
    try (var service = service("set-back")) {
      String article = UUID.randomUUID().toString();
      Instant ahead = Instant.now().plus(Duration.ofHours(1));
      // As an instance left it that died before the clock was set back by an hour.
      service
          .getBean(MongoOperations.class)
          .getCollection("articles")
          .insertOne(
              new Document("_id", article)
                  .append("guard", 1L)
                  .append("sequence", 1L)
                  .append("outboxLease", new Document("owner", "gone").append("until", ahead))
                  .append(
                      "outbox",
                      List.of(
                          new Document("sequence", 1L)
                              .append("at", ahead)
                              .append(
                                  "headers",
                                  new Document("ce_id", article).append("ce_sequence", "1"))
                              .append(
                                  "body", new Binary("one".getBytes(StandardCharsets.UTF_8))))));

      await().atMost(Duration.ofSeconds(30)).until(() -> wire.answers(article).size() == 1);
      await().until(() -> service.getBean(Outboxes.class).oldest().isEmpty());
    }
  }

  private static ConfigurableApplicationContext service(String database, String... settings) {
    return SayingsApplication.start(
        TestBroker.bootstrapServers(), TestStore.uri(SYSTEM + "-" + database), SYSTEM, settings);
  }

  private static void say(ConfigurableApplicationContext service, String article, String word) {
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
                            NOW,
                            word.getBytes(StandardCharsets.UTF_8)))));
  }
}
