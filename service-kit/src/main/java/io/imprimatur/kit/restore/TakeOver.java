package io.imprimatur.kit.restore;

import static java.util.stream.Collectors.toSet;

import io.imprimatur.kit.HaltPoint;
import io.imprimatur.kit.aggregate.Aggregates;
import io.imprimatur.kit.aggregate.Aggregates.Taken;
import io.imprimatur.kit.aggregate.InboxPosition;
import io.imprimatur.kit.aggregate.Stored;
import io.imprimatur.kit.aggregate.Write;
import io.imprimatur.kit.inbox.Envelope;
import io.imprimatur.kit.inbox.EventRefused;
import io.imprimatur.kit.inbox.IllegalTransition;
import io.imprimatur.kit.inbox.IncomingEvent;
import io.imprimatur.kit.inbox.TransientFailure;
import io.imprimatur.kit.inbox.Turn;
import io.imprimatur.kit.inbox.UnreadableEvent;
import io.imprimatur.kit.parked.ParkedEvent;
import io.imprimatur.kit.parked.ParkedEvent.Kind;
import io.imprimatur.kit.parked.ParkedEvent.Status;
import io.imprimatur.kit.parked.ParkedEvents;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.mongodb.core.query.Update;

/**
 * Takes a service's own events over, one by one, by the rules by which its neighbours took them:
 * the next number is taken, a known one is left, another event under a used number is a conflict,
 * and a genuine seal for a new revision counts whatever its number. What is not taken over is
 * listed among the parked events and can be applied by nobody.
 */
final class TakeOver<E> {

  /** Why a listed event can never be replayed. */
  static final String FAULT =
      "it stands in this service's own topic and was not taken over when its database was put back";

  private static final Logger log = LoggerFactory.getLogger(TakeOver.class);
  private static final int PAGE = 200;

  private final OwnEvents<E> own;
  private final Aggregates aggregates;
  private final ParkedEvents parked;
  private final String name;

  /** What became of an event. */
  enum Outcome {
    /** The restored database knows it, or it came before. */
    KNOWN,
    TAKEN_OVER,
    /** Not taken over, and listed for operators. */
    LISTED,
    /** Events before it were not read: reading must begin earlier. */
    GAP
  }

  /**
   * @param name the service's short name, under which events are listed
   */
  TakeOver(OwnEvents<E> own, Aggregates aggregates, ParkedEvents parked, String name) {
    this.own = own;
    this.aggregates = aggregates;
    this.parked = parked;
    this.name = name;
  }

  /**
   * Takes one event.
   *
   * @param whole whether the topic is read from its beginning, so that nothing can fill a gap any
   *     more
   * @throws TransientFailure or the store's own exceptions, where trying again may help
   */
  Outcome take(Envelope envelope, boolean whole) {
    IncomingEvent raw = envelope.event();
    if (envelope.fault() != null) {
      return list(raw, envelope.foreign() ? Kind.REFUSED : Kind.DEAD, envelope.fault());
    }
    try {
      return judge(raw, whole);
    } catch (UnreadableEvent e) {
      return isUsed(raw) ? Outcome.KNOWN : list(raw, Kind.DEAD, e.getMessage());
    } catch (IllegalTransition e) {
      return list(raw, Kind.DEAD, e.getMessage());
    } catch (EventRefused e) {
      return list(raw, Kind.REFUSED, e.getMessage());
    } catch (Contradicted e) {
      return list(raw, Kind.CONFLICT, e.getMessage());
    } catch (RuntimeException e) {
      if (TransientFailure.isBehind(e)) {
        throw e;
      }
      log.error("event {} of article {} can't be taken over", raw.id(), raw.article(), e);
      return list(raw, Kind.DEAD, "it can't be taken over: " + e);
    }
  }

  private Outcome judge(IncomingEvent raw, boolean whole) {
    Optional<E> event = own.read(raw);
    OptionalLong vouched = event.map(e -> own.vouchedRevision(raw, e)).orElse(OptionalLong.empty());
    Outcome outcome =
        aggregates.takeOver(raw.article(), before -> decide(raw, event, vouched, whole, before));
    if (outcome == Outcome.TAKEN_OVER) {
      HaltPoint.RESTORE_TAKEN_OVER.pass();
    }
    return outcome;
  }

  private Taken<Outcome> decide(
      IncomingEvent raw,
      Optional<E> event,
      OptionalLong vouched,
      boolean whole,
      Optional<Stored> before) {
    Optional<String> unsent = before.flatMap(stored -> stored.unsent(raw.sequence()));
    if (unsent.isPresent()) {
      return sentMeanwhile(raw, unsent.get());
    }
    InboxPosition at = before.map(this::position).orElse(InboxPosition.NONE);
    if (raw.sequence() > at.last() + 1) {
      at = beyondTheDead(raw, at);
    }
    if (isOfBefore(raw, vouched, at)) {
      return unchanged(Outcome.KNOWN);
    }
    return switch (Turn.of(at, raw, vouched, false)) {
      case Turn.Now now -> takeOver(raw, event, before, now);
      case Turn.Duplicate d -> unchanged(Outcome.KNOWN);
      case Turn.Conflict c ->
          throw new Contradicted(
              "event %s was taken over under number %d".formatted(at.id(), raw.sequence()));
      case Turn.Replay replay ->
          throw new EventRefused(
              "its seal is for revision %d, and revision %d was told before"
                  .formatted(vouched.getAsLong(), replay.taken()));
      case Turn.Early early -> {
        if (whole) {
          throw new EventRefused(
              "this service did not tell it: its number is %d, and the last before it is %d"
                  .formatted(raw.sequence(), at.last()));
        }
        yield unchanged(Outcome.GAP);
      }
    };
  }

  /**
   * What the restored outbox still holds has reached the topic after the backup, or is
   * contradicted.
   */
  private static Taken<Outcome> sentMeanwhile(IncomingEvent raw, String unsent) {
    if (!unsent.equals(raw.id())) {
      throw new Contradicted(
          "this service gave number %d to event %s".formatted(raw.sequence(), unsent));
    }
    Update sent = new Update().pull("outbox", new Document("sequence", raw.sequence()));
    return new Taken<>(Write.of(Outcome.KNOWN, sent, List.of()), Optional.empty());
  }

  /** Told before the backup, maybe by a version that spoke otherwise: it changes nothing. */
  private boolean isUsed(IncomingEvent raw) {
    return aggregates
        .find(raw.article())
        .filter(a -> a.told().last() >= raw.sequence())
        .isPresent();
  }

  private InboxPosition position(Stored article) {
    InboxPosition at = article.told();
    long sealed = Math.max(at.revision(), own.sealedRevision(article));
    return new InboxPosition(at.last(), at.id(), sealed, at.extra());
  }

  /** Told before the backup, when the document noted no ids. */
  private static boolean isOfBefore(IncomingEvent raw, OptionalLong vouched, InboxPosition at) {
    return raw.sequence() == at.last()
        && at.id().isEmpty()
        && (vouched.isEmpty() || vouched.getAsLong() <= at.revision());
  }

  /** Numbers of events that nobody can read are used: what follows them does not wait. */
  private InboxPosition beyondTheDead(IncomingEvent raw, InboxPosition at) {
    Set<Long> dead =
        parked.lines(List.of(Kind.DEAD), Status.OPEN, raw.article(), null, PAGE).stream()
            .filter(this::isOwn)
            .map(p -> p.event().sequence())
            .collect(toSet());
    long last = at.last();
    while (last + 1 < raw.sequence() && dead.contains(last + 1)) {
      last++;
    }
    return last == at.last() ? at : at.moved(last, "", at.revision());
  }

  private Taken<Outcome> takeOver(
      IncomingEvent raw, Optional<E> event, Optional<Stored> before, Turn.Now now) {
    if (now.late()) {
      log.error(
          "event {}, number {} of article {}, is taken over although its number was used: its seal is genuine and new",
          raw.id(),
          raw.sequence(),
          raw.article());
    }
    Write<?> write =
        event.<Write<?>>map(e -> own.takeOver(raw, e, before)).orElse(Write.nothing(null));
    return new Taken<>(
        Write.of(Outcome.TAKEN_OVER, write.fields(), write.events()).andThen(write.afterwards()),
        Optional.of(now.position()));
  }

  private static Taken<Outcome> unchanged(Outcome outcome) {
    return new Taken<>(Write.nothing(outcome), Optional.empty());
  }

  private Outcome list(IncomingEvent raw, Kind kind, String cause) {
    parked.park(raw, kind, cause, FAULT);
    log.error(
        "event {}, number {} of article {} in this service's own topic, is not taken over and listed as {}: {}",
        raw.id(),
        raw.sequence(),
        raw.article(),
        kind,
        cause);
    return Outcome.LISTED;
  }

  /**
   * Counts the numbers of events as used that stand at the end of their article and that nobody can
   * read: the neighbours have them too, and wait behind them.
   */
  void useNumbersOfTheDead() {
    boolean moved = true;
    while (moved) {
      moved = false;
      String after = null;
      List<ParkedEvent> page;
      do {
        page = parked.lines(List.of(Kind.DEAD), Status.OPEN, null, after, PAGE);
        for (ParkedEvent dead : page) {
          moved |= isOwn(dead) && useNumber(dead.event());
          after = dead.id();
        }
      } while (page.size() == PAGE);
    }
  }

  private boolean useNumber(IncomingEvent dead) {
    return aggregates.takeOver(
        dead.article(),
        before -> {
          InboxPosition at = before.map(this::position).orElse(InboxPosition.NONE);
          return dead.sequence() == at.last() + 1
              ? new Taken<>(
                  Write.nothing(true),
                  Optional.of(at.moved(dead.sequence(), dead.id(), at.revision())))
              : new Taken<>(Write.nothing(false), Optional.empty());
        });
  }

  private boolean isOwn(ParkedEvent event) {
    return event.event().source().equals(name) && FAULT.equals(event.fault());
  }

  /** Two events claim one number. */
  private static final class Contradicted extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Contradicted(String message) {
      super(message, null, false, false);
    }
  }
}
