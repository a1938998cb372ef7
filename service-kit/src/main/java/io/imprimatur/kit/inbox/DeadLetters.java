package io.imprimatur.kit.inbox;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.KafkaOperations;

/** Copies dead events to {@code <topic>.<group>.dlt}, where other tools look for them. */
public final class DeadLetters {

  /** What a copy may need beside its event, in bytes. */
  public static final int HEADROOM = 64 * 1024;

  private static final int MAX_CAUSE = 4_000;

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

  /**
   * Sends a copy and waits until the broker has it.
   *
   * @return false where the copy is larger than the broker takes, which no trying again can help
   * @throws TransientFailure where the broker does not take it now
   */
  boolean send(IncomingEvent event, String cause) {
    ProducerRecord<String, byte[]> letter =
        new ProducerRecord<>(topic(event.origin().topic(), group), event.article(), event.body());
    event.headers().forEach((name, value) -> letter.headers().add(name, bytes(value)));
    letter
        .headers()
        .add(
            "dlt-cause", bytes(cause.length() > MAX_CAUSE ? cause.substring(0, MAX_CAUSE) : cause));
    letter.headers().add("dlt-origin", bytes(event.origin().toString()));
    try {
      kafka.send(letter).get(acknowledgement.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TransientFailure("stopped while a dead letter was sent", e);
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      if (isTooLarge(e)) {
        return false;
      }
      throw new TransientFailure("the broker does not take a dead letter", e);
    }
  }

  private static boolean isTooLarge(Throwable why) {
    return why != null
        && (why instanceof RecordTooLargeException
            || why instanceof RecordBatchTooLargeException
            || isTooLarge(why.getCause()));
  }

  private static byte[] bytes(String value) {
    return value.getBytes(StandardCharsets.UTF_8);
  }
}
