package io.imprimatur.kit.inbox;

/** The state of an article has no place for an event or a command. Trying again cannot help. */
public final class IllegalTransition extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public IllegalTransition(String message) {
    super(message);
  }

  public IllegalTransition(String message, Throwable cause) {
    super(message, cause);
  }
}
