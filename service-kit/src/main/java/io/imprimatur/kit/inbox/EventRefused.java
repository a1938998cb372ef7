package io.imprimatur.kit.inbox;

/** A forgery or a replay: it changes no state, tells nothing and moves no inbox. */
public final class EventRefused extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public EventRefused(String message) {
    super(message);
  }

  public EventRefused(String message, Throwable cause) {
    super(message, cause);
  }
}
