package io.imprimatur.kit.outbox;

import static java.util.stream.Collectors.toMap;

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
   * Sends and waits for the broker. Of each article one event is on its way at a time: the producer
   * may give one up after a while and deliver the one behind it, and that would then come first.
   *
   * @param unsent each article's events, in order
   * @return up to which number the broker has everything; nothing of an article of which it has
   *     nothing
   */
  Map<String, Long> send(Map<String, List<Outboxes.Entry>> unsent) throws InterruptedException {
    long deadline = System.nanoTime() + acknowledgement.toNanos();
    List<Load> loads = new ArrayList<>();
    unsent.forEach((article, entries) -> loads.add(new Load(article, entries)));
    try {
      List<Load> under = loads;
      while (!under.isEmpty() && System.nanoTime() < deadline) {
        List<Load> onTheirWay = new ArrayList<>();
        for (Load load : under) {
          if (load.sendNext()) {
            onTheirWay.add(load);
          }
          if (System.nanoTime() > deadline) {
            break; // the broker is away, and the producer waited for it with each event
          }
        }
        under = new ArrayList<>();
        for (Load load : onTheirWay) {
          if (load.arrives(deadline) && load.hasNext()) {
            under.add(load);
          }
        }
      }
    } finally {
      loads.forEach(Load::end);
    }
    return loads.stream()
        .filter(load -> load.arrived > 0)
        .collect(toMap(load -> load.article, Load::last, (one, other) -> one, LinkedHashMap::new));
  }

  /** One article's events, one behind the other. */
  private final class Load {

    private final String article;
    private final List<Outboxes.Entry> entries;
    private int arrived;
    private Future<?> reply;
    private Traces.Sending sending;

    Load(String article, List<Outboxes.Entry> entries) {
      this.article = article;
      this.entries = entries;
    }

    boolean hasNext() {
      return arrived < entries.size();
    }

    /** Sends the next event; false where the producer does not take it. */
    boolean sendNext() {
      Outboxes.Entry entry = entries.get(arrived);
      sending = sending(article, entry);
      try {
        reply = kafka.send(record(article, entry));
        return true;
      } catch (KafkaException e) {
        failed(article, entry, e);
        return false;
      }
    }

    /** Waits until the broker has it; false where it does not say so in time. */
    boolean arrives(long deadline) throws InterruptedException {
      Outboxes.Entry entry = entries.get(arrived);
      try {
        reply.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
      } catch (ExecutionException | TimeoutException e) {
        failed(article, entry, e);
        return false;
      }
      sending.ended(true);
      succeeded(article, entry);
      arrived++;
      return true;
    }

    /** The number up to which the broker has everything. */
    long last() {
      return entries.get(arrived - 1).sequence();
    }

    /** What a reply ended before is ended; whatever is behind it waits for the next try. */
    void end() {
      if (sending != null) {
        sending.ended(false);
      }
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
