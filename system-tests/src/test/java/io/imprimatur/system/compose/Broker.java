package io.imprimatur.system.compose;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Kafka as one of its users finds it. */
record Broker(String address, String user, String password) {

  private Map<String, Object> config(Map<String, Object> more) {
    Map<String, Object> config = new HashMap<>(more);
    config.put("bootstrap.servers", address);
    config.put("security.protocol", "SASL_PLAINTEXT");
    config.put("sasl.mechanism", "PLAIN");
    config.put(
        "sasl.jaas.config",
        "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"%s\" password=\"%s\";"
            .formatted(user, password));
    return config;
  }

  Admin admin() {
    return Admin.create(config(Map.of()));
  }

  /** Why the broker does not take a record from this user; nothing where it does. */
  Optional<Throwable> refusalToWrite(String topic) {
    Map<String, Object> config = config(Map.of("max.block.ms", 10_000, "acks", "all"));
    try (var producer =
        new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>(topic, "nobody", new byte[0])).get();
      return Optional.empty();
    } catch (ExecutionException e) {
      return Optional.of(e.getCause());
    } catch (KafkaException e) {
      return Optional.of(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Why the broker lets this user not read a topic in a group; nothing where it does. */
  Optional<Throwable> refusalToRead(String topic, String group) {
    Map<String, Object> config = config(Map.of("group.id", group, "enable.auto.commit", false));
    try (var consumer =
        new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> all =
          consumer.partitionsFor(topic, Duration.ofSeconds(10)).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.committed(Set.copyOf(all));
      consumer.assign(all);
      consumer.seekToBeginning(all);
      consumer.poll(Duration.ofMillis(500));
      return Optional.empty();
    } catch (KafkaException e) {
      return Optional.of(e);
    }
  }

  /** An event as it lies in a topic. */
  record Told(String topic, String article, long sequence, String id) {

    static Told of(ConsumerRecord<String, byte[]> record) {
      return new Told(
          record.topic(),
          record.key(),
          Long.parseLong(header(record, "ce_sequence")),
          header(record, "ce_id"));
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
      return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
  }

  /** All events of a topic, in the order of each partition. */
  List<Told> told(String topic) {
    Map<String, Object> config = config(Map.of("enable.auto.commit", false));
    try (var consumer =
        new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> all =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(all);
      consumer.seekToBeginning(all);
      Map<TopicPartition, Long> ends = consumer.endOffsets(all);
      List<Told> told = new ArrayList<>();
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        consumer.poll(Duration.ofMillis(200)).forEach(record -> told.add(Told.of(record)));
      }
      return told;
    }
  }
}
