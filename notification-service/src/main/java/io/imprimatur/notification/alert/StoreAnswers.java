package io.imprimatur.notification.alert;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Whether the store has answered all the while, as far as this instance can tell. While it is away
 * nobody can renew a lease: one that ends then says nothing of its owner, and each owner has one
 * lease's time to say that it lives.
 */
public final class StoreAnswers {

  private final Duration lease;
  private final Clock clock;
  private Instant answered = Instant.EPOCH;
  private Instant trustFrom = Instant.EPOCH;

  /**
   * @param lease how long a range is kept from others without a sign of life
   */
  public StoreAnswers(Duration lease, Clock clock) {
    this.lease = lease;
    this.clock = clock;
  }

  /** To be told of each answer, whoever asked. */
  synchronized void answered() {
    Instant now = clock.instant();
    lookAt(now);
    answered = now;
  }

  /** To be told of each question that had no answer. */
  synchronized void failed() {
    trustFrom = clock.instant().plus(lease);
  }

  /** An owner whose lease ended by then is lost. */
  synchronized Instant lostBefore(Instant now) {
    lookAt(now);
    return now.isBefore(trustFrom) ? Instant.EPOCH : now;
  }

  /** Who has not heard from the store for half a lease can't tell whether others could reach it. */
  private void lookAt(Instant now) {
    if (now.isAfter(answered.plus(lease.dividedBy(2)))) {
      trustFrom = now.plus(lease);
    }
  }
}
