package io.imprimatur.notification.delivery;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/**
 * One mail to one person.
 *
 * @param to a normalised address
 * @param id unique for this mail and the same in each try: the part of the Message-ID before the @
 * @param language of the text, as a BCP 47 tag
 * @param subject any text; line breaks in it become spaces
 * @param plain the mail in plain text
 * @param markup the same for programs that show HTML
 * @param date when it was written
 * @param list where it is a mail of a list: the list and the way out of it
 */
public record Mail(
    String to,
    String id,
    String language,
    String subject,
    Wording plain,
    Wording markup,
    Instant date,
    Optional<ListMail> list) {

  /**
   * A list's own headers.
   *
   * @param id List-Id (RFC 2919) without brackets
   * @param name the list's name for people
   * @param unsubscribe takes a POST that ends the subscription (RFC 8058)
   */
  public record ListMail(String id, String name, URI unsubscribe) {}

  /** The whole plain text. */
  public String text() {
    return plain.text();
  }

  /** The whole HTML. */
  public String html() {
    return markup.text();
  }

  /** Tells no address. */
  @Override
  public String toString() {
    return "mail " + id;
  }
}
