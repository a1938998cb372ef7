package io.imprimatur.notification.subscription;

import io.imprimatur.notification.delivery.Mail;
import io.imprimatur.notification.delivery.MailFigures;
import io.imprimatur.notification.delivery.MailFigures.Kind;
import io.imprimatur.notification.delivery.MailFigures.Result;
import io.imprimatur.notification.delivery.MailServer;
import io.imprimatur.notification.delivery.Outcome;
import io.imprimatur.notification.subscription.Confirmation.Posting;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the mails that people ask for themselves: to confirm, and with the link to change their
 * subscriptions. A mail is marked as on its way before the mail server sees it, by the one instance
 * whose write succeeds; what an instance leaves behind when it dies is settled by another.
 */
public final class SubscriberPost {

  private static final Logger log = LoggerFactory.getLogger(SubscriberPost.class);
  private static final int PAGE = 100;

  private final Subscribers subscribers;
  private final MailServer server;
  private final ConfirmationMails mails;
  private final ManageMails manageMails;
  private final Subscriber.Pace pace;
  private final Clock clock;
  private final MailFigures figures;

  public SubscriberPost(
      Subscribers subscribers,
      MailServer server,
      ConfirmationMails mails,
      ManageMails manageMails,
      Subscriber.Pace pace,
      Clock clock,
      MailFigures figures) {
    this.subscribers = subscribers;
    this.server = server;
    this.mails = mails;
    this.manageMails = manageMails;
    this.pace = pace;
    this.clock = clock;
    this.figures = figures;
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
        confirm(id, connection);
        if (connection.usable()) {
          manage(id, connection);
        }
      }
    } catch (MailServer.Unreachable e) {
      log.warn(
          "mails to confirm or to change subscriptions wait for the mail server: {}",
          e.getMessage());
      return false;
    }
    return ids.size() == PAGE;
  }

  private void confirm(String id, MailServer.Connection connection) {
    AtomicBoolean lost = new AtomicBoolean();
    subscribers
        .change(
            id,
            s -> {
              Subscriber settled = s.lost(clock.instant(), pace);
              lost.set(!settled.equals(s));
              return settled.post(clock.instant(), pace.lease()).or(() -> settled(s));
            })
        .ifPresent(
            s -> {
              if (lost.get()) {
                figures.count(Kind.CONFIRMATION, Result.UNCERTAIN);
              }
              s.posting().ifPresent(p -> send(s, p, connection));
            });
  }

  /** A lost mail whose next try is not due yet is written back all the same. */
  private Optional<Subscriber> settled(Subscriber subscriber) {
    Subscriber settled = subscriber.lost(clock.instant(), pace);
    return settled.equals(subscriber) ? Optional.empty() : Optional.of(settled);
  }

  private void send(Subscriber subscriber, Posting posting, MailServer.Connection connection) {
    Outcome outcome = send(subscriber, mails.write(subscriber, posting), connection);
    subscribers
        .change(
            subscriber.id(),
            s ->
                s.posting()
                    .filter(posting::equals)
                    .map(p -> s.posted(p, outcome, clock.instant(), pace)))
        .ifPresent(
            s -> count(Kind.CONFIRMATION, outcome, posting.due().since(), posting.due().tries()));
  }

  private void count(Kind kind, Outcome outcome, Instant wantedSince, int tries) {
    boolean givenUp =
        outcome instanceof Outcome.Later && pace.retries().isTooLate(wantedSince, clock.instant());
    figures.count(kind, givenUp ? Result.FAILED : Result.of(outcome, tries));
  }

  private void manage(String id, MailServer.Connection connection) {
    Instant now = clock.instant();
    subscribers
        .change(id, s -> s.postManageMail(now, pace.lease()).or(() -> s.lostManageMail(now)))
        .ifPresent(
            s ->
                s.manageMailOnItsWay()
                    .ifPresentOrElse(
                        p -> sendManage(s, p, connection),
                        () -> figures.count(Kind.MANAGE, Result.UNCERTAIN)));
  }

  private void sendManage(
      Subscriber subscriber, ManageMail.Posting posting, MailServer.Connection connection) {
    Outcome outcome = send(subscriber, manageMails.write(subscriber, posting), connection);
    subscribers
        .change(
            subscriber.id(),
            s ->
                s.manageMailOnItsWay()
                    .filter(posting::equals)
                    .map(p -> s.manageMailPosted(p, outcome, clock.instant(), pace)))
        .ifPresent(s -> count(Kind.MANAGE, outcome, posting.due().since(), posting.due().tries()));
  }

  private static Outcome send(Subscriber subscriber, Mail mail, MailServer.Connection connection) {
    Outcome outcome = connection.send(mail);
    if (!(outcome instanceof Outcome.Taken)) {
      log.atWarn()
          .addKeyValue("subscriber", subscriber.id())
          .log("mail not taken by the mail server: {}", outcome.getClass().getSimpleName());
    }
    return outcome;
  }
}
