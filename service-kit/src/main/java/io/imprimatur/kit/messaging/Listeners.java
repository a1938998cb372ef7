package io.imprimatur.kit.messaging;

import io.imprimatur.kit.inbox.IntakeListener;
import io.imprimatur.kit.inbox.TransientFailure;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.listener.MessageListener;
import org.springframework.util.backoff.BackOff;
import org.springframework.util.backoff.ExponentialBackOff;

/** Builds the listeners that feed an intake, with their rules for trying again. */
final class Listeners {

  /**
   * A silent instance loses its partitions after this time, so its work resumes elsewhere within
   * ten seconds.
   */
  private static final int SESSION_MILLIS = 6_000;

  private static final int MAX_POLL = 100;

  /**
   * Also bounds how long a rebalance waits for an instance that was killed in the middle of one.
   */
  private static final int MAX_POLL_MILLIS = 60_000;

  /** A user or right that is missing may be given any time; without this a listener would end. */
  private static final Duration WITHOUT_RIGHTS = Duration.ofSeconds(2);

  private Listeners() {}

  static ConcurrentMessageListenerContainer<String, byte[]> container(
      DefaultKafkaConsumerFactory<String, byte[]> consumers,
      EventSettings settings,
      IntakeListener listener) {
    ContainerProperties properties =
        new ContainerProperties(
            settings.listensTo().stream().map(settings::topic).toArray(String[]::new));
    properties.setGroupId(settings.group());
    properties.setAckMode(ContainerProperties.AckMode.BATCH);
    properties.setSyncCommits(true);
    properties.setMissingTopicsFatal(false);
    properties.setAuthExceptionRetryInterval(WITHOUT_RIGHTS);
    properties.setMessageListener((MessageListener<String, byte[]>) listener::take);
    properties.setObservationEnabled(false);
    var container = new ConcurrentMessageListenerContainer<>(consumers, properties);
    container.setConcurrency(settings.listeners());
    container.setBeanName("intake");
    container.setCommonErrorHandler(errors(listener));
    return container;
  }

  static DefaultKafkaConsumerFactory<String, byte[]> consumers(
      Map<String, Object> connection, EventSettings settings) {
    Map<String, Object> config = new java.util.HashMap<>(connection);
    config.put(ConsumerConfig.GROUP_ID_CONFIG, settings.group());
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MAX_POLL);
    config.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_MILLIS);
    config.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, SESSION_MILLIS / 6);
    config.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 5_000);
    config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    config.put(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, MAX_POLL_MILLIS);
    return new DefaultKafkaConsumerFactory<>(
        config, new StringDeserializer(), new ByteArrayDeserializer());
  }

  private static DefaultErrorHandler errors(IntakeListener listener) {
    DefaultErrorHandler errors =
        new DefaultErrorHandler((record, why) -> listener.giveUp(record, why), fiveTries());
    errors.setBackOffFunction(
        (record, why) -> TransientFailure.isBehind(why) ? untilItWorks() : null);
    errors.setReclassifyOnExceptionChange(true);
    errors.setResetStateOnExceptionChange(true);
    return errors;
  }

  /** Five tries within some thirty seconds: 1 s, 3 s, 9 s, 17 s between them. */
  private static BackOff fiveTries() {
    ExponentialBackOff backOff = new ExponentialBackOff(1_000, 3);
    backOff.setMaxInterval(17_000);
    backOff.setMaxAttempts(4);
    return backOff;
  }

  /** For as long as it takes; each pause is far below {@code max.poll.interval.ms}. */
  private static BackOff untilItWorks() {
    ExponentialBackOff backOff = new ExponentialBackOff(200, 2);
    backOff.setMaxInterval(2_000);
    return backOff;
  }
}
