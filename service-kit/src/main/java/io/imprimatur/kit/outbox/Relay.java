package io.imprimatur.kit.outbox;

import io.imprimatur.kit.HaltPoint;
import io.imprimatur.kit.observability.Traces;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.KafkaOperations;

/**
 * Carries events from outboxes to the broker. One article at a time is sent by one thread, from the
 * head on, and only what the broker acknowledged without a gap leaves the outbox. An event that
 * cannot be sent holds its own article. Where many articles wait, one thread takes several of them
 * and reads and pulls their outboxes in one step each.
 *
 * <p>The instance that wrote an event sends it at once. What was left behind, by a crash or an
 * absent broker, is found by a sweep and taken over under a lease.
 */
public final class Relay implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(Relay.class);
  private static final int SWEEP_SIZE = 500;

  /** Articles that one sender reads, sends and pulls at once, where so many wait. */
  private static final int TOGETHER = 16;

  private final Outboxes outboxes;
  private final Shipment shipment;
  private final Settings settings;
  private final Clock clock;
  private final String instance = UUID.randomUUID().toString();

  /** Articles in work: true where more was written since the sender last looked. */
  private final Map<String, Boolean> inWork = new ConcurrentHashMap<>();

  private final BlockingQueue<String> wanted = new LinkedBlockingQueue<>();

  private ExecutorService senders;
  private ScheduledExecutorService sweeper;
  private volatile boolean running;

  /**
   * How the relay works.
   *
   * @param senders how many threads send; each takes several articles where several wait
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
      MeterRegistry metrics,
      Traces traces) {
    this.outboxes = outboxes;
    this.shipment = new Shipment(kafka, topic, settings.acknowledgement(), metrics, traces);
    this.settings = settings;
    this.clock = clock;
  }

  /** Sends what the article's outbox holds, soon and on another thread. */
  public void signal(String article) {
    if (running && inWork.merge(article, false, (was, now) -> true) == Boolean.FALSE) {
      look(article);
    }
  }

  private void look(String article) {
    wanted.add(article);
    try {
      senders.execute(this::work);
    } catch (RejectedExecutionException e) {
      inWork.remove(article);
      log.debug("{} is left to the sweep of another instance: this one stops", article);
    }
  }

  /** Takes what waits by now; each article had a call of its own, so many find nothing left. */
  private void work() {
    List<String> articles = new ArrayList<>();
    wanted.drainTo(articles, TOGETHER);
    if (!articles.isEmpty()) {
      work(articles);
    }
  }

  private void work(List<String> articles) {
    articles.forEach(article -> inWork.put(article, false));
    Set<String> unsent = Set.copyOf(articles);
    try {
      unsent = send(articles);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      log.warn("events of {} stay in the outbox for now", articles, e);
    } finally {
      for (String article : articles) {
        if (unsent.contains(article)) {
          inWork.remove(article); // the sweep takes it up
        } else if (!inWork.remove(article, false)) {
          look(article); // more was written meanwhile
        }
      }
    }
  }

  /**
   * Sends what the outboxes hold now. Whoever writes more meanwhile signals it, so nobody has to
   * look whether they are empty.
   *
   * @return articles of which something could not be sent
   */
  private Set<String> send(List<String> articles) throws InterruptedException {
    Map<String, List<Outboxes.Entry>> unsent = outboxes.unsent(articles);
    if (unsent.isEmpty()) {
      return Set.of();
    }
    HaltPoint.OUTBOX_BEFORE_SENDING.pass();
    Map<String, Long> acknowledged = shipment.send(unsent);
    if (!acknowledged.isEmpty()) {
      HaltPoint.OUTBOX_SENT.pass();
      outboxes.pull(acknowledged);
    }
    return unsent.entrySet().stream()
        .filter(
            each ->
                acknowledged.getOrDefault(each.getKey(), 0L) < each.getValue().getLast().sequence())
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
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
