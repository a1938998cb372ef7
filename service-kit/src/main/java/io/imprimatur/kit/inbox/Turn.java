package io.imprimatur.kit.inbox;

import io.imprimatur.kit.aggregate.InboxPosition;
import java.util.OptionalLong;

/** Whether an event is next, by its number, its id and the revision that its seal vouches for. */
public sealed interface Turn {

  /**
   * It is applied.
   *
   * @param position where the inbox stands afterwards
   * @param late true where something else had used up its number
   */
  record Now(InboxPosition position, boolean late) implements Turn {}

  /** It was taken before. */
  record Duplicate() implements Turn {}

  /** Another event was taken under its number. */
  record Conflict() implements Turn {}

  /** Others must come first. */
  record Early(long next) implements Turn {}

  /** Its seal is genuine and old: somebody sent it again under a new number. */
  record Replay(long taken) implements Turn {}

  /**
   * Decides.
   *
   * @param revision what a verified seal vouches for, or nothing for an event without one
   * @param forced true where an operator wants it applied although its number is taken; a seal that
   *     was used stays used
   */
  static Turn of(
      InboxPosition position, IncomingEvent event, OptionalLong revision, boolean forced) {
    long sequence = event.sequence();
    boolean newer = revision.isEmpty() || revision.getAsLong() > position.revision();
    long newest = Math.max(position.revision(), revision.orElse(0));
    if (sequence > position.last()) {
      if (!newer) {
        return new Replay(position.revision());
      }
      return sequence == position.last() + 1
          ? new Now(position.moved(sequence, event.id(), newest), false)
          : new Early(position.last() + 1);
    }
    boolean atLast = sequence == position.last();
    if (atLast && event.id().equals(position.id()) || position.extra().contains(event.id())) {
      return new Duplicate();
    }
    if (newer && (forced || revision.isPresent())) {
      return new Now(position.with(event.id(), newest), !forced);
    }
    if (!atLast && !forced) {
      return new Duplicate();
    }
    return revision.isPresent() ? new Replay(position.revision()) : new Conflict();
  }
}
