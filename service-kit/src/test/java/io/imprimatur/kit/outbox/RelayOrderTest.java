package io.imprimatur.kit.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.imprimatur.kit.outbox.Relay.Settings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.bson.Document;
import org.bson.types.Binary;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.kafka.core.KafkaOperations;
import org.springframework.kafka.support.SendResult;

/** An event that the producer gave up must not come to the topic behind its successor. */
class RelayOrderTest {

  private static final String ARTICLE = "0197c0de-0000-7000-8000-000000000001";

  private final MongoOperations store = mock();
  private final KafkaOperations<String, byte[]> kafka = mock();
  private final List<String> sent = new CopyOnWriteArrayList<>();
  private final List<CompletableFuture<SendResult<String, byte[]>>> replies =
      new CopyOnWriteArrayList<>();
  private final AtomicInteger looks = new AtomicInteger();
  private final Relay relay =
      new Relay(
          new Outboxes(store, "articles"),
          kafka,
          "imprimatur.test",
          new Settings(
              1,
              Duration.ofMinutes(1),
              Duration.ofHours(1),
              Duration.ofHours(1),
              Duration.ofHours(1)),
          Clock.systemUTC(),
          new SimpleMeterRegistry());

  @AfterEach
  void stop() {
    replies.forEach(reply -> reply.complete(null));
    relay.stop();
  }

  @Test
  void anEventIsSentWhenTheBrokerHasTheOneBeforeIt() {
    when(store.findOne(any(), eq(Document.class), eq("articles")))
        .thenAnswer(
            call -> {
              looks.incrementAndGet();
              return new Document("outbox", List.of(entry(1), entry(2), entry(3)));
            });
    when(kafka.send(any(ProducerRecord.class)))
        .thenAnswer(
            call -> {
              ProducerRecord<String, byte[]> record = call.getArgument(0);
              CompletableFuture<SendResult<String, byte[]>> reply = new CompletableFuture<>();
              sent.add(new String(record.value(), StandardCharsets.UTF_8));
              replies.add(reply);
              return reply;
            });
    relay.start();
    relay.signal(ARTICLE);

    await().until(() -> replies.size() == 1);
    assertThat(sent).containsExactly("1");
    replies.get(0).complete(null);
    await().until(() -> replies.size() == 2);
    replies.get(1).completeExceptionally(new TimeoutException("given up"));

    // The work on the article ends with what was given up; a later look begins with it.
    await()
        .until(
            () -> {
              relay.signal(ARTICLE);
              return looks.get() == 2;
            });
    await().until(() -> replies.size() == 3);
    assertThat(sent).as("3 was not sent behind 2").containsExactly("1", "2", "1");
  }

  private static Document entry(long number) {
    return new Document("sequence", number)
        .append("headers", new Document("ce_type", "test").append("ce_id", "id" + number))
        .append("body", new Binary(Long.toString(number).getBytes(StandardCharsets.UTF_8)));
  }
}
