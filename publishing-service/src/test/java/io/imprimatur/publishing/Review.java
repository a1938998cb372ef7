package io.imprimatur.publishing;

import io.imprimatur.events.EventJson;
import io.imprimatur.events.LifecycleEvent;
import io.imprimatur.testkit.TestBroker;
import io.imprimatur.testkit.TestNeighbour;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Review, as far as publishing hears it, and whoever imitates it. */
final class Review {

  static final String TOPIC = "imprimatur.review";

  private final TestNeighbour neighbour;
  private final Map<String, Long> told = new ConcurrentHashMap<>();

  Review() {
    this("imprimatur");
  }

  /**
   * @param system the first part of the topic, so that services of other tests don't hear it
   */
  Review(String system) {
    this.neighbour = new TestNeighbour(system, "review");
  }

  /** Tells an event under its article's next number. */
  void tells(String article, LifecycleEvent event) {
    told.put(article, neighbour.tells(article, event).number());
  }

  /** Tells anything under its article's next number. */
  void writes(String article, String type, byte[] body) {
    told.put(article, neighbour.tells(article, type, body).number());
  }

  /** What somebody writes into the topic past review: the next number is still review's. */
  void isImitated(String article, LifecycleEvent event) {
    neighbour.tells(article, event, next(article));
  }

  /** The same under another service's name. */
  void isImitatedBy(String source, String article, LifecycleEvent event) {
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
                source,
                "ce_type",
                EventJson.typeOf(event),
                "ce_subject",
                article,
                "ce_time",
                event.at().toString(),
                "ce_sequence",
                Long.toString(next(article)),
                "content-type",
                "application/json"),
            EventJson.write(event));
  }

  private long next(String article) {
    return told.getOrDefault(article, 0L) + 1;
  }
}
