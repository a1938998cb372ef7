package io.imprimatur.testkit;

import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Looks into a broker's topics and writes to them past every service. Its one producer stays open
 * until this JVM ends, so that many records are written fast.
 */
public final class Topics {

  /** The topics of the system. */
  public static final List<String> SYSTEM =
      List.of(
          "imprimatur.drafting",
          "imprimatur.review",
          "imprimatur.publishing",
          "imprimatur.notification");

  private static final int PARTITIONS = 12;
  private static final int LARGEST_RECORD = 2 * 1024 * 1024;

  private final String bootstrapServers;
  private KafkaProducer<String, byte[]> producer;

  /** Topics of the broker at an address, {@code host:port}. */
  public Topics(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
  }

  /** Makes topics as the system has them: 12 partitions, kept for ever. Existing ones stay. */
  public void create(Collection<String> names) {
    for (String name : names) {
      create(name, PARTITIONS);
    }
  }

  /** Makes a topic, unless it exists. */
  public void create(String name, int partitions) {
    var topic =
        new NewTopic(name, partitions, (short) 1)
            .configs(
                Map.of(
                    "retention.ms", "-1", "max.message.bytes", Integer.toString(LARGEST_RECORD)));
    try (Admin admin = admin()) {
      admin.createTopics(List.of(topic)).all().get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw new IllegalStateException("Topic " + name + " can't be made", e.getCause());
      }
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** Everything in a topic up to its present end, in the order of each partition. */
  public List<TopicRecord> readAll(String topic) {
    try (var consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions = partitions(consumer, topic);
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      List<TopicRecord> records = new ArrayList<>();
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        consumer
            .poll(Duration.ofMillis(200))
            .forEach(record -> records.add(TopicRecord.of(record)));
      }
      return records;
    }
  }

  /** Records of one key, in their order. */
  public List<TopicRecord> readAll(String topic, String key) {
    return readAll(topic).stream().filter(record -> key.equals(record.key())).toList();
  }

  /**
   * What a service told under a key, each event once: it may be sent twice, by two senders or after
   * a lost reply, and stays one event by its {@code ce_id}.
   */
  public List<TopicRecord> readEvents(String topic, String key) {
    Map<String, TopicRecord> byId = new LinkedHashMap<>();
    readAll(topic, key).forEach(record -> byId.putIfAbsent(record.header("ce_id"), record));
    return List.copyOf(byId.values());
  }

  /** Writes a record and returns when the broker has it. */
  public TopicRecord write(String topic, String key, Map<String, String> headers, byte[] body) {
    var record = new ProducerRecord<>(topic, key, body);
    headers.forEach(
        (name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
    try {
      var written = producer().send(record).get();
      return new TopicRecord(
          topic,
          written.partition(),
          written.offset(),
          key,
          headers,
          body == null ? null : new String(body, StandardCharsets.UTF_8));
    } catch (ExecutionException e) {
      throw new IllegalStateException("The record was not taken by " + topic, e.getCause());
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** Writes a record with a text as its body. */
  public TopicRecord write(String topic, String key, Map<String, String> headers, String body) {
    return write(topic, key, headers, body.getBytes(StandardCharsets.UTF_8));
  }

  /** How many records of a topic a consumer group has not committed yet. */
  public long lag(String group, String topic) {
    try (Admin admin = admin();
        var consumer =
            new KafkaConsumer<>(
                Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, (Object) bootstrapServers),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
      // Committed first, then the ends: the other order could miss a record in between.
      var committed = get(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
      List<TopicPartition> partitions = partitions(consumer, topic);
      Map<TopicPartition, Long> starts = consumer.beginningOffsets(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      return partitions.stream()
          .mapToLong(
              partition -> {
                var offset = committed.get(partition);
                return ends.get(partition)
                    - (offset == null ? starts.get(partition) : offset.offset());
              })
          .sum();
    }
  }

  /** Where each partition of these topics ends now. */
  public Map<TopicPartition, Long> ends(Collection<String> topics) {
    try (var consumer =
        new KafkaConsumer<>(
            Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, (Object) bootstrapServers),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      return consumer.endOffsets(
          topics.stream().flatMap(topic -> partitions(consumer, topic).stream()).toList());
    }
  }

  /** Whether a consumer group has committed everything before these ends. */
  public boolean hasTaken(String group, Map<TopicPartition, Long> ends) {
    try (Admin admin = admin()) {
      var committed = get(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
      return ends.entrySet().stream()
          .allMatch(
              end -> {
                var offset = committed.get(end.getKey());
                return (offset == null ? 0 : offset.offset()) >= end.getValue();
              });
    }
  }

  /**
   * Waits until a consumer group has taken everything of these topics.
   *
   * @throws org.awaitility.core.ConditionTimeoutException where the time runs out first
   */
  public void awaitDrained(String group, Duration time, String... topics) {
    await("lag 0 of " + group)
        .atMost(time)
        .pollInterval(Duration.ofMillis(100))
        .until(() -> List.of(topics).stream().allMatch(topic -> lag(group, topic) == 0));
  }

  private synchronized KafkaProducer<String, byte[]> producer() {
    if (producer == null) {
      KafkaProducer<String, byte[]> made =
          new KafkaProducer<>(
              Map.of(
                  ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                  bootstrapServers,
                  ProducerConfig.ACKS_CONFIG,
                  "all",
                  ProducerConfig.LINGER_MS_CONFIG,
                  0,
                  ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                  LARGEST_RECORD),
              new StringSerializer(),
              new ByteArraySerializer());
      Runtime.getRuntime()
          .addShutdownHook(new Thread(() -> made.close(Duration.ZERO), "stop-topics-producer"));
      producer = made;
    }
    return producer;
  }

  private Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", bootstrapServers));
  }

  private static List<TopicPartition> partitions(KafkaConsumer<?, ?> consumer, String topic) {
    return consumer.partitionsFor(topic).stream()
        .map(info -> new TopicPartition(topic, info.partition()))
        .toList();
  }

  private static <T> T get(KafkaFuture<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("The broker refused", e.getCause());
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static IllegalStateException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new IllegalStateException("Interrupted while waiting for the broker", e);
  }
}
