package io.imprimatur.notification.delivery;

/** What became of one try to hand a mail to the mail server. */
public sealed interface Outcome {

  /** The server took it: it said 250 to the final dot (RFC 5321, section 4.1.1.4). */
  record Taken() implements Outcome {}

  /** The server refused it for good, with a reply from 500 to 599. */
  record Refused(String words) implements Outcome {}

  /**
   * The server certainly has not taken it, and trying again may help: a reply from 400 to 499, no
   * connection, or one lost before the final dot.
   *
   * @param connectionLost true where the connection, not the mail, is the trouble
   */
  record Later(String words, boolean connectionLost) implements Outcome {}

  /** The final dot was sent and no reply came: the server may have taken it. */
  record Unknown(String words) implements Outcome {}
}
