package io.imprimatur.notification.delivery;

/** The office's mail server. */
public interface MailServer {

  /**
   * Connects. The connection is for one thread at a time.
   *
   * @throws Unreachable where the server does not answer, or does not want to
   */
  Connection connect() throws Unreachable;

  /** A connection over which several mails go, one after the other. */
  interface Connection extends AutoCloseable {

    /** Whether the next mail can go over it. */
    boolean usable();

    /** Hands over one mail. Never throws for what the server or the network does. */
    Outcome send(Mail mail);

    @Override
    void close();
  }

  /** There is no connection to be had for now. */
  final class Unreachable extends Exception {

    private static final long serialVersionUID = 1L;

    public Unreachable(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
