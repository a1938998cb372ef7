package io.imprimatur.kit.outbox;

import io.imprimatur.kit.observability.LogKeys;
import io.imprimatur.kit.observability.Traceparent;
import io.imprimatur.kit.observability.Traces;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.KafkaOperations;

/**
 * Brings events of several articles to the broker at once, each article's in order. An event that
 * the broker does not take holds those behind it in its own article, and no others.
 */
final class Shipment {

  private static final Logger log = LoggerFactory.getLogger(Shipment.class);

  private final KafkaOperations<String, byte[]> kafka;
  private final String topic;
  private final Duration acknowledgement;
  private final MeterRegistry metrics;
  private final Traces traces;
  private final Counter unsendable;

  /**
   * @param acknowledgement how long the broker may take for all that is sent at once
   */
  Shipment(
      KafkaOperations<String, byte[]> kafka,
      String topic,
      Duration acknowledgement,
      MeterRegistry metrics,
      Traces traces) {
    this.kafka = kafka;
    this.topic = topic;
    this.acknowledgement = acknowledgement;
    this.metrics = metrics;
    this.traces = traces;
    this.unsendable = metrics.counter("imprimatur.events.send.failures");
  }

  /**
   * Sends and waits for the broker.
   *
   * @param unsent each article's events, in order
   * @return up to which number the broker has everything; nothing of an article of which it has
   *     nothing
   */
  Map<String, Long> send(Map<String, List<Outboxes.Entry>> unsent) throws InterruptedException {
    long deadline = System.nanoTime() + acknowledgement.toNanos();
    List<Load> loads = new ArrayList<>();
    try {
      for (Map.Entry<String, List<Outboxes.Entry>> each : unsent.entrySet()) {
        Load load = new Load(each.getKey(), each.getValue());
        loads.add(load);
        load.send();
        if (System.nanoTime() > deadline) {
          break; // the broker is away, and the producer waited for it with each event
        }
      }
      Map<String, Long> acknowledged = new LinkedHashMap<>();
      for (Load load : loads) {
        long last = load.acknowledged(deadline);
        if (last > 0) {
          acknowledged.put(load.article, last);
        }
      }
      return acknowledged;
    } finally {
      loads.forEach(Load::end);
    }
  }

  /** One article's events on their way. */
  private final class Load {

    private final String article;
    private final List<Outboxes.Entry> entries;
    private final List<Future<?>> replies = new ArrayList<>();
    private final List<Traces.Sending> sendings = new ArrayList<>();

    Load(String article, List<Outboxes.Entry> entries) {
      this.article = article;
      this.entries = entries;
    }

    void send() {
      for (Outboxes.Entry entry : entries) {
        sendings.add(sending(article, entry));
        try {
          replies.add(kafka.send(record(article, entry)));
        } catch (KafkaException e) {
          failed(article, entry, e);
          return;
        }
      }
    }

    /** The number up to which the broker has everything, 0 for nothing. */
    long acknowledged(long deadline) throws InterruptedException {
      long acknowledged = 0;
      for (int i = 0; i < replies.size(); i++) {
        try {
          long left = Math.max(0, deadline - System.nanoTime());
          replies.get(i).get(left, TimeUnit.NANOSECONDS);
          acknowledged = entries.get(i).sequence();
          sendings.get(i).ended(true);
          succeeded(article, entries.get(i));
        } catch (ExecutionException | TimeoutException e) {
          failed(article, entries.get(i), e);
          break;
        }
      }
      return acknowledged;
    }

    /** What a reply ended before is ended; whatever is behind it waits for the next try. */
    void end() {
      sendings.forEach(sending -> sending.ended(false));
    }
  }

  private void succeeded(String article, Outboxes.Entry entry) {
    metrics
        .counter("imprimatur.events.sent", "type", entry.headers().get("ce_type", "unknown"))
        .increment();
    log.atInfo()
        .addKeyValue(LogKeys.ARTICLE, article)
        .addKeyValue(LogKeys.EVENT, entry.headers().getString("ce_id"))
        .addKeyValue(
            LogKeys.TRACE,
            Traceparent.parse(entry.headers().getString("traceparent"))
                .map(Traceparent::traceId)
                .orElse(null))
        .addKeyValue("eventType", entry.headers().getString("ce_type"))
        .log("event {} sent", entry.sequence());
  }

  private Traces.Sending sending(String article, Outboxes.Entry entry) {
    return traces
        .sending(entry.headers().getString("traceparent"), "send " + topic)
        .with("messaging.system", "kafka")
        .with("messaging.destination.name", topic)
        .with("cloudevents.event_type", entry.headers().getString("ce_type"))
        .with("cloudevents.event_id", entry.headers().getString("ce_id"))
        .with("imprimatur.article", article);
  }

  private void failed(String article, Outboxes.Entry entry, Exception why) {
    unsendable.increment();
    log.warn(
        "event {} of article {} is not sent yet: {}",
        entry.sequence(),
        article,
        why.getCause() == null ? why.toString() : why.getCause().toString());
  }

  private ProducerRecord<String, byte[]> record(String article, Outboxes.Entry entry) {
    ProducerRecord<String, byte[]> record = new ProducerRecord<>(topic, article, entry.body());
    entry
        .headers()
        .forEach(
            (name, value) ->
                record.headers().add(name, value.toString().getBytes(StandardCharsets.UTF_8)));
    return record;
  }
}
