package io.imprimatur.kit;

/** What was asked for doesn't fit the state that the thing is in. Answers 409. */
public final class Conflict extends Refusal {

  private static final long serialVersionUID = 1L;

  /**
   * @param reason which state it is in, and what would be possible
   */
  public Conflict(String reason) {
    super(reason);
  }
}
