package io.imprimatur.notification.subscription;

import io.imprimatur.notification.delivery.Mail;
import io.imprimatur.notification.delivery.MailServer;
import io.imprimatur.notification.delivery.Outcome;
import io.imprimatur.notification.subscription.Confirmation.Posting;
import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the mails that ask for a confirmation. A mail is marked as on its way before the mail
 * server sees it, by the one instance whose write succeeds; what an instance leaves behind when it
 * dies is settled by another.
 */
public final class ConfirmationPost {

  private static final Logger log = LoggerFactory.getLogger(ConfirmationPost.class);
  private static final int PAGE = 100;

  private final Subscribers subscribers;
  private final MailServer server;
  private final ConfirmationMails mails;
  private final Subscriber.Pace pace;
  private final Clock clock;

  public ConfirmationPost(
      Subscribers subscribers,
      MailServer server,
      ConfirmationMails mails,
      Subscriber.Pace pace,
      Clock clock) {
    this.subscribers = subscribers;
    this.server = server;
    this.mails = mails;
    this.pace = pace;
    this.clock = clock;
  }

  /**
   * Sends what is due, or as much of it as a page holds.
   *
   * @return true where more may be due
   */
  public boolean round() {
    var ids = subscribers.needingAttention(clock.instant(), PAGE);
    if (ids.isEmpty()) {
      return false;
    }
    try (MailServer.Connection first = server.connect()) {
      MailServer.Connection connection = first;
      for (String id : ids) {
        if (!connection.usable()) {
          return true;
        }
        subscribers
            .change(
                id,
                s ->
                    s.lost(clock.instant(), pace)
                        .post(clock.instant(), pace.lease())
                        .or(() -> settled(s)))
            .ifPresent(s -> s.posting().ifPresent(p -> send(s, p, connection)));
      }
    } catch (MailServer.Unreachable e) {
      log.warn("confirmations wait for the mail server: {}", e.getMessage());
      return false;
    }
    return ids.size() == PAGE;
  }

  /** A lost mail whose next try is not due yet is written back all the same. */
  private Optional<Subscriber> settled(Subscriber subscriber) {
    Subscriber settled = subscriber.lost(clock.instant(), pace);
    return settled.equals(subscriber) ? Optional.empty() : Optional.of(settled);
  }

  private void send(Subscriber subscriber, Posting posting, MailServer.Connection connection) {
    Mail mail = mails.write(subscriber, posting);
    Outcome outcome = connection.send(mail);
    if (!(outcome instanceof Outcome.Taken)) {
      log.atWarn()
          .addKeyValue("subscriber", subscriber.id())
          .log("confirmation not taken by the mail server: {}", outcome.getClass().getSimpleName());
    }
    subscribers.change(
        subscriber.id(), s -> Optional.of(s.posted(posting, outcome, clock.instant(), pace)));
  }
}
