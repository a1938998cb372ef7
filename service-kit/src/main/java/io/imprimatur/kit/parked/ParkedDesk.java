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
   *
   * @param by the operator's person id
   * @throws NotFound where there is no such event
   * @throws Conflict where it is closed, waits for others, or fails again; the message says why
   */
  public ParkedEvent replay(String id, String by) {
    ParkedEvent event = open(id);
    if (event.kind() == Kind.EARLY) {
      throw new Conflict("The event " + event.cause() + ". Skip the gap to go on without it.");
    }
    IncomingEvent raw = event.event();
    if (raw.sequence() < 1) {
      throw new Conflict("The event has no number, so it has no place in its article.");
    }
    boolean numberTaken = raw.sequence() <= position(raw).last();
    boolean forced = event.kind() == Kind.CONFLICT || (event.kind() == Kind.DEAD && numberTaken);
    Outcome outcome = intake.offer(raw, forced);
    if (outcome != Outcome.APPLIED && outcome != Outcome.DUPLICATE) {
      ParkedEvent again = parked.find(id).orElse(event);
      note(id, by, "replay", "failed: " + again.cause(), Status.OPEN);
      throw new Conflict("The event was not applied: " + again.cause());
    }
    if (event.kind() == Kind.REFUSED && outcome == Outcome.DUPLICATE) {
      String why = "another event has number %d of its article by now".formatted(raw.sequence());
      note(id, by, "replay", "failed: " + why, Status.OPEN);
      throw new Conflict("The event was not applied: " + why + ".");
    }
    note(
        id,
        by,
        "replay",
        outcome == Outcome.APPLIED ? "applied" : "was taken before",
        Status.REPLAYED);
    intake.drain(raw.source(), raw.article());
    return parked.find(id).orElseThrow();
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
    ParkedEvent event = open(id);
    IncomingEvent raw = event.event();
    if (event.kind() == Kind.DEAD && raw.sequence() > 0) {
      countAsRead(raw);
    }
    note(id, by, "set-aside", reason, Status.SET_ASIDE);
    intake.drain(raw.source(), raw.article());
    return parked.find(id).orElseThrow();
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
    ParkedEvent event = open(id);
    if (event.kind() != Kind.EARLY) {
      throw new Conflict("Only an event that waits for others has a gap before it.");
    }
    IncomingEvent raw = event.event();
    long from = position(raw).last() + 1;
    note(
        id,
        by,
        "skip-gap",
        "events %d to %d skipped: %s".formatted(from, raw.sequence() - 1, reason),
        Status.OPEN);
    skipTo(raw);
    Outcome outcome = intake.offer(raw, false);
    if (outcome == Outcome.APPLIED || outcome == Outcome.DUPLICATE) {
      parked.note(id, new Deed(clock.instant(), by, "skip-gap", "applied"), Status.REPLAYED);
    }
    intake.drain(raw.source(), raw.article());
    return parked.find(id).orElseThrow();
  }

  private ParkedEvent open(String id) {
    ParkedEvent event =
        parked.find(id).orElseThrow(() -> new NotFound("There is no parked event " + id + "."));
    if (event.status() != Status.OPEN) {
      throw new Conflict(
          "The event is closed: "
              + (event.status() == Status.REPLAYED ? "replayed" : "set aside")
              + ".");
    }
    return event;
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
                ? Optional.of(new InboxPosition(event.sequence(), event.id(), at.revision()))
                : Optional.empty());
  }

  private void skipTo(IncomingEvent event) {
    move(
        event,
        at ->
            at.last() < event.sequence() - 1
                ? Optional.of(new InboxPosition(event.sequence() - 1, "", at.revision()))
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

  private void note(String id, String by, String action, String note, Status status) {
    parked.note(id, new Deed(clock.instant(), by, action, note), status);
  }
}
