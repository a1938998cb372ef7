package io.imprimatur.notification.alert;

import java.time.Instant;

/**
 * One subscriber's line in the ledger.
 *
 * @param subscriber the subscriber's id; the address is only with the subscriber
 * @param at when the state began; for {@link State#RETRY} when the next try is due
 * @param tries how often the mail was tried and not taken
 * @param words what the mail server said last, or null
 */
public record Recipient(String subscriber, State state, Instant at, int tries, String words) {

  /** What became of the mail so far. */
  public enum State {
    WAITING,
    /**
     * Written before the mail server sees anything, so that a mail on its way is never begun again.
     */
    SENDING,
    RETRY,
    SENT,
    FAILED,
    UNCERTAIN,
    SKIPPED;

    /** Whether something is still to be done about it. */
    public boolean isOpen() {
      return this == WAITING || this == SENDING || this == RETRY;
    }
  }

  static Recipient waiting(String subscriber, Instant at) {
    return new Recipient(subscriber, State.WAITING, at, 0, null);
  }

  boolean isReady(Instant now) {
    return state == State.WAITING || state == State.RETRY && !at.isAfter(now);
  }

  Recipient to(State next, Instant now) {
    return new Recipient(subscriber, next, now, tries, words);
  }

  Recipient to(State next, Instant now, String said) {
    return new Recipient(subscriber, next, now, tries, said);
  }

  Recipient retry(Instant next, String said) {
    return new Recipient(subscriber, State.RETRY, next, tries + 1, said);
  }
}
