package io.imprimatur.kit.inbox;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

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

  /**
   * The body as one of the events that its source tells.
   *
   * @param told what the source tells
   * @param language reads a body by its type: gives nothing for a type that it does not know, and
   *     throws {@link IllegalArgumentException} for a body that is none of its type
   * @throws UnreadableEvent where the body is none of its type, or the source tells no such event
   */
  public <T, E extends T> Optional<E> as(
      Class<E> told, BiFunction<String, byte[], Optional<T>> language) {
    Optional<T> event;
    try {
      event = language.apply(type, body);
    } catch (IllegalArgumentException e) {
      throw new UnreadableEvent(e.getMessage(), e);
    }
    if (event.isPresent() && !told.isInstance(event.get())) {
      throw new UnreadableEvent(source + " does not tell " + type);
    }
    return event.map(told::cast);
  }

  /** A record's place on the broker. */
  public record Origin(String topic, int partition, long offset) {
    @Override
    public String toString() {
      return topic + "-" + partition + "@" + offset;
    }
  }
}
