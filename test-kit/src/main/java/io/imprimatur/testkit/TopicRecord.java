package io.imprimatur.testkit;

import io.imprimatur.events.EventJson;
import io.imprimatur.events.LifecycleEvent;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A record as it lies in a topic.
 *
 * @param headers header values as UTF-8 text, in their order; of headers with one name the last
 * @param body the value as UTF-8 text
 */
public record TopicRecord(
    String topic,
    int partition,
    long offset,
    String key,
    Map<String, String> headers,
    String body) {

  static TopicRecord of(ConsumerRecord<String, byte[]> record) {
    Map<String, String> headers = new LinkedHashMap<>();
    record
        .headers()
        .forEach(
            header ->
                headers.put(
                    header.key(),
                    header.value() == null
                        ? ""
                        : new String(header.value(), StandardCharsets.UTF_8)));
    return new TopicRecord(
        record.topic(),
        record.partition(),
        record.offset(),
        record.key(),
        headers,
        record.value() == null ? null : new String(record.value(), StandardCharsets.UTF_8));
  }

  /** Value of a header, or null. */
  public String header(String name) {
    return headers.get(name);
  }

  /**
   * What the record tells, by its {@code ce_type} and body.
   *
   * @throws java.util.NoSuchElementException where the type is none of the system's
   * @throws IllegalArgumentException where the body is none of that type
   */
  public LifecycleEvent event() {
    return EventJson.read(header("ce_type"), body.getBytes(StandardCharsets.UTF_8)).orElseThrow();
  }
}
