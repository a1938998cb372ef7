package io.imprimatur.notification.alert;

import io.imprimatur.kit.observability.Traces;
import io.imprimatur.notification.alert.Ledger.Hold;
import io.imprimatur.notification.delivery.MailFigures;
import io.imprimatur.notification.delivery.MailServer;
import io.imprimatur.notification.subscription.Subscribers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Mails alerts, range by range. Each worker thread calls {@link #round} over and over. */
public final class AlertPost {

  private final Alerts alerts;
  private final Ledger ledger;
  private final Subscribers subscribers;
  private final MailServer server;
  private final AlertMails mails;
  private final AlertEnding ending;
  private final Leases leases;
  private final StoreAnswers store;
  private final Rules rules;
  private final Clock clock;
  private final Traces traces;
  private final MailFigures figures;

  /**
   * @param batch the most mails that are marked as on their way in one write
   * @param lease how long a range is kept from others without a sign of life
   * @param look how often a running batch looks whether the alert was stopped
   * @param reconnect the pause after a connection could not be had or was lost
   * @param retryFirst the pause after a mail was put off once; it doubles each time
   * @param retryMost the longest such pause
   * @param giveUp after that time a mail that was only put off has failed
   */
  public record Rules(
      int batch,
      Duration lease,
      Duration look,
      Duration reconnect,
      Duration retryFirst,
      Duration retryMost,
      Duration giveUp) {

    Duration pauseAfter(int tries) {
      Duration pause = retryFirst;
      for (int i = 0; i < tries && pause.compareTo(retryMost) < 0; i++) {
        pause = pause.multipliedBy(2);
      }
      return pause.compareTo(retryMost) < 0 ? pause : retryMost;
    }
  }

  public AlertPost(
      Alerts alerts,
      Ledger ledger,
      Subscribers subscribers,
      MailServer server,
      AlertMails mails,
      AlertEnding ending,
      Leases leases,
      StoreAnswers store,
      Rules rules,
      Clock clock,
      Traces traces,
      MailFigures figures) {
    this.alerts = alerts;
    this.ledger = ledger;
    this.subscribers = subscribers;
    this.server = server;
    this.mails = mails;
    this.ending = ending;
    this.leases = leases;
    this.store = store;
    this.rules = rules;
    this.clock = clock;
    this.traces = traces;
    this.figures = figures;
  }

  /**
   * Works on one range until it is done, must wait, or the process ends.
   *
   * @param goOn false where the process ends
   * @return false where no range is due
   */
  public boolean round(BooleanSupplier goOn) {
    Optional<Range> claimed = claim();
    claimed.ifPresent(
        range -> {
          leases.hold(range);
          try (RangeRun run =
              new RangeRun(
                  range,
                  alerts,
                  ledger,
                  subscribers,
                  server,
                  mails,
                  leases,
                  rules,
                  clock,
                  traces,
                  figures)) {
            if (run.run(goOn) instanceof Hold.Closed) {
              ending.settleInItsTrace(range.article());
            }
          } finally {
            leases.drop(range);
          }
        });
    return claimed.isPresent();
  }

  private Optional<Range> claim() {
    Instant now = clock.instant();
    Instant lostBefore = store.lostBefore(now);
    try {
      Optional<Range> claimed = ledger.claim(now, rules.lease(), lostBefore, leases.held());
      store.answered();
      return claimed;
    } catch (RuntimeException e) {
      store.failed();
      throw e;
    }
  }
}
