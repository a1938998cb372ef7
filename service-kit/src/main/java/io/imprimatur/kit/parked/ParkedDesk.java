package io.imprimatur.kit.parked;

import io.imprimatur.kit.Conflict;
import io.imprimatur.kit.NotFound;
import io.imprimatur.kit.aggregate.Aggregates;
import io.imprimatur.kit.aggregate.Aggregates.Taken;
import io.imprimatur.kit.aggregate.InboxPosition;
import io.imprimatur.kit.aggregate.Write;
import io.imprimatur.kit.inbox.IncomingEvent;
import io.imprimatur.kit.inbox.Intake;
import io.imprimatur.kit.inbox.Intake.Outcome;
import io.imprimatur.kit.parked.ParkedEvent.Deed;
import io.imprimatur.kit.parked.ParkedEvent.Kind;
import io.imprimatur.kit.parked.ParkedEvent.Status;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What operators do with parked events. Every deed is noted at the event, with who did it and when.
 */
public final class ParkedDesk {

  private final ParkedEvents parked;
  private final Aggregates aggregates;
  private final Intake<?> intake;
  private final Clock clock;

  public ParkedDesk(ParkedEvents parked, Aggregates aggregates, Intake<?> intake, Clock clock) {
    this.parked = parked;
    this.aggregates = aggregates;
    this.intake = intake;
    this.clock = clock;
  }

  /**
   * Offers an event to this service again. One in conflict is applied although its number is taken.
   * A dead one whose number another event has taken over is in conflict from then on, so that it is
   * applied only where the operator insists.
   *
   * @param by the operator's person id
   * @throws NotFound where there is no such event
   * @throws Conflict where it is closed, waits for others, has a fault in its envelope, or fails
   *     again; the message says why
   */
  public ParkedEvent replay(String id, String by) {
    return deal(id, event -> replay(event, by));
  }

  private void replay(ParkedEvent event, String by) {
    IncomingEvent raw = event.event();
    if (event.fault() != null) {
      throw new Conflict("The event can never be applied: " + event.fault() + ".");
    }
    if (event.kind() == Kind.EARLY) {
      throw new Conflict("The event " + event.cause() + ". Skip the gap to go on without it.");
    }
    if (event.kind() == Kind.DEAD && overtaken(raw)) {
      parked.park(raw, Kind.CONFLICT, otherHas(raw));
      throw failed(
          event, by, otherHas(raw), "; replay it once more to apply it all the same, late");
    }
    Outcome outcome = intake.offer(raw, event.kind() == Kind.CONFLICT);
    if (outcome != Outcome.APPLIED && outcome != Outcome.DUPLICATE) {
      throw failed(event, by, parked.find(event.id()).orElse(event).cause(), "");
    }
    if (event.kind() == Kind.REFUSED && outcome == Outcome.DUPLICATE) {
      throw failed(event, by, otherHas(raw), "");
    }
    note(
        event,
        by,
        "replay",
        outcome == Outcome.APPLIED ? "applied" : "was taken before",
        Status.REPLAYED);
    intake.drain(raw.source(), raw.article());
  }

  private Conflict failed(ParkedEvent event, String by, String why, String advice) {
    note(event, by, "replay", "failed: " + why, Status.OPEN);
    return new Conflict("The event was not applied: " + why + advice + ".");
  }

  private static String otherHas(IncomingEvent event) {
    return "another event has number %d of its article by now".formatted(event.sequence());
  }

  /** Whether its number was used up without it. */
  private boolean overtaken(IncomingEvent event) {
    InboxPosition at = position(event);
    boolean taken =
        event.sequence() == at.last() && event.id().equals(at.id())
            || at.extra().contains(event.id());
    return event.sequence() <= at.last() && !taken;
  }

  /**
   * Closes an event for good. The number of a dead one counts as read from now on, so what waits
   * behind it goes on.
   *
   * @param by the operator's person id
   * @param reason why, never empty
   * @throws NotFound where there is no such event
   * @throws Conflict where it is closed already
   */
  public ParkedEvent setAside(String id, String by, String reason) {
    return deal(
        id,
        event -> {
          IncomingEvent raw = event.event();
          if (event.kind() == Kind.DEAD && raw.sequence() > 0) {
            countAsRead(raw);
          }
          note(event, by, "set-aside", reason, Status.SET_ASIDE);
          intake.drain(raw.source(), raw.article());
        });
  }

  /**
   * Goes on without the events that an early one waits for.
   *
   * @param by the operator's person id
   * @param reason why, never empty
   * @throws NotFound where there is no such event
   * @throws Conflict where it is closed, or waits for nothing
   */
  public ParkedEvent skipGap(String id, String by, String reason) {
    return deal(id, event -> skipGap(event, by, reason));
  }

  private void skipGap(ParkedEvent event, String by, String reason) {
    if (event.kind() != Kind.EARLY) {
      throw new Conflict("Only an event that waits for others has a gap before it.");
    }
    IncomingEvent raw = event.event();
    long from = position(raw).last() + 1;
    note(
        event,
        by,
        "skip-gap",
        "events %d to %d skipped: %s".formatted(from, raw.sequence() - 1, reason),
        Status.OPEN);
    skipTo(raw);
    Outcome outcome = intake.offer(raw, false);
    if (outcome == Outcome.APPLIED || outcome == Outcome.DUPLICATE) {
      note(event, by, "skip-gap", "applied", Status.REPLAYED);
    }
    intake.drain(raw.source(), raw.article());
  }

  /** Does something with an open event while nobody else does. */
  private ParkedEvent deal(String id, Consumer<ParkedEvent> deed) {
    String claim = UUID.randomUUID().toString();
    ParkedEvent event = parked.claim(id, claim).orElseThrow(() -> notToBeHad(id));
    try {
      deed.accept(event);
    } finally {
      parked.release(id, claim);
    }
    return parked
        .find(id)
        .orElseThrow(() -> new NotFound("The event was taken meanwhile and is parked no longer."));
  }

  private RuntimeException notToBeHad(String id) {
    Optional<ParkedEvent> event = parked.find(id);
    if (event.isEmpty()) {
      return new NotFound("There is no parked event " + id + ".");
    }
    return new Conflict(
        switch (event.get().status()) {
          case REPLAYED -> "The event is closed: replayed.";
          case SET_ASIDE -> "The event is closed: set aside.";
          case OPEN -> "Somebody is dealing with the event just now. Look again in a minute.";
        });
  }

  private InboxPosition position(IncomingEvent event) {
    return aggregates
        .find(event.article())
        .map(s -> s.inbox(event.source()))
        .orElse(InboxPosition.NONE);
  }

  /** Counts an event as read where it is the very next one. */
  private void countAsRead(IncomingEvent event) {
    move(
        event,
        at ->
            at.last() == event.sequence() - 1
                ? Optional.of(at.moved(event.sequence(), event.id(), at.revision()))
                : Optional.empty());
  }

  private void skipTo(IncomingEvent event) {
    move(
        event,
        at ->
            at.last() < event.sequence() - 1
                ? Optional.of(at.moved(event.sequence() - 1, "", at.revision()))
                : Optional.empty());
  }

  private void move(IncomingEvent event, Function<InboxPosition, Optional<InboxPosition>> to) {
    aggregates.<Void>take(
        event.article(),
        event.source(),
        stored ->
            new Taken<>(
                Write.nothing(null),
                to.apply(stored.map(s -> s.inbox(event.source())).orElse(InboxPosition.NONE))));
  }

  private void note(ParkedEvent event, String by, String action, String note, Status status) {
    parked.note(event.id(), new Deed(clock.instant(), by, action, note), status);
  }
}
