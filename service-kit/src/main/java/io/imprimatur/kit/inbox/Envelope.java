package io.imprimatur.kit.inbox;

import io.imprimatur.kit.inbox.IncomingEvent.Origin;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * A record's CloudEvents attributes, read strictly. What is wrong with them is kept beside what
 * could be read, so that a broken record can be parked under the best name it has.
 *
 * @param event as much as could be read; missing texts are empty, a missing number is 0
 * @param fault what is wrong with the envelope, or null; such an event is never applied
 * @param foreign true where the fault is that the record claims another source than its topic's
 */
record Envelope(IncomingEvent event, String fault, boolean foreign) {

  private static final int MAX_ID = 200;

  static Envelope read(ConsumerRecord<String, byte[]> record, String source, String ceSource) {
    Map<String, String> headers = new LinkedHashMap<>();
    for (Header header : record.headers()) {
      if (header.value() != null) {
        headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
      }
    }
    Origin origin = new Origin(record.topic(), record.partition(), record.offset());
    Reading reading = new Reading(headers);
    reading.expect("ce_specversion", "1.0");
    String id = reading.text("ce_id");
    String claimed = reading.text("ce_source");
    String type = reading.text("ce_type");
    String subject = reading.text("ce_subject");
    long sequence = reading.number("ce_sequence");
    Instant time = reading.time("ce_time");
    byte[] body = record.value() == null ? new byte[0] : record.value();
    reading.check(body.length > 0, "the body is empty");
    reading.check(
        subject.isEmpty() || subject.equals(record.key()),
        "ce_subject and the record's key differ");
    IncomingEvent event =
        new IncomingEvent(
            source,
            id.isEmpty() ? origin.toString() : id,
            type,
            subject.isEmpty() && record.key() != null ? record.key() : subject,
            sequence,
            time,
            body,
            origin,
            headers);
    return !claimed.isEmpty() && !claimed.equals(ceSource)
        ? new Envelope(event, "ce_source is not the source of this topic", true)
        : new Envelope(event, reading.fault, false);
  }

  private static final class Reading {
    private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

    private final Map<String, String> headers;
    private String fault;

    Reading(Map<String, String> headers) {
      this.headers = headers;
    }

    void check(boolean holds, String otherwise) {
      if (!holds && fault == null) {
        fault = otherwise;
      }
    }

    String text(String name) {
      String value = headers.getOrDefault(name, "");
      check(!value.isBlank(), name + " is missing");
      check(value.length() <= MAX_ID, name + " is longer than " + MAX_ID + " characters");
      return value.length() <= MAX_ID ? value : value.substring(0, MAX_ID);
    }

    void expect(String name, String expected) {
      check(expected.equals(text(name)), name + " is not " + expected);
    }

    long number(String name) {
      String value = text(name);
      boolean decimal = value.matches("[1-9][0-9]{0,17}");
      check(decimal, name + " is no number from 1 on");
      return decimal ? Long.parseLong(value) : 0;
    }

    Instant time(String name) {
      Instant time = Instant.EPOCH;
      try {
        time = Instant.parse(text(name));
      } catch (DateTimeParseException e) {
        check(false, name + " is no time as RFC 3339 writes it");
      }
      if (time.isBefore(FIRST) || !time.isBefore(END)) {
        check(false, name + " is not within the years that RFC 3339 writes");
        return Instant.EPOCH;
      }
      return time;
    }
  }
}
