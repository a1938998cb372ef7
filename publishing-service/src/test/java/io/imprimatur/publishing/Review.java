package io.imprimatur.publishing;

import io.imprimatur.events.EventJson;
import io.imprimatur.events.LifecycleEvent;
import io.imprimatur.testkit.TestBroker;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Review, as far as publishing hears it: its topic, with numbers in each article. */
final class Review {

  static final String TOPIC = "imprimatur.review";

  private final Map<String, Long> sequences = new ConcurrentHashMap<>();

  /** Tells an event under its article's next number. */
  void tells(String article, LifecycleEvent event) {
    write(article, sequences.merge(article, 1L, Long::sum), event);
  }

  /** What somebody writes into the topic past review: the next number is still review's. */
  void isImitated(String article, LifecycleEvent event) {
    write(article, sequences.getOrDefault(article, 0L) + 1, event);
  }

  private static void write(String article, long sequence, LifecycleEvent event) {
    write(article, sequence, EventJson.typeOf(event), EventJson.write(event));
  }

  static void write(String article, long sequence, String type, byte[] body) {
    TestBroker.topics()
        .write(
            TOPIC,
            article,
            Map.of(
                "ce_specversion",
                "1.0",
                "ce_id",
                UUID.randomUUID().toString(),
                "ce_source",
                "/imprimatur/review",
                "ce_type",
                type,
                "ce_subject",
                article,
                "ce_time",
                Instant.now().toString(),
                "ce_sequence",
                Long.toString(sequence),
                "content-type",
                "application/json"),
            body);
  }
}
