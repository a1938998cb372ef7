package io.imprimatur.kit.inbox;

import io.imprimatur.kit.aggregate.Aggregates;
import io.imprimatur.kit.aggregate.InboxPosition;
import io.imprimatur.kit.inbox.Intake.Outcome;
import io.imprimatur.kit.parked.ParkedEvent;
import io.imprimatur.kit.parked.ParkedEvents;
import io.imprimatur.kit.parked.ParkedEvents.Waiting;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Events that came early: offered again when their turn has come, in order. Only the sweep counts
 * how often one fails, so that a burst of other events does not use up its tries.
 */
final class Backlog {

  private static final Logger log = LoggerFactory.getLogger(Backlog.class);
  private static final int SWEEP_SIZE = 500;
  private static final int TRIES = 5;

  private final Intake<?> intake;
  private final Aggregates aggregates;
  private final ParkedEvents parked;

  /** Where the walk over all early events stands; null at its start. */
  private Waiting sweptTo;

  Backlog(Intake<?> intake, Aggregates aggregates, ParkedEvents parked) {
    this.intake = intake;
    this.aggregates = aggregates;
    this.parked = parked;
  }

  /** Applies what waits in an article. What fails unforeseen is left to the sweep. */
  void drain(String source, String article) {
    drain(
        source,
        article,
        (waiting, why) ->
            log.warn("event {} of {} is left to the sweep: {}", waiting.id(), article, why));
  }

  /**
   * Drains a part of all articles in which something waits; the next call goes on behind it. An
   * article that fails does not stop the others.
   */
  void sweep() {
    List<Waiting> part = parked.early(sweptTo, SWEEP_SIZE);
    for (Waiting next : part.stream().distinct().toList()) {
      try {
        drain(next.source(), next.article(), this::count);
      } catch (TransientFailure e) {
        log.warn("what waits in article {} waits on: {}", next.article(), e.toString());
      } catch (RuntimeException e) {
        if (TransientFailure.isBehind(e)) {
          throw e; // the store is away, for all the others too
        }
        log.error("what waits in article {} can't be drained", next.article(), e);
      }
      sweptTo = next;
    }
    if (part.size() < SWEEP_SIZE) {
      sweptTo = null;
    }
  }

  private void drain(
      String source, String article, BiConsumer<ParkedEvent, RuntimeException> failed) {
    Optional<ParkedEvent> next = parked.nextEarly(source, article);
    while (next.isPresent()
        && next.get().event().sequence() <= position(source, article).last() + 1) {
      Optional<ParkedEvent> whole = parked.find(next.get().id());
      if (whole.isPresent() && !settled(whole.get(), failed)) {
        return;
      }
      next = parked.nextEarly(source, article);
    }
  }

  private boolean settled(ParkedEvent waiting, BiConsumer<ParkedEvent, RuntimeException> failed) {
    IncomingEvent event = waiting.event();
    Outcome outcome;
    try {
      outcome = intake.offer(event, false);
    } catch (RuntimeException e) {
      if (TransientFailure.isBehind(e)) {
        throw e;
      }
      failed.accept(waiting, e);
      return false;
    }
    if (outcome == Outcome.APPLIED || outcome == Outcome.DUPLICATE) {
      parked.forget(event);
    }
    return outcome != Outcome.EARLY;
  }

  private void count(ParkedEvent waiting, RuntimeException why) {
    int tries = parked.failed(waiting.id());
    log.warn("event {} of {} failed, try {}", waiting.id(), waiting.event().article(), tries, why);
    if (tries >= TRIES) {
      intake.giveUp(waiting.event(), why);
    }
  }

  private InboxPosition position(String source, String article) {
    return aggregates.find(article).map(s -> s.inbox(source)).orElse(InboxPosition.NONE);
  }
}
