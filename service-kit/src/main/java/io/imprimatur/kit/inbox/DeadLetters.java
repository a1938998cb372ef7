package io.imprimatur.kit.inbox;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.KafkaOperations;

/** Copies dead events to {@code <topic>.<group>.dlt}, where other tools look for them. */
public final class DeadLetters {

  private final KafkaOperations<String, byte[]> kafka;
  private final String group;
  private final Duration acknowledgement;

  public DeadLetters(
      KafkaOperations<String, byte[]> kafka, String group, Duration acknowledgement) {
    this.kafka = kafka;
    this.group = group;
    this.acknowledgement = acknowledgement;
  }

  /** The dead-letter topic of a topic, for a consumer group. */
  public static String topic(String topic, String group) {
    return topic + "." + group + ".dlt";
  }

  void send(IncomingEvent event, String cause) {
    ProducerRecord<String, byte[]> letter =
        new ProducerRecord<>(topic(event.origin().topic(), group), event.article(), event.body());
    event.headers().forEach((name, value) -> letter.headers().add(name, bytes(value)));
    letter.headers().add("dlt-cause", bytes(cause));
    letter.headers().add("dlt-origin", bytes(event.origin().toString()));
    try {
      kafka.send(letter).get(acknowledgement.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TransientFailure("stopped while a dead letter was sent", e);
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      throw new TransientFailure("the broker does not take a dead letter", e);
    }
  }

  private static byte[] bytes(String value) {
    return value.getBytes(StandardCharsets.UTF_8);
  }
}
