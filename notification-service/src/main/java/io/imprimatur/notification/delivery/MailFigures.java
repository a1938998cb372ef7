package io.imprimatur.notification.delivery;

/** Counts what became of mails, each try once, after it was written down. */
@FunctionalInterface
public interface MailFigures {

  /** For where nobody looks. */
  MailFigures NONE = (kind, result) -> {};

  void count(Kind kind, Result result);

  /** What a mail is for. */
  enum Kind {
    /** Tells of an article. */
    ALERT,
    /** Asks to confirm a subscription. */
    CONFIRMATION,
    /** Brings the link to change subscriptions. */
    MANAGE
  }

  /** What became of it. */
  enum Result {
    /** The mail server took it. */
    SENT,
    /** The mail server refused it for good, or put it off for too long. */
    FAILED,
    /** Nobody can know whether the mail server took it. */
    UNCERTAIN,
    /** The mail server certainly has not taken it at its first try; it is tried again. */
    PUT_OFF,
    /** Nor at a later one. Apart from the first, so that few mails that wait long look like few. */
    PUT_OFF_AGAIN,
    /** It was not begun, because its reader left or the alert was stopped. */
    SKIPPED;

    /**
     * Of one try.
     *
     * @param tries how many came to nothing before it
     */
    public static Result of(Outcome outcome, int tries) {
      return switch (outcome) {
        case Outcome.Taken taken -> SENT;
        case Outcome.Refused refused -> FAILED;
        case Outcome.Unknown unknown -> UNCERTAIN;
        case Outcome.Later later -> putOff(tries);
      };
    }

    /**
     * Of one that was put off.
     *
     * @param tries how many came to nothing before it
     */
    public static Result putOff(int tries) {
      return tries == 0 ? PUT_OFF : PUT_OFF_AGAIN;
    }
  }
}
