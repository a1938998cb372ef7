package io.imprimatur.kit;

/**
 * A place where a fault test ends the process as {@code kill -9} would, to prove that nothing is
 * lost there.
 *
 * <p>Inert unless the system property {@code imprimatur.halt-at} names it.
 */
public enum HaltPoint {
  /** The write is done, nothing of its outbox has been sent. */
  OUTBOX_BEFORE_SENDING,
  /** The broker has acknowledged the events, the outbox still holds them. */
  OUTBOX_SENT,
  /** An event is applied, its offset is not committed. */
  INBOX_APPLIED,
  /** An event is parked, its offset is not committed. */
  INBOX_PARKED,
  /** One of the service's own events is taken over after a restore, and others are not yet. */
  RESTORE_TAKEN_OVER;

  private static final String ARMED = System.getProperty("imprimatur.halt-at", "");

  /** Ends the process at once, without any shutdown work, where this point is armed. */
  public void pass() {
    if (name().equals(ARMED)) {
      System.out.println("halted at " + name());
      System.out.flush();
      Runtime.getRuntime().halt(137);
    }
  }
}
