package io.imprimatur.kit;

import java.time.Duration;

/**
 * More requests than one sender may make in a time (RFC 6585, section 4). Answers 429 with {@code
 * Retry-After}.
 */
public final class TooMany extends Refusal {

  private static final long serialVersionUID = 1L;

  private final Duration retryAfter;

  /**
   * @param reason who sends too much, as a sentence
   * @param retryAfter when one more may be taken; rounded up to whole seconds, one at least
   */
  public TooMany(String reason, Duration retryAfter) {
    super(reason);
    this.retryAfter =
        Duration.ofSeconds(Math.max(1, retryAfter.plusNanos(999_999_999).toSeconds()));
  }

  public Duration retryAfter() {
    return retryAfter;
  }
}
