package io.imprimatur.notification.alert;

import io.imprimatur.kit.observability.Traces;
import io.imprimatur.notification.alert.Ledger.Hold;
import io.imprimatur.notification.delivery.MailFigures;
import io.imprimatur.notification.delivery.MailServer;
import io.imprimatur.notification.delivery.Retries;
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
   * @param retries when a mail that was not taken is tried again
   */
  public record Rules(int batch, Duration lease, Duration look, Retries retries) {}

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
