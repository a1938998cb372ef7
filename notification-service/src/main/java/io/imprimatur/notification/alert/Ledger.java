package io.imprimatur.notification.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Who was mailed about what, range by range. */
public interface Ledger {

  /**
   * Adds a range. Nobody can claim it before {@link #begin}.
   *
   * @param subscribers in the order of their ids, at least one
   * @return false where it was there before: others may have cut it differently
   */
  boolean add(String article, int number, List<String> subscribers, Instant now);

  /** Where the ranges of an alert end so far. */
  End end(String article);

  /**
   * @param ranges how many ranges there are
   * @param matched how many recipients they hold
   * @param lastSubscriber the last one's id, empty before the first
   */
  record End(int ranges, long matched, String lastSubscriber) {}

  /**
   * Takes the range that has waited longest: one whose owner is lost before one that nobody owns,
   * since mails of it may be on their way with nobody to say what became of them.
   *
   * @param lostBefore an owner whose lease ended by then counts as lost
   * @param except ranges whose owners are known to live, however old their leases are
   */
  Optional<Range> claim(Instant now, Duration lease, Instant lostBefore, Collection<Range> except);

  /**
   * Writes what became of recipients, and waits for the store as long as it is away.
   *
   * @param range as it stands after the changes
   * @param changes by place
   * @return false where somebody else owns the range by now: nothing was written
   */
  boolean write(Range range, Map<Integer, Recipient> changes, Hold hold);

  /** What a write says about the owner. */
  sealed interface Hold {
    /** Keeps the range, for that time from the write on. */
    record Kept(Duration lease) implements Hold {}

    /** Gives it back: to be taken up again then. */
    record Released(Instant due) implements Hold {}

    /** Nothing is left to do in it. */
    record Closed() implements Hold {}
  }

  /** Keeps a range for longer; false where somebody else owns it by now. */
  boolean renew(Range range, Instant leaseEnds);

  /** Makes the ranges due that were added so far. */
  void begin(String article, Instant now);

  /** Articles with ranges that were added and not made due yet. */
  Set<String> planned();

  /** Makes ranges that wait for a later time, and that nobody owns, due now. */
  void hasten(String article, Instant now);

  boolean anyOpen(String article);

  Counts counts(String article);
}
