package io.imprimatur.notification.alert;

import io.imprimatur.kit.Page;
import io.imprimatur.kit.Paging;
import java.time.Instant;
import java.util.Map;

/** What the ledger tells people. */
public interface LedgerView {

  /** What happens with a range. */
  enum Work {
    /** Its alert has not started. */
    PLANNED,
    /** Waits for a worker. */
    DUE,
    /** Somebody mails it. */
    IN_WORK,
    /** Each mail that is left in it was put off, or the mail server was away. */
    PUT_OFF,
    CLOSED
  }

  /**
   * A range without its recipients.
   *
   * @param until for {@link Work#PUT_OFF} when it is taken up again; else null
   */
  record Line(int number, Work work, Instant until, Counts counts) {}

  /** An alert's ranges, in the order of their numbers. */
  Page<Line> ranges(String article, Instant now, Paging paging);

  /** How many ranges an alert has in each state of work. */
  Map<Work, Integer> work(String article, Instant now);

  /** Mails that need a look. */
  enum Trouble {
    FAILED(Recipient.State.FAILED),
    UNCERTAIN(Recipient.State.UNCERTAIN),
    PUT_OFF(Recipient.State.RETRY);

    private final Recipient.State state;

    Trouble(Recipient.State state) {
      this.state = state;
    }

    public Recipient.State state() {
      return state;
    }
  }

  /** A recipient and the range in which it stands. */
  record Troubled(int range, Recipient recipient) {}

  /**
   * An alert's recipients with such a trouble, in the order of the ledger. Mails that were put off
   * are looked for in ranges that wait for them, not in those in work.
   *
   * @return may have fewer than were asked for, or none, and lead on all the same: a page looks at
   *     100 ranges at most
   */
  Page<Troubled> troubled(String article, Trouble trouble, Instant now, Paging paging);
}
