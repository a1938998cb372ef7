package io.imprimatur.notification.delivery.smtp;

import io.imprimatur.notification.delivery.Mail;
import io.imprimatur.notification.delivery.MailServer;
import io.imprimatur.notification.delivery.Outcome;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection. After anything but a plain answer of the server it is not used again. */
final class SmtpConnection implements MailServer.Connection {

  private static final Logger log = LoggerFactory.getLogger(SmtpConnection.class);
  private static final int CLOSING = 421;
  private static final int MOST_WORDS = 500;

  private final Conversation conversation;
  private final MimeMails mimes;
  private final Consumer<SmtpConnection> giveBack;
  private final Clock clock;

  private boolean usable = true;
  private Instant lastUse;

  SmtpConnection(
      Conversation conversation, MimeMails mimes, Consumer<SmtpConnection> giveBack, Clock clock) {
    this.conversation = conversation;
    this.mimes = mimes;
    this.giveBack = giveBack;
    this.clock = clock;
    this.lastUse = clock.instant();
  }

  @Override
  public boolean usable() {
    return usable;
  }

  Instant lastUse() {
    return lastUse;
  }

  /** Asks the server whether it is still there (NOOP). */
  boolean answers() {
    usable = usable && conversation.isConnected();
    return usable;
  }

  @Override
  public Outcome send(Mail mail) {
    conversation.begin();
    lastUse = clock.instant();
    try {
      MimeMessage message = mimes.of(mail);
      conversation.sendMessage(message, message.getAllRecipients());
      return new Outcome.Taken();
    } catch (MessagingException e) {
      return outcome(e);
    } catch (RuntimeException e) {
      usable = false;
      log.error("{} could not be handed over", mail, e);
      return lost(e.toString());
    }
  }

  private Outcome outcome(MessagingException e) {
    Optional<Reply> reply = reply(e);
    if (reply.isEmpty()) {
      usable = false;
      return lost(words(e));
    }
    int code = reply.get().code();
    String words = shortened(reply.get().words());
    if (code == CLOSING) {
      // It ends the connection and puts this mail off: some servers do so to one mailbox for days.
      usable = false;
    }
    return code >= 500 ? new Outcome.Refused(words) : new Outcome.Later(words, false);
  }

  private Outcome lost(String words) {
    return conversation.dotSent()
        ? new Outcome.Unknown("No reply came to the whole mail: " + words)
        : new Outcome.Later("The connection was lost: " + words, true);
  }

  /** What the server said. */
  private record Reply(int code, String words) {}

  /**
   * The server's own reply from 400 to 599, wherever in the chain it stands; nothing where there
   * was none.
   */
  private static Optional<Reply> reply(MessagingException e) {
    for (Exception at = e; at instanceof MessagingException m; at = m.getNextException()) {
      int code =
          switch (at) {
            case SMTPAddressFailedException a -> a.getReturnCode();
            case SMTPSenderFailedException s -> s.getReturnCode();
            case SMTPSendFailedException s -> s.getReturnCode();
            default -> -1;
          };
      if (code >= 400 && code < 600) {
        return Optional.of(new Reply(code, String.valueOf(at.getMessage()).strip()));
      }
    }
    return Optional.empty();
  }

  private static String words(MessagingException e) {
    StringBuilder words = new StringBuilder();
    for (Exception at = e;
        at != null;
        at = at instanceof MessagingException m ? m.getNextException() : null) {
      words.append(words.isEmpty() ? "" : " | ").append(String.valueOf(at.getMessage()).strip());
    }
    return shortened(words.toString());
  }

  private static String shortened(String words) {
    return words.length() > MOST_WORDS ? words.substring(0, MOST_WORDS) : words;
  }

  @Override
  public void close() {
    giveBack.accept(this);
  }

  /** Ends it for good. */
  void quit() {
    usable = false;
    try {
      conversation.close();
    } catch (MessagingException e) {
      log.debug("the mail server had left before QUIT: {}", e.getMessage());
    }
  }
}
