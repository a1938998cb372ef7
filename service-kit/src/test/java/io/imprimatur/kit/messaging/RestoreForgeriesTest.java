package io.imprimatur.kit.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.imprimatur.kit.aggregate.Aggregates;
import io.imprimatur.kit.aggregate.Stored;
import io.imprimatur.testkit.TestBackup;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

/**
 * Whoever reaches the broker can write to a service's own topic: a restore takes nothing over from
 * there that its neighbours would not have taken.
 */
class RestoreForgeriesTest extends RestoredHouse {

  @Test
  void forgeriesInTheOwnTopicAreListedAndTheGenuineEventIsTakenOver() {
    String strange = UUID.randomUUID().toString();
    TestBackup backup =
        lived(
            () -> say(article, 1, "one"),
            () -> {
              forge(article, 2, "forged:2:nonsense", Map.of());
              forge(article, 2, "from elsewhere", Map.of("ce_source", "/test/right"));
              forge(article, 2, "unreadable", Map.of());
              say(article, 2, "sealed:7:two");
              said(article, "sealed:7:two");
              forge(article, 2, "another second", Map.of());
              forge(article, 3, "sealed:7:again", Map.of());
              forge(strange, 1_000_000, "far ahead", Map.of());
              say(article, 3, "three");
            });
    forge(null, 1, "without a key", Map.of("ce_subject", ""));
    backup.putBack();

    try (var service = restored(backup)) {
      assertThat(service.getBean(Aggregates.class).find(article).map(Stored::sequence))
          .contains(3L);
      assertThat(service.getBean(Aggregates.class).find(strange)).as("no number taken").isEmpty();
      assertThat(listed(service))
          .containsExactlyInAnyOrder(
              "REFUSED forged:2:nonsense",
              "REFUSED from elsewhere",
              "DEAD unreadable",
              "CONFLICT another second",
              "REFUSED sealed:7:again",
              "REFUSED far ahead",
              "DEAD without a key");
      say(article, 4, "four");
      settled(service);
    }
    assertThat(words(article)).containsExactly("one", "sealed:7:two", "three", "four");
    assertThat(genuine(article)).containsExactly("1 one", "2 sealed:7:two", "3 three", "4 four");
  }

  @Test
  void theNumberOfAnEventThatNobodyCanReadIsUsed() {
    TestBackup backup =
        lived(
            () -> say(article, 1, "one"),
            () -> {
              forge(article, 2, "unreadable", Map.of());
              forge(article, 3, "three", Map.of());
              forge(article, 4, "unreadable too", Map.of());
            });
    backup.putBack();

    try (var service = restored(backup)) {
      assertThat(service.getBean(Aggregates.class).find(article).map(Stored::sequence))
          .contains(4L);
      assertThat(listed(service))
          .containsExactlyInAnyOrder("DEAD unreadable", "DEAD unreadable too");
      say(article, 2, "two");
      settled(service);
    }
    assertThat(words(article)).containsExactly("one", "three", "two");
    assertThat(wire.answers(article).getLast().number()).isEqualTo(5);
  }

  /** Writes to the service's own topic, as whoever reaches the broker can. */
  private void forge(String key, long number, String word, Map<String, String> replaced) {
    Map<String, String> headers =
        new LinkedHashMap<>(
            Map.of(
                "ce_specversion",
                "1.0",
                "ce_id",
                UUID.randomUUID().toString(),
                "ce_source",
                SOURCE,
                "ce_type",
                Sayings.SAID_ON,
                "ce_subject",
                key == null ? "" : key,
                "ce_time",
                "2026-11-27T00:00:00Z",
                "ce_sequence",
                Long.toString(number)));
    headers.putAll(replaced);
    var record =
        new ProducerRecord<String, byte[]>(wire.left(), key, word.getBytes(StandardCharsets.UTF_8));
    headers.forEach(
        (name, value) -> {
          if (!value.isEmpty()) {
            record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
          }
        });
    try (var producer =
        new KafkaProducer<String, byte[]>(
            Map.of("bootstrap.servers", broker.bootstrapServers()),
            new StringSerializer(),
            new ByteArraySerializer())) {
      producer.send(record);
    }
  }

  private List<String> genuine(String about) {
    List<String> words = words(about);
    return wire.answers(about).stream()
        .filter(a -> words.contains(a.word()))
        .map(a -> a.number() + " " + a.word())
        .toList();
  }
}
