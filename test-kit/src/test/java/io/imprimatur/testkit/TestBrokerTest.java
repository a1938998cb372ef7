package io.imprimatur.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;

class TestBrokerTest {

  @Test
  void recordsComeBackWithKeyHeadersAndBody() {
    Topics topics = TestBroker.topics();
    String topic = "records-" + UUID.randomUUID();
    topics.create(topic, 3);
    topics.create(topic, 3);

    topics.write(topic, "a", Map.of("ce_type", "新闻"), "{\"n\":1}");
    topics.write(topic, "b", Map.of(), "{}");
    topics.write(topic, "a", Map.of(), "{\"n\":2}");

    assertThat(topics.readAll(topic)).hasSize(3);
    assertThat(topics.readAll(topic, "a"))
        .extracting(TopicRecord::body)
        .containsExactly("{\"n\":1}", "{\"n\":2}");
    assertThat(topics.readAll(topic, "a").getFirst().headers())
        .containsExactly(entry("ce_type", "新闻"));
  }

  @Test
  void lagIsWhatAGroupHasNotCommitted() {
    Topics topics = TestBroker.topics();
    String topic = "lag-" + UUID.randomUUID();
    topics.create(topic, 2);
    IntStream.range(0, 5).forEach(n -> topics.write(topic, "k" + n, Map.of(), "x"));
    String group = "group-" + topic;
    assertThat(topics.lag(group, topic)).isEqualTo(5);

    try (var consumer = consumer(group)) {
      consumer.subscribe(List.of(topic));
      int taken = 0;
      while (taken < 5) {
        taken += consumer.poll(Duration.ofSeconds(1)).count();
      }
      assertThat(topics.lag(group, topic)).isEqualTo(5);
      consumer.commitSync();
    }

    topics.awaitDrained(group, Duration.ofSeconds(10), topic);
    var taken = topics.ends(List.of(topic));
    topics.write(topic, "k", Map.of(), "x");
    assertThat(topics.lag(group, topic)).isEqualTo(1);

    var more = topics.ends(List.of(topic));
    assertThat(more.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(6);
    assertThat(topics.hasTaken(group, taken)).isTrue();
    assertThat(topics.hasTaken(group, more)).isFalse();
    assertThat(topics.hasTaken("nobody-" + topic, taken)).isFalse();
  }

  @Test
  void aKilledBrokerComesBackWithWhatItAcknowledged() {
    try (ServerProcess broker = TestBroker.process()) {
      Topics topics = new Topics(broker.address());
      topics.create("kept", 2);
      topics.write("kept", "a", Map.of("n", "1"), "first");

      broker.kill();
      assertThat(broker.isAlive()).isFalse();
      broker.start();

      assertThat(topics.readAll("kept")).extracting(TopicRecord::body).containsExactly("first");
    }
  }

  private static KafkaConsumer<String, String> consumer(String group) {
    return new KafkaConsumer<>(
        Map.of(
            "bootstrap.servers",
            TestBroker.bootstrapServers(),
            "group.id",
            group,
            "auto.offset.reset",
            "earliest",
            "enable.auto.commit",
            false),
        new StringDeserializer(),
        new StringDeserializer());
  }
}
