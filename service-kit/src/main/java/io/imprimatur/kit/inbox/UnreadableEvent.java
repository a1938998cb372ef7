package io.imprimatur.kit.inbox;

/** An event whose body or envelope is not what its type demands. Trying again cannot help. */
public final class UnreadableEvent extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public UnreadableEvent(String message) {
    super(message);
  }

  public UnreadableEvent(String message, Throwable cause) {
    super(message, cause);
  }
}
