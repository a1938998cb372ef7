package io.imprimatur.notification.alert;

import io.imprimatur.events.NotificationEvent;
import java.util.List;

/** The state that follows, and what is told about it. */
public record Change<S>(S next, List<NotificationEvent> events) {

  public Change {
    events = List.copyOf(events);
  }

  public static <S> Change<S> to(S next, NotificationEvent... events) {
    return new Change<>(next, List.of(events));
  }
}
