package io.imprimatur.kit.inbox;

import io.imprimatur.kit.inbox.IncomingEvent.Origin;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.HexFormat;
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
public record Envelope(IncomingEvent event, String fault, boolean foreign) {

  private static final String FOREIGN = "ce_source is not the source of this topic";
  private static final int MAX_ID = 200;

  /** What is kept of a record that is larger than any event. */
  private static final int KEPT_BODY = 64 * 1024;

  private static final int KEPT_HEADERS = 100;

  /**
   * Reads a record.
   *
   * @param largest the most bytes that an event may have; of a larger record, as compression may
   *     bring it, only so much is kept as every store and broker takes
   */
  public static Envelope read(
      ConsumerRecord<String, byte[]> record, String source, String ceSource, int largest) {
    byte[] body = record.value() == null ? new byte[0] : record.value();
    Map<String, String> headers = headers(record);
    long size = size(record);
    String oversize = null;
    if (size > largest) {
      int kept = Math.min(body.length, Math.min(KEPT_BODY, largest / 2));
      oversize =
          "it has %d bytes and an event at most %d; its body has %d and the digest %s, and %d are kept"
              .formatted(size, largest, body.length, digest(body), kept);
      body = Arrays.copyOf(body, kept);
      headers = cut(headers);
    }
    Origin origin = new Origin(record.topic(), record.partition(), record.offset());
    Reading reading = new Reading(headers);
    reading.check(oversize == null, oversize);
    reading.expect("ce_specversion", "1.0");
    String id = reading.text("ce_id");
    String claimed = reading.text("ce_source");
    String type = reading.text("ce_type");
    String subject = reading.text("ce_subject");
    long sequence = reading.number("ce_sequence");
    Instant time = reading.time("ce_time");
    reading.check(body.length > 0, "the body is empty");
    reading.check(
        subject.isEmpty() || subject.equals(record.key()),
        "ce_subject and the record's key differ");
    IncomingEvent event =
        new IncomingEvent(
            source,
            id.isEmpty() ? origin.toString() : id,
            type,
            subject.isEmpty() && record.key() != null ? cut(record.key()) : subject,
            sequence,
            time,
            body,
            origin,
            headers);
    return !claimed.isEmpty() && !claimed.equals(ceSource)
        ? new Envelope(event, FOREIGN + (oversize == null ? "" : "; " + oversize), true)
        : new Envelope(event, reading.fault, false);
  }

  private static Map<String, String> headers(ConsumerRecord<String, byte[]> record) {
    Map<String, String> headers = new LinkedHashMap<>();
    for (Header header : record.headers()) {
      if (header.value() != null) {
        headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
      }
    }
    return headers;
  }

  private static long size(ConsumerRecord<String, byte[]> record) {
    long size = record.value() == null ? 0 : record.value().length;
    size += record.key() == null ? 0 : record.key().length();
    for (Header header : record.headers()) {
      size += header.key().length() + (header.value() == null ? 0 : header.value().length);
    }
    return size;
  }

  private static Map<String, String> cut(Map<String, String> headers) {
    Map<String, String> kept = new LinkedHashMap<>();
    headers.entrySet().stream()
        .limit(KEPT_HEADERS)
        .forEach(header -> kept.put(cut(header.getKey()), cut(header.getValue())));
    return kept;
  }

  /** At most so much, and no half of a surrogate pair, which has no UTF-8. */
  private static String cut(String text) {
    if (text.length() <= MAX_ID) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(MAX_ID - 1)) ? MAX_ID - 1 : MAX_ID;
    return text.substring(0, end);
  }

  private static String digest(byte[] body) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(body);
      return "sha256:" + HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
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
      return cut(value);
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
