package io.imprimatur.system.forgery;

import static org.awaitility.Awaitility.await;

import io.imprimatur.events.EventJson;
import io.imprimatur.events.LifecycleEvent;
import io.imprimatur.testkit.TopicRecord;
import io.imprimatur.testkit.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The real topics, as somebody reads and writes them who reached the broker. */
final class Wire {

  private final Topics topics;
  private final Set<String> forged = new HashSet<>();

  Wire(String broker) {
    topics = new Topics(broker);
  }

  /** Writes as a service would, under the next number of the article. */
  void forge(String service, String article, LifecycleEvent event) {
    String topic = "imprimatur." + service;
    Map<String, String> headers = new LinkedHashMap<>();
    String id = UUID.randomUUID().toString();
    headers.put("ce_specversion", "1.0");
    headers.put("ce_id", id);
    headers.put("ce_source", "/imprimatur/" + service);
    headers.put("ce_type", EventJson.typeOf(event));
    headers.put("ce_subject", article);
    headers.put("ce_time", Instant.now().toString());
    headers.put("ce_sequence", Long.toString(highest(topic, article) + 1));
    headers.put("content-type", "application/json");
    topics.write(topic, article, headers, EventJson.write(event));
    forged.add(id);
  }

  /** The number that the article's last event really has: forgeries use up none. */
  private long highest(String topic, String article) {
    return topics.readEvents(topic, article).stream()
        .filter(record -> !forged.contains(record.header("ce_id")))
        .mapToLong(record -> Long.parseLong(record.header("ce_sequence")))
        .max()
        .orElse(0);
  }

  /** The last event of this kind that a service told of an article, once there is one. */
  <E extends LifecycleEvent> E last(String service, String article, Class<E> kind) {
    return await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> all(service, article, kind), found -> !found.isEmpty())
        .getLast();
  }

  <E extends LifecycleEvent> List<E> all(String service, String article, Class<E> kind) {
    return topics.readEvents("imprimatur." + service, article).stream()
        .map(TopicRecord::event)
        .filter(kind::isInstance)
        .map(kind::cast)
        .toList();
  }
}
