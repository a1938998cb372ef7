package io.imprimatur.notification.subscription;

import io.imprimatur.notification.delivery.Outcome;
import io.imprimatur.notification.delivery.Retries;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A mail that somebody with subscriptions asked for: it holds the link to the page on which they
 * are changed. Whether it went out may be unknown; it is then not sent again, but may be asked for
 * again as after any other.
 */
public sealed interface ManageMail {

  /**
   * Waits for its time.
   *
   * @param language the mail's
   * @param at not sent before
   * @param since when it was asked for; it is given up some time after that
   * @param tries how often it was tried and not taken
   */
  record Due(String language, Instant at, Instant since, int tries) implements ManageMail {

    Optional<Posting> post(Instant now, Duration lease) {
      return at.isAfter(now)
          ? Optional.empty()
          : Optional.of(new Posting(this, now, now.plus(lease)));
    }

    private Due again(Outcome.Later later, Instant now, Retries retries) {
      return new Due(language, now.plus(retries.pause(later, tries)), since, tries + 1);
    }
  }

  /**
   * Is on its way to the mail server.
   *
   * @param leaseUntil from then on its sender counts as lost
   */
  record Posting(Due due, Instant startedAt, Instant leaseUntil) implements ManageMail {

    /** The mail server answered, or didn't. */
    ManageMail after(Outcome outcome, Instant now, Retries retries) {
      return switch (outcome) {
        case Outcome.Taken taken -> sent();
        case Outcome.Refused refused -> sent();
        case Outcome.Unknown unknown -> sent();
        case Outcome.Later later ->
            retries.isTooLate(due.since(), now) ? sent() : due.again(later, now, retries);
      };
    }

    Sent sent() {
      return new Sent(startedAt);
    }
  }

  /** Was sent, as far as anybody knows. */
  record Sent(Instant at) implements ManageMail {}

  /** When somebody must look after it. */
  default Optional<Instant> attention() {
    return switch (this) {
      case Due d -> Optional.of(d.at());
      case Posting p -> Optional.of(p.leaseUntil());
      case Sent s -> Optional.empty();
    };
  }

  /** Whether another one may be asked for. */
  default boolean isOver(Instant now, Duration pause) {
    return this instanceof Sent s && !now.isBefore(s.at().plus(pause));
  }
}
