package io.imprimatur.kit.outbox;

import io.imprimatur.kit.HaltPoint;
import io.imprimatur.kit.observability.LogKeys;
import io.imprimatur.kit.observability.Traceparent;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.KafkaOperations;

/**
 * Carries events from outboxes to the broker. One article at a time is sent by one thread, from the
 * head on, and only what the broker acknowledged without a gap leaves the outbox. An event that
 * cannot be sent holds its own article.
 *
 * <p>The instance that wrote an event sends it at once. What was left behind, by a crash or an
 * absent broker, is found by a sweep and taken over under a lease.
 */
public final class Relay implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(Relay.class);
  private static final int SWEEP_SIZE = 500;

  private final Outboxes outboxes;
  private final KafkaOperations<String, byte[]> kafka;
  private final String topic;
  private final Settings settings;
  private final Clock clock;
  private final Counter sent;
  private final Counter unsendable;
  private final String instance = UUID.randomUUID().toString();

  /** Articles in work: true where more was written since the sender last looked. */
  private final Map<String, Boolean> inWork = new ConcurrentHashMap<>();

  private ExecutorService senders;
  private ScheduledExecutorService sweeper;
  private volatile boolean running;

  /**
   * How the relay works.
   *
   * @param senders how many articles are sent at once
   * @param acknowledgement how long a sender waits for the broker before it leaves the rest to the
   *     sweep
   * @param sweepEvery the time between two sweeps
   * @param takeOverAfter the age from which an entry counts as left behind
   * @param lease how long a taken-over article is kept from other instances
   */
  public record Settings(
      int senders,
      Duration acknowledgement,
      Duration sweepEvery,
      Duration takeOverAfter,
      Duration lease) {}

  public Relay(
      Outboxes outboxes,
      KafkaOperations<String, byte[]> kafka,
      String topic,
      Settings settings,
      Clock clock,
      MeterRegistry metrics) {
    this.outboxes = outboxes;
    this.kafka = kafka;
    this.topic = topic;
    this.settings = settings;
    this.clock = clock;
    this.sent = metrics.counter("imprimatur.events.sent");
    this.unsendable = metrics.counter("imprimatur.events.send.failures");
  }

  /** Sends what the article's outbox holds, soon and on another thread. */
  public void signal(String article) {
    if (running && inWork.merge(article, false, (was, now) -> true) == Boolean.FALSE) {
      try {
        senders.execute(() -> work(article));
      } catch (RejectedExecutionException e) {
        inWork.remove(article);
        log.debug("{} is left to the sweep of another instance: this one stops", article);
      }
    }
  }

  private void work(String article) {
    boolean done = false;
    try {
      do {
        inWork.put(article, false);
        done = false; // what an earlier look emptied says nothing about one that fails
        done = send(article);
      } while (done && !inWork.remove(article, false));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      log.warn("events of article {} stay in the outbox for now", article, e);
    } finally {
      if (!done) {
        inWork.remove(article);
      }
    }
  }

  /** Sends until the outbox is empty; false where something could not be sent. */
  private boolean send(String article) throws InterruptedException {
    List<Outboxes.Entry> unsent = outboxes.unsent(article);
    while (!unsent.isEmpty()) {
      HaltPoint.OUTBOX_BEFORE_SENDING.pass();
      long acknowledged = acknowledged(article, unsent);
      if (acknowledged == 0) {
        return false;
      }
      HaltPoint.OUTBOX_SENT.pass();
      outboxes.pull(article, acknowledged);
      if (acknowledged < unsent.getLast().sequence()) {
        return false;
      }
      unsent = outboxes.unsent(article);
    }
    return true;
  }

  /**
   * Sends one event behind the other: the producer may give one up after a while and deliver the
   * one behind it, and that would then come first.
   *
   * @return the number up to which the broker has everything, 0 for nothing
   */
  private long acknowledged(String article, List<Outboxes.Entry> unsent)
      throws InterruptedException {
    long acknowledged = 0;
    for (Outboxes.Entry entry : unsent) {
      try {
        kafka
            .send(record(article, entry))
            .get(settings.acknowledgement().toMillis(), TimeUnit.MILLISECONDS);
      } catch (ExecutionException | TimeoutException | KafkaException e) {
        failed(article, entry, e);
        break;
      }
      acknowledged = entry.sequence();
      succeeded(article, entry);
    }
    return acknowledged;
  }

  private void succeeded(String article, Outboxes.Entry entry) {
    sent.increment();
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

  private void sweep() {
    try {
      Instant now = clock.instant();
      Duration age = settings.takeOverAfter();
      takeOver(outboxes.writtenBefore(now.minus(age), SWEEP_SIZE), now);
      // A clock that was set back leaves entries of the future; others are no further ahead.
      takeOver(outboxes.writtenAfter(now.plus(age), SWEEP_SIZE), now);
    } catch (RuntimeException e) {
      log.warn("the sweep for unsent events waits: {}", e.toString());
    }
  }

  private void takeOver(List<String> articles, Instant now) {
    for (String article : articles) {
      if (!inWork.containsKey(article)
          && outboxes.lease(article, instance, now, settings.lease())) {
        signal(article);
      }
    }
  }

  @Override
  public synchronized void start() {
    senders =
        Executors.newFixedThreadPool(
            settings.senders(), Thread.ofPlatform().name("relay-", 0).factory());
    sweeper =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("relay-sweep").daemon().factory());
    running = true;
    sweeper.scheduleWithFixedDelay(
        this::sweep, 0, settings.sweepEvery().toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public synchronized void stop() {
    running = false;
    sweeper.shutdownNow();
    senders.shutdown();
    try {
      if (!senders.awaitTermination(settings.acknowledgement().toMillis(), TimeUnit.MILLISECONDS)) {
        senders.shutdownNow();
      }
    } catch (InterruptedException e) {
      senders.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
