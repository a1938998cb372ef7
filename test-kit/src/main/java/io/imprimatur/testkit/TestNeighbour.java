package io.imprimatur.testkit;

import io.imprimatur.events.EventJson;
import io.imprimatur.events.LifecycleEvent;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A service as far as its neighbours hear it: what stands on its topic on the shared broker, as a
 * CloudEvent (1.0, Kafka binary content mode) under a number of its article. Also what somebody
 * else might write there.
 */
public final class TestNeighbour {

  private final String system;
  private final String service;
  private final Map<String, Long> numbers = new ConcurrentHashMap<>();

  /**
   * @param service its short name, such as {@code review}
   */
  public TestNeighbour(String service) {
    this("imprimatur", service);
  }

  /**
   * @param system the first part of topics and sources, so that services of other tests don't hear
   *     this one
   */
  public TestNeighbour(String system, String service) {
    this.system = system;
    this.service = service;
  }

  /** What was told, to be told again or otherwise. */
  public record Told(
      String article, long number, String id, String type, Instant at, byte[] body) {}

  /** Tells an event under its article's next number. */
  public Told tells(String article, LifecycleEvent event) {
    return tells(article, event, next(article));
  }

  /** Tells an event under a number of the test's own; the next one is what it was. */
  public Told tells(String article, LifecycleEvent event, long number) {
    return tells(article, event, number, newId());
  }

  /** Tells an event under a number and an id of the test's own. */
  public Told tells(String article, LifecycleEvent event, long number, String id) {
    return tells(
        new Told(article, number, id, EventJson.typeOf(event), event.at(), EventJson.write(event)));
  }

  /** Tells a body, whatever is in it, under its article's next number. */
  public Told tells(String article, String type, byte[] body) {
    return tells(new Told(article, next(article), newId(), type, Instant.now(), body));
  }

  /** Tells exactly this, once more if it was told before. */
  public Told tells(Told told) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("ce_specversion", "1.0");
    headers.put("ce_id", told.id());
    headers.put("ce_source", "/" + system + "/" + service);
    headers.put("ce_type", told.type());
    headers.put("ce_subject", told.article());
    headers.put("ce_time", told.at().toString());
    headers.put("ce_sequence", Long.toString(told.number()));
    headers.put("content-type", "application/json");
    TestBroker.topics().write(system + "." + service, told.article(), headers, told.body());
    return told;
  }

  private long next(String article) {
    return numbers.merge(article, 1L, Long::sum);
  }

  private static String newId() {
    return UUID.randomUUID().toString();
  }
}
