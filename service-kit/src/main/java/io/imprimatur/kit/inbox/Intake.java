package io.imprimatur.kit.inbox;

import io.imprimatur.kit.HaltPoint;
import io.imprimatur.kit.aggregate.Aggregates;
import io.imprimatur.kit.aggregate.Aggregates.Taken;
import io.imprimatur.kit.aggregate.InboxPosition;
import io.imprimatur.kit.aggregate.Stored;
import io.imprimatur.kit.aggregate.Write;
import io.imprimatur.kit.observability.LogKeys;
import io.imprimatur.kit.observability.Traces;
import io.imprimatur.kit.parked.ParkedEvent.Kind;
import io.imprimatur.kit.parked.ParkedEvents;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes neighbours' events in: applies each once and in order, parks what cannot be applied.
 *
 * <p>When a method returns, the event is either applied, known as taken, or durably parked.
 *
 * @param <E> the service's view of an event
 */
public final class Intake<E> {

  private static final Logger log = LoggerFactory.getLogger(Intake.class);

  private final EventConsumer<E> consumer;
  private final Aggregates aggregates;
  private final ParkedEvents parked;
  private final DeadLetters deadLetters;
  private final MeterRegistry metrics;
  private final Traces traces;
  private final Backlog backlog;

  public Intake(
      EventConsumer<E> consumer,
      Aggregates aggregates,
      ParkedEvents parked,
      DeadLetters deadLetters,
      MeterRegistry metrics,
      Traces traces) {
    this.consumer = consumer;
    this.aggregates = aggregates;
    this.parked = parked;
    this.deadLetters = deadLetters;
    this.metrics = metrics;
    this.traces = traces;
    this.backlog = new Backlog(this, aggregates, parked);
  }

  /** What became of an event. */
  public enum Outcome {
    APPLIED,
    DUPLICATE,
    EARLY,
    CONFLICT,
    DEAD,
    REFUSED
  }

  /** Takes an event in, and whatever waited for it. */
  void take(Envelope envelope) {
    IncomingEvent event = envelope.event();
    if (envelope.fault() != null) {
      park(
          event, envelope.foreign() ? Kind.REFUSED : Kind.DEAD, envelope.fault(), envelope.fault());
      return;
    }
    Outcome outcome = offer(event, false);
    HaltPoint.INBOX_APPLIED.pass();
    lookAfter(event, outcome);
  }

  /** The event itself is settled by now, so nothing that fails here may count against it. */
  private void lookAfter(IncomingEvent event, Outcome outcome) {
    try {
      if (outcome == Outcome.APPLIED || outcome == Outcome.DUPLICATE) {
        if (!parked.anyOpen(event.source(), event.article())) {
          return; // one that is parked from now on drains behind itself
        }
        parked.forget(event);
      }
      // Also after parking: the gap may have closed between the look at the inbox and the parking.
      drain(event.source(), event.article());
    } catch (RuntimeException e) {
      if (TransientFailure.isBehind(e)) {
        throw e;
      }
      log.error("what waits in article {} is left to the sweep", event.article(), e);
    }
  }

  /** Gives an event up that failed again and again for a reason nobody foresaw. */
  void giveUp(Envelope envelope, Exception why) {
    giveUp(envelope.event(), envelope.fault(), why);
  }

  /** The same for an event without a fault in its envelope. */
  void giveUp(IncomingEvent event, Exception why) {
    giveUp(event, null, why);
  }

  private void giveUp(IncomingEvent event, String fault, Exception why) {
    Throwable cause = why;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    park(event, Kind.DEAD, "failed again and again: " + cause, fault);
  }

  /** Applies an event if its turn has come, else parks it; all in the event's own trace. */
  @SuppressWarnings("try") // the scopes are there to be closed
  public Outcome offer(IncomingEvent raw, boolean forced) {
    try (Traces.Step step =
            traces.hearing(raw.headers().get("traceparent"), "process " + raw.source());
        LogKeys keys = LogKeys.with(LogKeys.ARTICLE, raw.article()).and(LogKeys.EVENT, raw.id())) {
      Outcome outcome = judge(raw, forced);
      step.with("messaging.system", "kafka")
          .with("messaging.operation.type", "process")
          .with("cloudevents.event_type", raw.type())
          .with("cloudevents.event_id", raw.id())
          .with("imprimatur.article", raw.article())
          .with("imprimatur.outcome", outcome.name().toLowerCase(Locale.ROOT));
      log.atInfo()
          .addKeyValue("eventType", raw.type())
          .addKeyValue("outcome", outcome)
          .log("event {} of {} taken in", raw.sequence(), raw.source());
      return outcome;
    }
  }

  private Outcome judge(IncomingEvent raw, boolean forced) {
    Outcome outcome;
    try {
      Optional<E> event = consumer.read(raw);
      OptionalLong vouched =
          event.map(e -> consumer.vouchedRevision(raw, e)).orElse(OptionalLong.empty());
      outcome =
          aggregates.take(
              raw.article(), raw.source(), before -> decide(raw, event, vouched, forced, before));
      if (event.isEmpty() && outcome == Outcome.APPLIED) {
        metrics.counter("imprimatur.events.unknown", "source", raw.source()).increment();
      }
    } catch (UnreadableEvent | IllegalTransition e) {
      return park(raw, Kind.DEAD, e.getMessage());
    } catch (EventRefused e) {
      return park(raw, Kind.REFUSED, e.getMessage());
    } catch (OutOfTurn e) {
      return park(raw, e.kind, e.getMessage());
    }
    count(raw, outcome);
    return outcome;
  }

  private void count(IncomingEvent event, Outcome outcome) {
    metrics
        .counter(
            "imprimatur.events.taken",
            "source",
            event.source(),
            "outcome",
            outcome.name().toLowerCase(Locale.ROOT))
        .increment();
  }

  /**
   * Applies what waits in an article as far as it can be applied now. What fails for a reason that
   * nobody foresaw is left to the sweep.
   */
  public void drain(String source, String article) {
    backlog.drain(source, article);
  }

  /** Drains whatever a crash left behind. */
  void sweep() {
    backlog.sweep();
  }

  private Taken<Outcome> decide(
      IncomingEvent raw,
      Optional<E> event,
      OptionalLong vouched,
      boolean forced,
      Optional<Stored> before) {
    InboxPosition position = before.map(s -> s.inbox(raw.source())).orElse(InboxPosition.NONE);
    return switch (Turn.of(position, raw, vouched, forced)) {
      case Turn.Now now -> {
        Write<?> decided =
            event.<Write<?>>map(e -> consumer.apply(raw, e, before)).orElse(Write.nothing(null));
        Write<Outcome> write =
            Write.of(Outcome.APPLIED, decided.fields(), decided.events())
                .andThen(decided.afterwards());
        yield new Taken<>(
            now.late() ? write.andThen(() -> alarmOfLate(raw)) : write,
            Optional.of(now.position()));
      }
      case Turn.Duplicate d -> new Taken<>(Write.nothing(Outcome.DUPLICATE), Optional.empty());
      case Turn.Early early ->
          throw new OutOfTurn(Kind.EARLY, "waits for event " + early.next() + " of its article");
      case Turn.Conflict c ->
          throw new OutOfTurn(
              Kind.CONFLICT,
              "event " + position.id() + " was taken under number " + raw.sequence());
      case Turn.Replay replay ->
          throw new EventRefused(
              "its seal is for revision %d, and revision %d was taken before"
                  .formatted(vouched.getAsLong(), replay.taken()));
    };
  }

  private Outcome park(IncomingEvent event, Kind kind, String cause) {
    return park(event, kind, cause, null);
  }

  /** Counts, and raises the alarm, once for each event and kind, however often it comes. */
  private Outcome park(IncomingEvent event, Kind kind, String cause, String fault) {
    String reason =
        kind == Kind.EARLY
            ? parked
                .firstDead(event.source(), event.article())
                .map(dead -> cause + ", behind dead event " + dead.event().sequence())
                .orElse(cause)
            : cause;
    Outcome outcome = Outcome.valueOf(kind.name());
    boolean isNew = parked.park(event, kind, reason, fault);
    if (isNew) {
      count(event, outcome);
      switch (kind) {
        case EARLY -> log.info("event {} of {} {}", event.id(), event.article(), reason);
        case DEAD -> alarm(event, "is dead: " + reason);
        case REFUSED -> alarm(event, "is refused: " + reason);
        case CONFLICT -> alarm(event, "is in conflict: " + reason);
      }
    } else {
      log.warn("event {} of {} is parked already: {}", event.id(), event.article(), reason);
    }
    if (kind == Kind.DEAD && !deadLetters.send(event, reason) && isNew) {
      alarm(event, "is too large for the dead-letter topic and has no copy there");
    }
    HaltPoint.INBOX_PARKED.pass();
    return outcome;
  }

  private void alarmOfLate(IncomingEvent event) {
    alarm(event, "is taken although its number was used: its seal is genuine and new");
  }

  private void alarm(IncomingEvent event, String what) {
    metrics.counter("imprimatur.events.alarms", "source", event.source()).increment();
    log.error(
        "event {}, number {} of article {} from {}, {}",
        event.id(),
        event.sequence(),
        event.article(),
        event.source(),
        what);
  }

  private static final class OutOfTurn extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Kind kind;

    OutOfTurn(Kind kind, String message) {
      super(message, null, false, false);
      this.kind = kind;
    }
  }
}
