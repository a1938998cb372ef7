package io.imprimatur.kit;

import java.time.Duration;

/** Something that this needs is away for the moment. Answers 503 with {@code Retry-After}. */
public final class Unavailable extends Refusal {

  private static final long serialVersionUID = 1L;

  private static final Duration SOON = Duration.ofSeconds(5);

  private final Duration retryAfter;

  /**
   * @param what what is away, such as {@code "The store"}
   */
  public Unavailable(String what, Throwable cause) {
    this(what, SOON, cause);
  }

  /**
   * @param what what is away, such as {@code "The store"}
   * @param retryAfter when trying again may help; whole seconds
   */
  public Unavailable(String what, Duration retryAfter, Throwable cause) {
    super(what + " does not answer at the moment. Please try again.", cause);
    this.retryAfter = retryAfter;
  }

  public Duration retryAfter() {
    return retryAfter;
  }
}
