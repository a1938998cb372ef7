package io.imprimatur.kit.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.imprimatur.kit.observability.Traces;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.core.KafkaOperations;
import org.springframework.kafka.support.SendResult;

/** Events of several articles at once, and of each article one behind the other. */
class ShipmentTest {

  private static final SendResult<String, byte[]> TAKEN = new SendResult<>(null, null);

  /** What was handed to the producer, as article and number, with the reply that it waits for. */
  private final Map<String, CompletableFuture<SendResult<String, byte[]>>> sent =
      new ConcurrentSkipListMap<>();

  private final KafkaOperations<String, byte[]> kafka = mock();

  @BeforeEach
  void producer() {
    when(kafka.send(any(ProducerRecord.class)))
        .thenAnswer(
            call -> {
              ProducerRecord<String, byte[]> record = call.getArgument(0);
              CompletableFuture<SendResult<String, byte[]>> reply = new CompletableFuture<>();
              String number = new String(record.value(), StandardCharsets.UTF_8);
              assertThat(sent.put(record.key() + number, reply)).as("sent twice").isNull();
              return reply;
            });
  }

  /** An event that the producer gave up must not come to the topic behind its successor. */
  @Test
  void anEventIsSentWhenTheBrokerHasTheOneBeforeIt() {
    CompletableFuture<Map<String, Long>> shipped = ship(Duration.ofMinutes(1));
    awaitSent("a4", "b1");

    sent.get("b1").complete(TAKEN);
    sent.get("a4").complete(TAKEN);
    awaitSent("a4", "a5", "b1", "b2");
    sent.get("a5").complete(TAKEN);
    sent.get("b2").completeExceptionally(new TimeoutException("given up"));
    awaitSent("a4", "a5", "a6", "b1", "b2");
    sent.get("a6").complete(TAKEN);

    assertThat(shipped.join()).containsExactly(Map.entry("a", 6L), Map.entry("b", 1L));
    assertThat(sent).doesNotContainKey("b3");
  }

  @Test
  void anArticleOfWhichNothingArrivesHoldsNoOther() {
    CompletableFuture<Map<String, Long>> shipped = ship(Duration.ofMinutes(1));
    awaitSent("a4", "b1");
    sent.get("a4").completeExceptionally(new TimeoutException("given up"));
    for (String next : List.of("b1", "b2", "b3")) {
      await().until(() -> sent.containsKey(next));
      sent.get(next).complete(TAKEN);
    }

    assertThat(shipped.join()).containsExactly(Map.entry("b", 3L));
    assertThat(sent).doesNotContainKeys("a5", "a6");
  }

  @Test
  void aBrokerThatSaysNothingIsNotWaitedForAtEachEvent() {
    assertThat(ship(Duration.ofMillis(200)).join()).isEmpty();
    assertThat(sent).containsOnlyKeys("a4", "b1");
  }

  private void awaitSent(String... exactly) {
    await().untilAsserted(() -> assertThat(sent.keySet()).containsExactly(exactly));
  }

  private CompletableFuture<Map<String, Long>> ship(Duration acknowledgement) {
    Shipment shipment =
        new Shipment(
            kafka,
            "imprimatur.test",
            acknowledgement,
            new SimpleMeterRegistry(),
            Traces.UNRECORDED);
    Map<String, List<Outboxes.Entry>> unsent = new LinkedHashMap<>();
    unsent.put("a", entries(4, 6));
    unsent.put("b", entries(1, 3));
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return shipment.send(unsent);
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  private static List<Outboxes.Entry> entries(long from, long to) {
    return LongStream.rangeClosed(from, to)
        .mapToObj(
            n ->
                new Outboxes.Entry(
                    n,
                    new Document("ce_type", "test").append("ce_id", "id" + n),
                    Long.toString(n).getBytes(StandardCharsets.UTF_8)))
        .toList();
  }
}
