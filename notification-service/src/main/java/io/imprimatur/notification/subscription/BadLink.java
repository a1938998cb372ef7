package io.imprimatur.notification.subscription;

/** A link from a mail, or what somebody made of it, gives no leave to do anything. */
public final class BadLink extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Fault fault;

  public BadLink(Fault fault) {
    super(fault.words, null, false, false);
    this.fault = fault;
  }

  public Fault fault() {
    return fault;
  }

  /** Why not. */
  public enum Fault {
    UNKNOWN("The link is not whole, or not one of ours."),
    EXPIRED("The link is too old, or was made void by ending the subscriptions.");

    private final String words;

    Fault(String words) {
      this.words = words;
    }
  }
}
