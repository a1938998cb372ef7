package io.imprimatur.broker.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the services ask of a broker. */
class BrokerContractTest {

  private static final int PARTITIONS = 12;
  private static final int LARGEST_RECORD = 2 * 1024 * 1024;
  private static final Duration SOON = Duration.ofSeconds(30);

  private final String topic = "contract-" + UUID.randomUUID();
  private final String group = "group-" + topic;
  private Admin admin;
  private KafkaProducer<String, byte[]> producer;

  @BeforeEach
  void topic() throws Exception {
    String servers = ServerUnderTest.bootstrapServers();
    admin = Admin.create(Map.of("bootstrap.servers", servers));
    admin.createTopics(List.of(asTheSystemHasIt())).all().get();
    awaitLeaders();
    producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                servers,
                "acks",
                "all",
                "enable.idempotence",
                true,
                "max.request.size",
                2 * LARGEST_RECORD),
            new StringSerializer(),
            new ByteArraySerializer());
  }

  /** A topic is known, and each partition's leader answers, only some time after it was made. */
  private void awaitLeaders() {
    Map<TopicPartition, OffsetSpec> ends =
        IntStream.range(0, PARTITIONS)
            .mapToObj(n -> new TopicPartition(topic, n))
            .collect(Collectors.toMap(p -> p, p -> OffsetSpec.latest()));
    await()
        .atMost(SOON)
        .pollDelay(Duration.ZERO)
        .ignoreExceptionsInstanceOf(ExecutionException.class)
        .until(() -> admin.listOffsets(ends).all().get().size() == PARTITIONS);
  }

  @AfterEach
  void close() {
    producer.close();
    admin.close();
  }

  private NewTopic asTheSystemHasIt() {
    return new NewTopic(topic, PARTITIONS, (short) 1)
        .configs(
            Map.of("retention.ms", "-1", "max.message.bytes", Integer.toString(LARGEST_RECORD)));
  }

  @Test
  void aTopicIsKeptForEverAsItWasMadeAndIsNotMadeTwice() throws Exception {
    var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    var config = admin.describeConfigs(List.of(resource)).all().get().get(resource);
    assertThat(config.get("retention.ms").value()).isEqualTo("-1");
    assertThat(config.get("cleanup.policy").value()).isEqualTo("delete");
    assertThat(admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic).partitions())
        .hasSize(PARTITIONS);
    assertThatThrownBy(() -> admin.createTopics(List.of(asTheSystemHasIt())).all().get())
        .hasCauseInstanceOf(TopicExistsException.class);
  }

  @Test
  void aTopicIsNeverMadeByAccident() {
    assertThatThrownBy(() -> admin.describeTopics(List.of(topic + "-other")).allTopicNames().get())
        .hasCauseInstanceOf(UnknownTopicOrPartitionException.class);
    var record = new ProducerRecord<>(topic + "-other", "k", bytes("v"));
    try (var impatient =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", ServerUnderTest.bootstrapServers(), "max.block.ms", 2_000),
            new StringSerializer(),
            new ByteArraySerializer())) {
      assertThatThrownBy(() -> impatient.send(record).get()).isInstanceOf(ExecutionException.class);
    }
  }

  @Test
  void recordsOfAKeyComeInOrderWithTheirHeaders() throws Exception {
    for (int n = 0; n < 200; n++) {
      var record = new ProducerRecord<>(topic, "key-" + n % 7, bytes("body " + n));
      record.headers().add("ce_sequence", bytes(Integer.toString(n)));
      record.headers().add("ce_subject", bytes("新闻"));
      producer.send(record);
    }
    producer.flush();

    Map<String, List<Integer>> byKey = new LinkedHashMap<>();
    Map<String, Set<Integer>> partitions = new HashMap<>();
    try (var consumer = consumer()) {
      consumer.subscribe(List.of(topic));
      for (ConsumerRecord<String, byte[]> record : read(consumer, 200)) {
        String number = header(record, "ce_sequence");
        assertThat(new String(record.value(), StandardCharsets.UTF_8)).isEqualTo("body " + number);
        assertThat(header(record, "ce_subject")).isEqualTo("新闻");
        byKey.computeIfAbsent(record.key(), k -> new ArrayList<>()).add(Integer.valueOf(number));
        partitions.computeIfAbsent(record.key(), k -> new HashSet<>()).add(record.partition());
      }
    }
    assertThat(byKey).hasSize(7);
    assertThat(byKey.values()).allSatisfy(numbers -> assertThat(numbers).isSorted());
    assertThat(partitions.values()).allSatisfy(of -> assertThat(of).hasSize(1));
  }

  @Test
  void aRecordOfTwoMebibytesIsTakenAndALargerOneRefused() throws Exception {
    producer.send(new ProducerRecord<>(topic, "k", new byte[LARGEST_RECORD - 1024])).get();

    assertThatThrownBy(
            () ->
                producer.send(new ProducerRecord<>(topic, "k", new byte[LARGEST_RECORD + 1])).get())
        .hasCauseInstanceOf(RecordTooLargeException.class);
    try (var consumer = consumer()) {
      consumer.subscribe(List.of(topic));
      assertThat(read(consumer, 1).getFirst().value()).hasSize(LARGEST_RECORD - 1024);
    }
  }

  @Test
  void aGroupGoesOnWhereItCommitted() throws Exception {
    send(10);
    try (var consumer = consumer()) {
      consumer.subscribe(List.of(topic));
      read(consumer, 10);
      consumer.commitSync();
    }
    send(3);
    try (var consumer = consumer()) {
      consumer.subscribe(List.of(topic));
      assertThat(read(consumer, 3)).hasSize(3);
    }

    Map<TopicPartition, OffsetAndMetadata> committed =
        admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
    assertThat(committed.values().stream().mapToLong(OffsetAndMetadata::offset).sum())
        .isEqualTo(10);
  }

  @Test
  void twoOfAGroupShareThePartitionsAndOneTakesAllWhenTheOtherLeaves() {
    try (var one = consumer()) {
      one.subscribe(List.of(topic));
      try (var other = consumer()) {
        other.subscribe(List.of(topic));
        await()
            .atMost(SOON)
            .until(
                () -> {
                  one.poll(Duration.ofMillis(100));
                  other.poll(Duration.ofMillis(100));
                  return !one.assignment().isEmpty()
                      && !other.assignment().isEmpty()
                      && one.assignment().size() + other.assignment().size() == PARTITIONS;
                });
        assertThat(one.assignment()).doesNotContainAnyElementsOf(other.assignment());
      }
      await()
          .atMost(SOON)
          .until(
              () -> {
                one.poll(Duration.ofMillis(100));
                return one.assignment().size() == PARTITIONS;
              });
    }
  }

  private void send(int count) throws Exception {
    for (int n = 0; n < count; n++) {
      producer.send(new ProducerRecord<>(topic, "key-" + n, bytes("x"))).get();
    }
  }

  private KafkaConsumer<String, byte[]> consumer() {
    return new KafkaConsumer<>(
        Map.of(
            "bootstrap.servers",
            ServerUnderTest.bootstrapServers(),
            "group.id",
            group,
            "auto.offset.reset",
            "earliest",
            "enable.auto.commit",
            false),
        new StringDeserializer(),
        new ByteArrayDeserializer());
  }

  private static List<ConsumerRecord<String, byte[]>> read(
      KafkaConsumer<String, byte[]> consumer, int count) {
    List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
    await()
        .atMost(SOON)
        .until(
            () -> {
              consumer.poll(Duration.ofMillis(200)).forEach(records::add);
              return records.size() >= count;
            });
    assertThat(records).hasSize(count);
    return records;
  }

  private static String header(ConsumerRecord<String, byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
