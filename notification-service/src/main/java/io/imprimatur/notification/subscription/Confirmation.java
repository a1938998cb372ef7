package io.imprimatur.notification.subscription;

import java.time.Instant;
import java.util.Collection;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A mail that asks a subscriber to confirm, in one of its three states. At most one of each belongs
 * to a subscriber.
 */
public sealed interface Confirmation {

  /** What it asks to confirm. */
  SortedSet<Interest> wishes();

  /**
   * Waits for its time.
   *
   * @param language the mail's
   * @param at not sent before
   * @param since when it was first wanted; it is given up some time after that
   * @param tries how often it was tried and not taken
   */
  record Due(SortedSet<Interest> wishes, String language, Instant at, Instant since, int tries)
      implements Confirmation {
    public Due {
      wishes = sorted(wishes);
    }
  }

  /**
   * Is on its way to the mail server.
   *
   * @param leaseUntil from then on its sender counts as lost, and whether the mail went out as
   *     unknown
   */
  record Posting(Due due, Instant startedAt, Instant leaseUntil) implements Confirmation {
    @Override
    public SortedSet<Interest> wishes() {
      return due.wishes();
    }
  }

  /** Was sent, as far as anybody knows. Wishes that were ended since are not among its wishes. */
  record Asked(SortedSet<Interest> wishes, Instant at) implements Confirmation {
    public Asked {
      wishes = sorted(wishes);
    }

    Asked without(Collection<Interest> ended) {
      SortedSet<Interest> left = sorted(wishes);
      left.removeAll(ended);
      return new Asked(left, at);
    }
  }

  private static SortedSet<Interest> sorted(Collection<Interest> wishes) {
    return new TreeSet<>(wishes);
  }
}
