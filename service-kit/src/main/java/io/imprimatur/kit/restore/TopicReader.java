package io.imprimatur.kit.restore;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Reads a topic up to where it ended when reading began, record by record, each partition in its
 * order. As a group's member it would leave traces; it reads as nobody.
 */
final class TopicReader {

  private static final Duration POLL = Duration.ofMillis(500);

  private final Map<String, Object> connection;
  private final String topic;
  private final Duration answer;
  private final Patience patience;

  /**
   * @param answer how long the broker may take for one answer before it is asked again
   */
  TopicReader(Map<String, Object> connection, String topic, Duration answer, Patience patience) {
    this.connection = connection;
    this.topic = topic;
    this.answer = answer;
    this.patience = patience;
  }

  /**
   * Reads.
   *
   * @param since from the first record of that time or later; null for the beginning
   * @param expected told how many records there are to read, at most
   * @param meanwhile done between two requests, such as keeping a lease
   * @param each takes a record; what it throws ends the reading
   */
  void read(
      Instant since,
      LongConsumer expected,
      Runnable meanwhile,
      Consumer<ConsumerRecord<String, byte[]>> each) {
    try (KafkaConsumer<String, byte[]> consumer =
        patience.untilItWorks("the broker", meanwhile, this::connect)) {
      Map<TopicPartition, Long> ends =
          patience.untilItWorks("the topic " + topic, meanwhile, () -> ends(consumer));
      Map<TopicPartition, Long> starts =
          patience.untilItWorks("the broker", meanwhile, () -> starts(consumer, since, ends));
      expected.accept(
          ends.entrySet().stream().mapToLong(e -> e.getValue() - starts.get(e.getKey())).sum());
      consumer.assign(ends.keySet());
      starts.forEach(consumer::seek);
      while (patience.untilItWorks("the broker", meanwhile, () -> isBehind(consumer, ends))) {
        var records = patience.untilItWorks("the broker", meanwhile, () -> consumer.poll(POLL));
        for (ConsumerRecord<String, byte[]> record : records) {
          if (record.offset() < ends.get(new TopicPartition(topic, record.partition()))) {
            each.accept(record);
          }
        }
        meanwhile.run();
      }
    } catch (InterruptException e) {
      throw new Patience.Ended();
    }
  }

  private KafkaConsumer<String, byte[]> connect() {
    Map<String, Object> config = new HashMap<>(connection);
    config.remove(ConsumerConfig.GROUP_ID_CONFIG);
    config.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    config.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 5_000);
    config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) answer.toMillis());
    return new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer());
  }

  /** Up to the last stable offset: where a reader of committed records ends. */
  private Map<TopicPartition, Long> ends(KafkaConsumer<String, byte[]> consumer) {
    return consumer.endOffsets(partitions(consumer));
  }

  private List<TopicPartition> partitions(KafkaConsumer<String, byte[]> consumer) {
    var found = consumer.partitionsFor(topic);
    if (found == null || found.isEmpty()) {
      throw new KafkaException("the broker knows no topic " + topic);
    }
    return found.stream().map(p -> new TopicPartition(topic, p.partition())).toList();
  }

  private static Map<TopicPartition, Long> starts(
      KafkaConsumer<String, byte[]> consumer, Instant since, Map<TopicPartition, Long> ends) {
    Map<TopicPartition, Long> starts = new HashMap<>(consumer.beginningOffsets(ends.keySet()));
    if (since != null) {
      Map<TopicPartition, Long> time = new HashMap<>();
      ends.keySet().forEach(partition -> time.put(partition, since.toEpochMilli()));
      Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(time);
      ends.forEach(
          (partition, end) -> {
            OffsetAndTimestamp first = found.get(partition);
            long start = first == null ? end : first.offset();
            starts.merge(partition, Math.min(start, end), Math::max);
          });
    }
    return starts;
  }

  private static boolean isBehind(
      KafkaConsumer<String, byte[]> consumer, Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue());
  }
}
