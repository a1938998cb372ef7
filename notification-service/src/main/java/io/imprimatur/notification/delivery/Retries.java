package io.imprimatur.notification.delivery;

import java.time.Duration;
import java.time.Instant;

/**
 * When a mail that the mail server has not taken is tried again.
 *
 * @param reconnect the pause after a connection could not be had or was lost
 * @param first the pause after the mail server put a mail off once; it doubles with each time
 * @param most the longest such pause
 * @param giveUp after that time a mail that was only put off has failed
 */
public record Retries(Duration reconnect, Duration first, Duration most, Duration giveUp) {

  /**
   * The pause after a try.
   *
   * @param tries how many tries of this mail came to nothing before it
   */
  public Duration pause(Outcome.Later later, int tries) {
    return later.connectionLost() ? reconnect : doubled(tries);
  }

  private Duration doubled(int times) {
    Duration pause = first;
    for (int i = 0; i < times && pause.compareTo(most) < 0; i++) {
      pause = pause.multipliedBy(2);
    }
    return pause.compareTo(most) < 0 ? pause : most;
  }

  /** Whether a mail that was wanted since then is not tried any more. */
  public boolean isTooLate(Instant since, Instant now) {
    return !now.isBefore(since.plus(giveUp));
  }
}
