package io.imprimatur.kit;

import java.time.Duration;

/** Something that this needs is away for the moment. Answers 503 with {@code Retry-After}. */
public final class Unavailable extends Refusal {

  private static final long serialVersionUID = 1L;

  private static final Duration SOON = Duration.ofSeconds(5);
  private static final Duration LATER = Duration.ofSeconds(30);

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
    this(what + " does not answer at the moment. Please try again.", cause, retryAfter);
  }

  private Unavailable(String sentence, Throwable cause, Duration retryAfter) {
    super(sentence, cause);
    this.retryAfter = retryAfter;
  }

  /** The store answers and takes no writes, because its disk is full. */
  public static Refusal storeFull(Throwable cause) {
    return new Unavailable(
            "The store has no room left, so nothing can be saved at the moment. The operators have"
                + " to make room; please try again then.",
            cause,
            LATER)
        .coded("store-full");
  }

  public Duration retryAfter() {
    return retryAfter;
  }
}
