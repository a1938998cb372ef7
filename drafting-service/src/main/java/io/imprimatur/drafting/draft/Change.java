package io.imprimatur.drafting.draft;

import io.imprimatur.events.DraftingEvent;
import java.util.List;

/**
 * What a command comes to: the next state with the events that tell of it. One write saves both.
 *
 * @param isNone whether everything stays as it was
 */
public record Change<D extends Draft>(D next, List<DraftingEvent> events, boolean isNone) {

  public Change {
    events = List.copyOf(events);
  }

  static <D extends Draft> Change<D> to(D next, DraftingEvent... events) {
    return new Change<>(next, List.of(events), false);
  }

  static <D extends Draft> Change<D> none(D same) {
    return new Change<>(same, List.of(), true);
  }
}
