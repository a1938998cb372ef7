package io.imprimatur.kit.inbox;

import java.time.Instant;
import java.util.Map;

/**
 * An event as it came from a neighbour's topic (CloudEvents 1.0, binary mode).
 *
 * @param source the neighbour's short name, such as the last part of its topic
 * @param id the CloudEvents id
 * @param type the CloudEvents type
 * @param article the CloudEvents subject and the record's key
 * @param sequence the event's number in its article at its source, from 1
 * @param time when it happened, UTC
 * @param body JSON in UTF-8
 * @param origin where the record stands
 * @param headers all headers, as text
 */
public record IncomingEvent(
    String source,
    String id,
    String type,
    String article,
    long sequence,
    Instant time,
    byte[] body,
    Origin origin,
    Map<String, String> headers) {

  /** A record's place on the broker. */
  public record Origin(String topic, int partition, long offset) {
    @Override
    public String toString() {
      return topic + "-" + partition + "@" + offset;
    }
  }
}
