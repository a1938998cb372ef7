package io.imprimatur.notification.alert;

import io.imprimatur.kit.observability.LogKeys;
import io.imprimatur.kit.observability.Traces;
import io.imprimatur.notification.alert.Alert.Waiting;
import io.imprimatur.notification.subscription.Subscribers;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts an alert's recipients and cuts them into ranges, page by page, so that a million need no
 * more memory than one page. A range begins where the one before ends; two instances that plan one
 * alert, or one that goes on where another died, therefore agree on them.
 */
public final class AlertPlanning {

  private static final Logger log = LoggerFactory.getLogger(AlertPlanning.class);
  private static final int PAGE = 10;
  private static final int RENEW_EVERY = 20;

  private final Alerts alerts;
  private final Ledger ledger;
  private final Subscribers subscribers;
  private final Rules rules;
  private final Clock clock;
  private final Traces traces;
  private final Runnable mailsDue;

  /**
   * @param newsFor older articles are held
   * @param rangeSize the most subscribers that a range holds
   * @param lease how long an instance has an alert in hand before another one takes over
   */
  public record Rules(Duration newsFor, int rangeSize, Duration lease) {}

  /**
   * @param mailsDue told that ranges are ready
   */
  public AlertPlanning(
      Alerts alerts,
      Ledger ledger,
      Subscribers subscribers,
      Rules rules,
      Clock clock,
      Traces traces,
      Runnable mailsDue) {
    this.alerts = alerts;
    this.ledger = ledger;
    this.subscribers = subscribers;
    this.rules = rules;
    this.clock = clock;
    this.traces = traces;
    this.mailsDue = mailsDue;
  }

  /**
   * Plans what waits.
   *
   * @return true where more may wait
   */
  public boolean round() {
    List<String> waiting = alerts.waiting(clock.instant(), PAGE);
    for (String article : waiting) {
      if (alerts.takeInHand(article, clock.instant(), rules.lease())) {
        plan(article);
      }
    }
    return waiting.size() == PAGE;
  }

  private void plan(String article) {
    if (alerts.find(article).orElse(null) instanceof Waiting waiting) {
      traces.run(waiting.publication().trace(), "plan alert", () -> plan(article, waiting));
    }
  }

  private void plan(String article, Waiting waiting) {
    if (waiting.isStale(clock.instant(), rules.newsFor())) {
      alerts.change(
          article, a -> a instanceof Waiting w ? Optional.of(w.hold()) : Optional.empty());
      return;
    }
    cut(waiting.publication());
    Ledger.End end = ledger.end(article);
    alerts
        .change(
            article,
            a ->
                a instanceof Waiting w
                    ? Optional.of(w.start(end.matched(), end.ranges(), clock.instant()))
                    : Optional.empty())
        .ifPresent(
            started ->
                log.atInfo()
                    .addKeyValue(LogKeys.ARTICLE, article)
                    .addKeyValue("matched", end.matched())
                    .log("alert started"));
    // Where it was stopped meanwhile, its ranges are due too, to be closed.
    ledger.begin(article, clock.instant());
    mailsDue.run();
  }

  private void cut(Publication publication) {
    String article = publication.articleId();
    Ledger.End end = ledger.end(article);
    for (int pages = 1; ; pages++) {
      List<String> page =
          subscribers.subscribedAt(
              publication.interest(),
              publication.publishedAt(),
              end.lastSubscriber(),
              rules.rangeSize());
      if (page.isEmpty()) {
        return;
      }
      end =
          ledger.add(article, end.ranges() + 1, page, clock.instant())
              ? new Ledger.End(end.ranges() + 1, end.matched() + page.size(), page.getLast())
              : ledger.end(article);
      if (pages % RENEW_EVERY == 0) {
        alerts.keepInHand(article, clock.instant(), rules.lease());
      }
    }
  }
}
