package io.imprimatur.notification.delivery.smtp;

import io.imprimatur.kit.office.Office;
import io.imprimatur.notification.delivery.MailServer;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.time.Clock;
import java.util.Deque;
import java.util.Properties;
import java.util.concurrent.ConcurrentLinkedDeque;
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

  private final SmtpSettings settings;
  private final MimeMails mimes;
  private final Clock clock;
  private final Session session;
  private final Deque<SmtpConnection> idle = new ConcurrentLinkedDeque<>();

  private volatile String trouble;
  private volatile boolean closed;

  SmtpMailServer(SmtpSettings settings, Office office, Clock clock) {
    this.settings = settings;
    this.clock = clock;
    this.session = Session.getInstance(properties(settings));
    this.mimes = new MimeMails(session, office);
  }

  private static Properties properties(SmtpSettings settings) {
    Properties p = new Properties();
    p.setProperty("mail.smtp.localhost", settings.name());
    p.setProperty("mail.smtp.auth", Boolean.toString(!settings.username().isEmpty()));
    p.setProperty("mail.smtp.starttls.enable", Boolean.toString(settings.startTls()));
    p.setProperty("mail.smtp.starttls.required", Boolean.toString(settings.startTls()));
    p.setProperty("mail.smtp.ssl.checkserveridentity", "true");
    p.setProperty("mail.smtp.quitwait", "false");
    p.setProperty(
        "mail.smtp.connectiontimeout", Long.toString(settings.connectTimeout().toMillis()));
    p.setProperty("mail.smtp.timeout", Long.toString(settings.replyTimeout().toMillis()));
    p.setProperty("mail.smtp.writetimeout", Long.toString(settings.replyTimeout().toMillis()));
    return p;
  }

  @Override
  public Connection connect() throws Unreachable {
    for (SmtpConnection kept = idle.pollFirst(); kept != null; kept = idle.pollFirst()) {
      if (clock.instant().isBefore(kept.lastUse().plus(settings.idle())) && kept.answers()) {
        return kept;
      }
      kept.quit();
    }
    Conversation conversation = new Conversation(session);
    try {
      conversation.connect(
          settings.host(),
          settings.port(),
          settings.username().isEmpty() ? null : settings.username(),
          settings.password());
      trouble = null;
      return new SmtpConnection(conversation, mimes, this::giveBack, clock);
    } catch (MessagingException e) {
      trouble = "The mail server at %s can't be reached: %s".formatted(settings, reason(e));
      throw new Unreachable(trouble, e);
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

  /** Why the last try to connect failed, or null where it did not. */
  String trouble() {
    return trouble;
  }

  @Override
  public void close() {
    closed = true;
    for (SmtpConnection kept = idle.pollFirst(); kept != null; kept = idle.pollFirst()) {
      kept.quit();
    }
  }
}
