package io.imprimatur.events;

/** What notification-service tells. No event of it names a subscriber. */
public sealed interface NotificationEvent extends LifecycleEvent
    permits AlertStarted, AlertCompleted, AlertStopped {
  @Override
  default String source() {
    return "notification";
  }
}
