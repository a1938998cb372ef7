package io.imprimatur.kit;

import java.time.Duration;

/** Something that this needs is away for the moment. Answers 503 with {@code Retry-After}. */
public final class Unavailable extends Refusal {

  /** The code of {@link #restoring()}. */
  public static final String RESTORING = "restoring";

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

  /** The service's database was put back, and it takes over what it had told since. */
  public static Refusal restoring() {
    return new Unavailable(
            "This service's database was put back to an older state, and it is catching up with what"
                + " has happened since. Nothing that was approved, published or mailed is lost;"
                + " please try again in a few minutes.",
            null,
            LATER)
        .coded(RESTORING);
  }

  public Duration retryAfter() {
    return retryAfter;
  }
}
