package io.imprimatur.review.approval;

import io.imprimatur.events.ReviewEvent;
import java.util.List;

/** The next state with the events that tell of it; both are written at once or not at all. */
public record Change(Review next, List<ReviewEvent> events) {

  public Change {
    events = List.copyOf(events);
  }

  static Change to(Review next, ReviewEvent... events) {
    return new Change(next, List.of(events));
  }
}
