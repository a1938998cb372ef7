package io.imprimatur.notification.alert;

import java.util.EnumSet;
import java.util.Set;

/** The states of an {@link Alert} by name, for lists and for whoever shows them. */
public enum AlertState {
  WAITING,
  HELD,
  STARTED,
  STOPPING,
  STOPPED,
  COMPLETED;

  /** Those in which figures still change by themselves. */
  public static final Set<AlertState> UNDER_WAY = EnumSet.of(WAITING, STARTED, STOPPING);

  public static AlertState of(Alert alert) {
    return switch (alert) {
      case Alert.Waiting w -> WAITING;
      case Alert.Held h -> HELD;
      case Alert.Started s -> STARTED;
      case Alert.Stopping s -> STOPPING;
      case Alert.Stopped s -> STOPPED;
      case Alert.Completed c -> COMPLETED;
    };
  }

  /** Whether it can be stopped: it mails people or may yet. */
  public boolean isStoppable() {
    return this == WAITING || this == HELD || this == STARTED;
  }
}
