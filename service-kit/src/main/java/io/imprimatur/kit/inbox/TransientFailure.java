package io.imprimatur.kit.inbox;

/** Something needed is away for now: an event is tried again until it is back. */
public class TransientFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public TransientFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
