package io.imprimatur.notification.alert;

import io.imprimatur.kit.observability.LogKeys;
import io.imprimatur.notification.alert.Alert.Started;
import io.imprimatur.notification.alert.Alert.Stopping;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends an alert once none of its ranges is open. Whoever closes the last one does it; a round finds
 * what a crash left.
 */
public final class AlertEnding {

  private static final Logger log = LoggerFactory.getLogger(AlertEnding.class);
  private static final int PAGE = 100;

  private final Alerts alerts;
  private final Ledger ledger;
  private final Clock clock;

  public AlertEnding(Alerts alerts, Ledger ledger, Clock clock) {
    this.alerts = alerts;
    this.ledger = ledger;
    this.clock = clock;
  }

  /**
   * Looks at every alert that is under way, and at those that were stopped while somebody planned
   * them and died.
   */
  public void round() {
    String last = "";
    List<String> page;
    do {
      page = alerts.underWay(last, PAGE);
      page.forEach(this::settle);
      last = page.isEmpty() ? last : page.getLast();
    } while (page.size() == PAGE);
    ledger.planned().forEach(this::settle);
  }

  /** Whoever started or stopped it may have died before its ranges were due. */
  private void goOn(Alert alert) {
    String article = alert.publication().articleId();
    switch (alert) {
      case Started s -> ledger.begin(article, clock.instant());
      case Stopping s -> ledger.hasten(article, clock.instant());
      case Alert.Stopped s -> ledger.begin(article, clock.instant());
      case Alert.Waiting w -> {}
      case Alert.Held h -> {}
      case Alert.Completed c -> {}
    }
  }

  /** Ends one, if there is nothing left to do. */
  void settle(String article) {
    if (ledger.anyOpen(article)) {
      alerts.find(article).ifPresent(this::goOn);
      return;
    }
    Counts counts = ledger.counts(article);
    alerts
        .change(
            article,
            alert ->
                switch (alert) {
                  case Started s -> Optional.of(s.complete(counts, clock.instant()));
                  case Stopping s -> Optional.of(s.settle(counts, clock.instant()));
                  case Alert.Waiting w -> Optional.empty();
                  case Alert.Held h -> Optional.empty();
                  case Alert.Stopped s -> Optional.empty();
                  case Alert.Completed c -> Optional.empty();
                })
        .ifPresent(
            ended ->
                log.atInfo()
                    .addKeyValue(LogKeys.ARTICLE, article)
                    .addKeyValue("sent", counts.sent())
                    .addKeyValue("failed", counts.failed())
                    .addKeyValue("uncertain", counts.uncertain())
                    .log("alert ended: {}", ended.getClass().getSimpleName()));
  }
}
