package io.imprimatur.kit.messaging;

import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The neighbour's side of the broker: speaks on its topic as anybody could, and reads what was
 * answered.
 */
final class Wire implements AutoCloseable {

  private final String broker;
  private final String system;
  private final KafkaProducer<String, byte[]> producer;

  /**
   * @param system the first part of the topics' names; see {@link #newSystem}
   */
  Wire(String broker, String system) {
    this.broker = broker;
    this.system = system;
    new io.imprimatur.testkit.Topics(broker).create(List.of(left(), right(), dead()));
    this.producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker, "acks", "all"),
            new StringSerializer(),
            new ByteArraySerializer());
  }

  /** A system of a test's own on a broker that others use too: no other service hears it. */
  static String newSystem() {
    return "test-" + UUID.randomUUID().toString().substring(0, 8);
  }

  /** The topic of the service under test, which is its group's name too. */
  String left() {
    return system + ".left";
  }

  /** The topic of its neighbour. */
  String right() {
    return system + ".right";
  }

  /** Where the service under test copies dead events to. */
  String dead() {
    return right() + "." + left() + ".dlt";
  }

  /** Says a word under a number, with an id made from both. */
  void say(String article, long number, String word) {
    say(article, number, id(article, number + word), word);
  }

  void say(String article, long number, String id, String word) {
    send(article, Sayings.SAID, number, id, word, Map.of());
  }

  /** Sends a record with some of its headers replaced, or left out where the new value is empty. */
  void send(
      String article,
      String type,
      long number,
      String id,
      String word,
      Map<String, String> replaced) {
    Map<String, String> headers =
        new java.util.LinkedHashMap<>(
            Map.of(
                "ce_specversion",
                "1.0",
                "ce_id",
                id,
                "ce_source",
                "/" + system + "/right",
                "ce_type",
                type,
                "ce_subject",
                article,
                "ce_time",
                Instant.now().toString(),
                "ce_sequence",
                Long.toString(number),
                "content-type",
                "application/json"));
    headers.putAll(replaced);
    ProducerRecord<String, byte[]> record =
        new ProducerRecord<>(right(), article, word.getBytes(StandardCharsets.UTF_8));
    headers.forEach(
        (name, value) -> {
          if (!value.isEmpty()) {
            record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
          }
        });
    try {
      producer.send(record).get();
    } catch (InterruptedException | java.util.concurrent.ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  static String id(String article, String of) {
    return UUID.nameUUIDFromBytes((article + of).getBytes(StandardCharsets.UTF_8)).toString();
  }

  /** An answer of the service under test. */
  record Answer(String article, long number, String id, String word) {}

  /** Everything on the service's own topic, in order within an article. */
  List<Answer> answers() {
    return read(left()).stream()
        .map(
            r ->
                new Answer(
                    r.key(),
                    Long.parseLong(header(r, "ce_sequence")),
                    header(r, "ce_id"),
                    new String(r.value(), StandardCharsets.UTF_8)))
        .toList();
  }

  List<Answer> answers(String article) {
    return answers().stream().filter(a -> article.equals(a.article())).toList();
  }

  static String header(ConsumerRecord<String, byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }

  List<ConsumerRecord<String, byte[]>> read(String topic) {
    try (var consumer =
        new KafkaConsumer<>(
            Map.<String, Object>of("bootstrap.servers", broker),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> all =
          consumer.partitionsFor(topic).stream()
              .map(p -> new TopicPartition(topic, p.partition()))
              .toList();
      consumer.assign(all);
      consumer.seekToBeginning(all);
      Map<TopicPartition, Long> ends = consumer.endOffsets(all);
      List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        consumer.poll(Duration.ofMillis(100)).forEach(found::add);
      }
      return found;
    }
  }

  /** Waits until the service has read everything on its neighbour's topic and committed that. */
  void drained() {
    await()
        .atMost(Duration.ofSeconds(90))
        .pollInterval(Duration.ofMillis(100))
        .ignoreExceptions()
        .until(() -> lag() == 0);
  }

  long lag() throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker))) {
      List<TopicPartition> all =
          admin
              .describeTopics(List.of(right()))
              .allTopicNames()
              .get()
              .get(right())
              .partitions()
              .stream()
              .map(p -> new TopicPartition(right(), p.partition()))
              .toList();
      Map<TopicPartition, OffsetAndMetadata> read =
          admin.listConsumerGroupOffsets(left()).partitionsToOffsetAndMetadata().get();
      return admin
          .listOffsets(all.stream().collect(Collectors.toMap(p -> p, p -> OffsetSpec.latest())))
          .all()
          .get()
          .entrySet()
          .stream()
          .mapToLong(
              e ->
                  e.getValue().offset()
                      - (read.get(e.getKey()) == null ? 0 : read.get(e.getKey()).offset()))
          .sum();
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
