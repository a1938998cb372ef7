package io.imprimatur.notification.delivery.smtp;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.io.IOException;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/**
 * An SMTP connection that knows whether the mail's final dot was on its way when something failed.
 */
final class Conversation extends SMTPTransport {

  private boolean dotSent;

  Conversation(Session session) {
    super(session, new URLName("smtp", null, -1, null, null, null));
  }

  /** To be called before each mail. */
  void begin() {
    dotSent = false;
  }

  /**
   * Set before the dot is written, so that a doubt counts as sent. Angus hands a mail to {@link
   * #data()} and ends it here; it would use BDAT only if told to.
   */
  @Override
  protected void finishData() throws IOException, MessagingException {
    dotSent = true;
    super.finishData();
  }

  boolean dotSent() {
    return dotSent;
  }
}
