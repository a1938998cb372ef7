package io.imprimatur.publishing.publication;

import io.imprimatur.events.PublishingEvent;
import java.util.List;

/** What a transition leads to: the next state, and what is told about it. */
public record Change(Publication next, List<PublishingEvent> events) {

  public Change {
    events = List.copyOf(events);
  }

  static Change to(Publication next, PublishingEvent event) {
    return new Change(next, List.of(event));
  }

  /** What was told before is so again, and is not told once more. */
  public static Change silently(Publication next) {
    return new Change(next, List.of());
  }
}
