package io.imprimatur.notification.subscription;

/** What was typed is no address that mail can be sent to. */
public final class NoAddress extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Fault fault;

  NoAddress(Fault fault) {
    super(fault.words, null, false, false);
    this.fault = fault;
  }

  public Fault fault() {
    return fault;
  }

  /** What is wrong with it, with the words for programs. */
  public enum Fault {
    EMPTY("must be a mail address such as name@example.org"),
    CONTROL_CHARACTER("must be one line without control characters"),
    TOO_LONG("must be at most 254 octets long"),
    NO_AT("must have the form name@example.org, with one @ in it"),
    LOCAL_PART(
        "must have 1 to 64 letters, digits and marks of ASCII before the @, with no dot at an end, no two dots in a"
            + " row, no spaces and no quotes"),
    DOMAIN("must have a domain name such as example.org after the @");

    private final String words;

    Fault(String words) {
      this.words = words;
    }
  }
}
