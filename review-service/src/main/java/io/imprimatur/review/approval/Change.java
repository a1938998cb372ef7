package io.imprimatur.review.approval;

import io.imprimatur.events.ReviewEvent;
import java.util.List;

/**
 * The next state with the events that tell of it; both are written at once or not at all.
 *
 * @param retold what is left of what was told before a restore; null where that stays as it is
 */
public record Change(Review next, List<ReviewEvent> events, Retold retold) {

  public Change {
    events = List.copyOf(events);
  }

  static Change to(Review next, ReviewEvent... events) {
    return new Change(next, List.of(events), null);
  }

  /** What came about that had been told before: it is not told again. */
  public static Change resumed(Resumption resumption) {
    return new Change(resumption.review(), List.of(), resumption.rest());
  }
}
