package io.imprimatur.notification.delivery.smtp;

import io.imprimatur.kit.office.Office;
import io.imprimatur.notification.delivery.MailServer;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.util.StreamProvider;
import java.time.Clock;
import java.time.Duration;
import java.util.Deque;
import java.util.Properties;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.eclipse.angus.mail.util.MailStreamProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/**
 * The mail server by SMTP (RFC 5321). Connections that are given back whole are used again for a
 * while.
 */
@Component
@EnableConfigurationProperties(SmtpSettings.class)
final class SmtpMailServer implements MailServer, AutoCloseable {

  private static final int MOST_IDLE = 16;

  /** How long {@link #greet} waits for a connection, and for each reply. */
  private static final Duration GREETING = Duration.ofSeconds(5);

  /**
   * Jakarta Mail looks for its provider in all archives again and again while it writes one mail,
   * unless this property names it.
   */
  private static final String PROVIDER = StreamProvider.class.getName();

  static {
    if (System.getProperty(PROVIDER) == null) {
      System.setProperty(PROVIDER, MailStreamProvider.class.getName());
    }
  }

  private final SmtpSettings settings;
  private final MimeMails mimes;
  private final Clock clock;
  private final Session session;
  private final Deque<SmtpConnection> idle = new ConcurrentLinkedDeque<>();

  private volatile boolean closed;

  SmtpMailServer(SmtpSettings settings, Office office, Clock clock) {
    this.settings = settings;
    this.clock = clock;
    this.session = session(settings, settings.connectTimeout(), settings.replyTimeout());
    this.mimes = new MimeMails(session, office);
  }

  private static Session session(SmtpSettings settings, Duration connect, Duration reply) {
    Properties p = new Properties();
    p.setProperty("mail.smtp.localhost", settings.name());
    p.setProperty("mail.smtp.auth", Boolean.toString(!settings.username().isEmpty()));
    p.setProperty("mail.smtp.starttls.enable", Boolean.toString(settings.startTls()));
    p.setProperty("mail.smtp.starttls.required", Boolean.toString(settings.startTls()));
    p.setProperty("mail.smtp.ssl.checkserveridentity", "true");
    p.setProperty("mail.smtp.quitwait", "false");
    p.setProperty("mail.smtp.connectiontimeout", Long.toString(connect.toMillis()));
    p.setProperty("mail.smtp.timeout", Long.toString(reply.toMillis()));
    p.setProperty("mail.smtp.writetimeout", Long.toString(reply.toMillis()));
    p.put("mail.smtp.socketFactory", new PromptSockets());
    p.setProperty("mail.smtp.socketFactory.fallback", "false");
    return Session.getInstance(p);
  }

  @Override
  public Connection connect() throws Unreachable {
    for (SmtpConnection kept = idle.pollFirst(); kept != null; kept = idle.pollFirst()) {
      if (clock.instant().isBefore(kept.lastUse().plus(settings.idle())) && kept.answers()) {
        return kept;
      }
      kept.quit();
    }
    return new SmtpConnection(converse(session), mimes, this::giveBack, clock);
  }

  /**
   * Asks whether the server is there and lets us in, with less patience than mails have.
   *
   * @throws Unreachable where it does not, or not soon
   */
  void greet() throws Unreachable {
    Conversation conversation = converse(session(settings, GREETING, GREETING));
    new SmtpConnection(conversation, mimes, this::giveBack, clock).quit();
  }

  private Conversation converse(Session session) throws Unreachable {
    Conversation conversation = new Conversation(session);
    try {
      // Without a name there must be no password either, not even an empty one: Angus would take
      // the name of the process's user and log in with it wherever a server offers AUTH.
      boolean named = !settings.username().isEmpty();
      conversation.connect(
          settings.host(),
          settings.port(),
          named ? settings.username() : null,
          named ? settings.password() : null);
      return conversation;
    } catch (MessagingException e) {
      throw new Unreachable(
          "The mail server at %s can't be reached: %s".formatted(settings, reason(e)), e);
    }
  }

  private static String reason(MessagingException e) {
    return e.getNextException() == null ? e.getMessage() : e.getNextException().toString();
  }

  private void giveBack(SmtpConnection connection) {
    if (!closed && connection.usable() && idle.size() < MOST_IDLE) {
      idle.addFirst(connection);
    } else {
      connection.quit();
    }
  }

  /** Host and port. */
  @Override
  public String toString() {
    return settings.toString();
  }

  @Override
  public void close() {
    closed = true;
    for (SmtpConnection kept = idle.pollFirst(); kept != null; kept = idle.pollFirst()) {
      kept.quit();
    }
  }
}
