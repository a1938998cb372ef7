package io.imprimatur.kit.inbox;

import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Hands each record of the neighbours' topics to the intake. */
public final class IntakeListener {

  private final Intake<?> intake;
  private final Map<String, Neighbour> byTopic;

  /**
   * Who speaks on a topic.
   *
   * @param name the short name
   * @param source its CloudEvents source
   */
  public record Neighbour(String name, String source) {}

  public IntakeListener(Intake<?> intake, Map<String, Neighbour> byTopic) {
    this.intake = intake;
    this.byTopic = Map.copyOf(byTopic);
  }

  public void take(ConsumerRecord<String, byte[]> record) {
    intake.take(envelope(record));
  }

  /** Parks a record that failed again and again. */
  @SuppressWarnings("unchecked")
  public void giveUp(ConsumerRecord<?, ?> record, Exception why) {
    intake.giveUp(envelope((ConsumerRecord<String, byte[]>) record), why);
  }

  private Envelope envelope(ConsumerRecord<String, byte[]> record) {
    Neighbour neighbour = byTopic.get(record.topic());
    return Envelope.read(record, neighbour.name(), neighbour.source());
  }
}
