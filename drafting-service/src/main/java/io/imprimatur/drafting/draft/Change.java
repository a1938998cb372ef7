package io.imprimatur.drafting.draft;

import io.imprimatur.events.DraftingEvent;
import java.util.List;

/**
 * What a command comes to: the next state with the events that tell of it. One write saves both.
 *
 * @param lines of the timeline that no event tells
 * @param isNone whether everything stays as it was
 */
public record Change<D extends Draft>(
    D next, List<DraftingEvent> events, List<TimelineEntry> lines, boolean isNone) {

  public Change {
    events = List.copyOf(events);
    lines = List.copyOf(lines);
  }

  static <D extends Draft> Change<D> to(D next, DraftingEvent... events) {
    return new Change<>(next, List.of(events), List.of(), false);
  }

  static <D extends Draft> Change<D> none(D same) {
    return new Change<>(same, List.of(), List.of(), true);
  }

  /** The same change with a line in the timeline, unless it changes nothing. */
  Change<D> noted(TimelineEntry line) {
    return isNone ? this : new Change<>(next, events, List.of(line), false);
  }
}
