package io.imprimatur.kit.inbox;

import io.imprimatur.kit.observability.LogKeys;
import io.imprimatur.kit.observability.Traceparent;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Hands each record of the neighbours' topics to the intake. */
public final class IntakeListener {

  private final Intake<?> intake;
  private final Map<String, Neighbour> byTopic;
  private final int largest;

  /**
   * Who speaks on a topic.
   *
   * @param name the short name
   * @param source its CloudEvents source
   */
  public record Neighbour(String name, String source) {}

  /**
   * @param byTopic who speaks on which topic
   * @param largest the most bytes that an event may have, with key and headers
   */
  public IntakeListener(Intake<?> intake, Map<String, Neighbour> byTopic, int largest) {
    this.intake = intake;
    this.byTopic = Map.copyOf(byTopic);
    this.largest = largest;
  }

  @SuppressWarnings("try") // the scopes are there to be closed
  public void take(ConsumerRecord<String, byte[]> record) {
    try (Traceparent.Scope trace = Traceparent.open(header(record, "traceparent"));
        LogKeys keys = keys(record)) {
      intake.take(envelope(record));
    }
  }

  /** Parks a record that failed again and again. */
  @SuppressWarnings({"unchecked", "try"})
  public void giveUp(ConsumerRecord<?, ?> record, Exception why) {
    try (Traceparent.Scope trace = Traceparent.open(header(record, "traceparent"));
        LogKeys keys = keys(record)) {
      intake.giveUp(envelope((ConsumerRecord<String, byte[]>) record), why);
    }
  }

  /** Every log line about the event can be found by its article, its id and its trace. */
  private static LogKeys keys(ConsumerRecord<?, ?> record) {
    return LogKeys.with(LogKeys.ARTICLE, record.key()).and(LogKeys.EVENT, header(record, "ce_id"));
  }

  private static String header(ConsumerRecord<?, ?> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null || header.value() == null
        ? null
        : new String(header.value(), StandardCharsets.UTF_8);
  }

  private Envelope envelope(ConsumerRecord<String, byte[]> record) {
    Neighbour neighbour = byTopic.get(record.topic());
    return Envelope.read(record, neighbour.name(), neighbour.source(), largest);
  }
}
