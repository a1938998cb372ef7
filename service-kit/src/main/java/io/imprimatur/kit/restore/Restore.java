package io.imprimatur.kit.restore;

import io.imprimatur.kit.inbox.Envelope;
import io.imprimatur.kit.inbox.TransientFailure;
import io.imprimatur.kit.messaging.EventSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.context.ApplicationContext;
import org.springframework.context.SmartLifecycle;

/**
 * Takes over what a service told before its database was put back. It runs after the web server was
 * started, so that people and probes get an answer, and before all listeners, relays and timed
 * jobs, which begin when it has ended.
 */
final class Restore implements SmartLifecycle {

  /** Behind the web server's phase, before the listeners' and everybody else's. */
  static final int PHASE = SmartLifecycle.DEFAULT_PHASE - 1536;

  private static final Logger log = LoggerFactory.getLogger(Restore.class);
  private static final Duration LOOK = Duration.ofMillis(500);

  private final RestoreSettings settings;
  private final Parts parts;
  private final RestoreProgress progress;
  private final Patience patience;
  private final Clock clock;
  private final ApplicationContext context;
  private final Thread end;

  private Instant keptAt = Instant.EPOCH;
  private Instant toldAt = Instant.EPOCH;
  private volatile boolean running;

  /**
   * What it works with.
   *
   * @param events names the topics and sources of the services
   */
  record Parts(
      RestoreRecords records,
      GroupOffsets offsets,
      Function<String, TopicReader> topics,
      TakeOver<?> takeOver,
      OwnEvents<?> own,
      EventSettings events) {}

  /** Another instance took the work over. */
  private static final class Lost extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  Restore(
      RestoreSettings settings,
      Parts parts,
      RestoreProgress progress,
      Patience patience,
      Clock clock,
      ApplicationContext context) {
    this.settings = settings;
    this.parts = parts;
    this.progress = progress;
    this.patience = patience;
    this.clock = clock;
    this.context = context;
    this.end = new Thread(patience::end, "restore-end");
  }

  @Override
  public void start() {
    if (settings.backupTakenAt().isAfter(clock.instant())) {
      throw new RestoreRefused(
          "imprimatur.restore.backup-taken-at is %s, which is still to come."
              .formatted(settings.backupTakenAt()),
          "Give the moment in UTC at which the backup was begun, such as 2026-11-27T02:00:00Z.");
    }
    // The process lives, however long this takes; the context is not yet there to say so.
    AvailabilityChangeEvent.publish(context, LivenessState.CORRECT);
    // A context that is still starting can't be closed: a signal to end has to come here itself.
    Runtime.getRuntime().addShutdownHook(end);
    try {
      patience.begin();
      restore();
    } finally {
      forgetEnd();
    }
    running = true;
  }

  private void forgetEnd() {
    try {
      Runtime.getRuntime().removeShutdownHook(end);
    } catch (IllegalStateException ending) {
      log.trace("the process ends", ending);
    }
  }

  private void restore() {
    boolean done = false;
    while (!done) {
      done =
          switch (patience.untilItWorks(
              "the store", () -> parts.records().claim(settings.backupTakenAt()))) {
            case OURS -> isRestored();
            case OTHERS -> isLeftToOthers();
            case DONE -> isDoneBefore();
          };
    }
  }

  private boolean isDoneBefore() {
    progress.done("what was told since " + settings.backupTakenAt() + " was taken over before");
    log.info("restore: {}", progress.note());
    return true;
  }

  private boolean isLeftToOthers() {
    tell("another instance restores");
    progress.waits("another instance restores");
    patience.rest(LOOK);
    return false;
  }

  private boolean isRestored() {
    try {
      keptAt = clock.instant();
      requireEmptyGroup();
      long again =
          patience.untilItWorks(
              "the broker", this::keep, () -> parts.offsets().setBack(settings.since()));
      log.info("restore: set back to {}; {} records come again", settings.since(), again);
      if (isGapFound(settings.since(), false)) {
        log.warn("restore: events before {} are needed, so all are read", settings.since());
        isGapFound(null, true);
      }
      parts.own().rereads().forEach(this::seeAgain);
      keepNow();
      atTheStore(
          () -> {
            parts.takeOver().useNumbersOfTheDead();
            parts.own().finish();
            return true;
          });
      if (!atTheStore(() -> parts.records().finish(settings.backupTakenAt(), progress))) {
        throw new Lost();
      }
    } catch (Lost e) {
      log.warn("restore: another instance has taken the work over");
      return false;
    }
    progress.done(
        "%d records read, %d events taken over, %d listed"
            .formatted(progress.read(), progress.takenOver(), progress.listed()));
    log.info("restore: done; {}", progress.note());
    return true;
  }

  /**
   * Whoever reads on would commit beyond what is set back, and tell under numbers that are used.
   */
  private void requireEmptyGroup() {
    Instant latest = clock.instant().plus(settings.emptyWithin());
    while (patience.untilItWorks("the broker", this::keep, parts.offsets()::members) > 0) {
      if (clock.instant().isAfter(latest)) {
        throw new RestoreRefused(
            "Other instances of this service still run and read its neighbours' events.",
            "Stop all instances of the service, then start them with imprimatur.restore.backup-taken-at.");
      }
      progress.waits("other instances have to leave the consumer group");
      tell(progress.note());
      patience.rest(LOOK);
      keep();
    }
  }

  private boolean isGapFound(Instant since, boolean whole) {
    AtomicBoolean gap = new AtomicBoolean();
    String service = parts.events().service();
    parts
        .topics()
        .apply(service)
        .read(
            since,
            progress::reads,
            this::keep,
            record -> {
              TakeOver.Outcome outcome =
                  atTheStore(() -> parts.takeOver().take(envelope(service, record), whole));
              gap.compareAndSet(false, outcome == TakeOver.Outcome.GAP);
              progress.hasRead(outcome);
              keep();
              tell("");
            });
    return gap.get();
  }

  private void seeAgain(String neighbour) {
    parts
        .topics()
        .apply(neighbour)
        .read(
            settings.since(),
            progress::readsMore,
            this::keep,
            record -> {
              Envelope envelope = envelope(neighbour, record);
              if (envelope.fault() == null) {
                atTheStore(
                    () -> {
                      parts.own().seenAgain(envelope.event());
                      return true;
                    });
              }
              progress.hasSeen();
              keep();
              tell("");
            });
  }

  private Envelope envelope(String service, ConsumerRecord<String, byte[]> record) {
    EventSettings events = parts.events();
    return Envelope.read(record, service, events.source(service), events.maxRecord());
  }

  private <T> T atTheStore(Supplier<T> step) {
    return patience.untilItWorks("the store or the keys of the seals", this::keep, step);
  }

  /** Several times within a lease. */
  private void keep() {
    if (!clock.instant().isBefore(keptAt.plus(settings.lease().dividedBy(4)))) {
      keepNow();
    }
  }

  private void keepNow() {
    try {
      Instant now = clock.instant();
      if (!parts.records().keep(settings.backupTakenAt())) {
        throw new Lost();
      }
      keptAt = now;
    } catch (RuntimeException e) {
      if (!TransientFailure.isBehind(e)) {
        throw e;
      }
      log.debug("restore: the lease is renewed later: {}", e.toString());
    }
  }

  private void tell(String what) {
    Instant now = clock.instant();
    if (now.isBefore(toldAt.plus(settings.tellEvery()))) {
      return;
    }
    toldAt = now;
    log.info(
        "restore: {}",
        what.isEmpty()
            ? "%d records read, %d to go; %d events taken over, %d listed"
                .formatted(
                    progress.read(), progress.remaining(), progress.takenOver(), progress.listed())
            : what);
  }

  @Override
  public void stop() {
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  @Override
  public int getPhase() {
    return PHASE;
  }
}
