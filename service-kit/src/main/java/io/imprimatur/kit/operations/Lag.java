package io.imprimatur.kit.operations;

import io.imprimatur.kit.messaging.EventSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How far all instances of a service together are behind what its neighbours told. */
final class Lag implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Lag.class);
  private static final int TIMEOUT_MILLIS = 1_500;

  private final Map<String, Object> config;
  private final EventSettings settings;
  private Admin admin;

  /**
   * @param config of Kafka's admin client
   */
  Lag(Map<String, Object> config, EventSettings settings) {
    this.config = new HashMap<>(config);
    this.config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
    this.config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
    this.config.put(AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 5_000);
    this.config.put(AdminClientConfig.CLIENT_ID_CONFIG, "operations");
    this.settings = settings;
  }

  /** Events not read yet, by the name of the service that told them; null where unknown. */
  Map<String, Long> bySource() {
    Map<String, Long> lag = new TreeMap<>();
    settings.listensTo().forEach(source -> lag.put(source, null));
    if (lag.isEmpty()) {
      return lag;
    }
    try {
      ask(lag);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      LOG.debug("How far this service has read is unknown", e);
    }
    return lag;
  }

  private void ask(Map<String, Long> lag)
      throws InterruptedException, ExecutionException, TimeoutException {
    Admin asked = admin();
    Map<String, String> sources =
        settings.listensTo().stream().collect(Collectors.toMap(settings::topic, s -> s));
    List<TopicPartition> partitions = new ArrayList<>();
    asked
        .describeTopics(sources.keySet())
        .allTopicNames()
        .get(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)
        .forEach(
            (topic, told) ->
                told.partitions()
                    .forEach(p -> partitions.add(new TopicPartition(topic, p.partition()))));
    Map<TopicPartition, OffsetAndMetadata> read =
        asked
            .listConsumerGroupOffsets(settings.group())
            .partitionsToOffsetAndMetadata()
            .get(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
    var ends = offsets(asked, partitions, OffsetSpec.latest());
    var begins = offsets(asked, partitions, OffsetSpec.earliest());
    sources.values().forEach(source -> lag.put(source, 0L));
    for (TopicPartition partition : partitions) {
      OffsetAndMetadata at = read.get(partition);
      long from = at == null ? begins.get(partition) : at.offset();
      long behind = Math.max(0, ends.get(partition) - from);
      lag.merge(sources.get(partition.topic()), behind, Long::sum);
    }
  }

  private static Map<TopicPartition, Long> offsets(
      Admin admin, List<TopicPartition> partitions, OffsetSpec which)
      throws InterruptedException, ExecutionException, TimeoutException {
    return admin
        .listOffsets(partitions.stream().collect(Collectors.toMap(p -> p, p -> which)))
        .all()
        .get(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)
        .entrySet()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().offset()));
  }

  private synchronized Admin admin() {
    if (admin == null) {
      admin = Admin.create(config);
    }
    return admin;
  }

  @Override
  public synchronized void close() {
    if (admin != null) {
      admin.close();
    }
  }
}
