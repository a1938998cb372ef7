package io.imprimatur.kit.restore;

import static java.util.stream.Collectors.toMap;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/** How far a consumer group has read its neighbours' topics, and setting that back. */
final class GroupOffsets {

  private final Map<String, Object> connection;
  private final String group;
  private final Set<String> topics;
  private final Duration answer;

  /**
   * @param topics the neighbours' topics; what the group reads besides stays as it is
   * @param answer how long the broker may take for one answer
   */
  GroupOffsets(Map<String, Object> connection, String group, Set<String> topics, Duration answer) {
    this.connection = connection;
    this.group = group;
    this.topics = Set.copyOf(topics);
    this.answer = answer;
  }

  /** How many instances of the service read just now. */
  int members() {
    try (Admin admin = Admin.create(connection)) {
      ConsumerGroupDescription found =
          get(admin.describeConsumerGroups(List.of(group)).describedGroups().get(group));
      return found.members().size();
    } catch (GroupIdNotFoundException e) {
      return 0;
    }
  }

  /**
   * Sets the group back to the first record of that time or later; never forward. Doing it twice
   * does no harm.
   *
   * @return how many records come again
   */
  long setBack(Instant time) {
    try (Admin admin = Admin.create(connection)) {
      Map<TopicPartition, OffsetAndMetadata> committed = committed(admin);
      Map<TopicPartition, ListOffsetsResultInfo> then =
          get(
              admin
                  .listOffsets(
                      committed.keySet().stream()
                          .collect(
                              toMap(p -> p, p -> OffsetSpec.forTimestamp(time.toEpochMilli()))))
                  .all());
      Map<TopicPartition, OffsetAndMetadata> back = new HashMap<>();
      long again = 0;
      for (Map.Entry<TopicPartition, OffsetAndMetadata> each : committed.entrySet()) {
        // below 0: everything in the partition is older
        long offset = then.get(each.getKey()).offset();
        if (offset >= 0 && offset < each.getValue().offset()) {
          back.put(each.getKey(), new OffsetAndMetadata(offset));
          again += each.getValue().offset() - offset;
        }
      }
      if (!back.isEmpty()) {
        get(admin.alterConsumerGroupOffsets(group, back).all());
      }
      return again;
    }
  }

  private Map<TopicPartition, OffsetAndMetadata> committed(Admin admin) {
    try {
      Map<TopicPartition, OffsetAndMetadata> all =
          new HashMap<>(get(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata()));
      all.values().removeIf(java.util.Objects::isNull);
      all.keySet().removeIf(partition -> !topics.contains(partition.topic()));
      return all;
    } catch (GroupIdNotFoundException e) {
      return Map.of();
    }
  }

  private <T> T get(KafkaFuture<T> future) {
    try {
      return future.get(answer.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof KafkaException known ? known : new KafkaException(e.getCause());
    } catch (TimeoutException e) {
      throw new KafkaException("the broker does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Patience.Ended();
    }
  }
}
