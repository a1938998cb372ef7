package io.imprimatur.notification.alert;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import io.imprimatur.kit.observability.LogKeys;
import io.imprimatur.notification.alert.Recipient.State;
import io.imprimatur.notification.delivery.MailFigures;
import io.imprimatur.notification.delivery.MailFigures.Kind;
import io.imprimatur.notification.delivery.MailFigures.Result;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts outcomes of alerts' mails when they are in the ledger. Those of an owner who lost the
 * range are not in it and don't count.
 */
final class Tally {

  private static final Logger log = LoggerFactory.getLogger(Tally.class);

  private final MailFigures figures;
  private final List<Result> unwritten = new ArrayList<>();

  Tally(MailFigures figures) {
    this.figures = figures;
  }

  /** An outcome that is not written yet. */
  void add(Recipient recipient) {
    unwritten.add(result(recipient));
  }

  /** What was added since the last time is in the ledger now. */
  void written() {
    unwritten.forEach(result -> figures.count(Kind.ALERT, result));
    unwritten.clear();
  }

  private static Result result(Recipient recipient) {
    return switch (recipient.state()) {
      case SENT -> Result.SENT;
      case FAILED -> Result.FAILED;
      case UNCERTAIN -> Result.UNCERTAIN;
      case RETRY -> Result.putOff(recipient.tries() - 1);
      case SKIPPED -> Result.SKIPPED;
      case WAITING, SENDING ->
          throw new IllegalArgumentException("no outcome: " + recipient.state());
    };
  }

  /** One line for each batch, not for each mail; it names nobody. */
  static void tell(Range range, Collection<Integer> batch) {
    Map<State, Long> by =
        batch.stream()
            .collect(groupingBy(place -> range.recipients().get(place).state(), counting()));
    log.atInfo()
        .addKeyValue(LogKeys.ARTICLE, range.article())
        .addKeyValue("sent", by.getOrDefault(State.SENT, 0L))
        .addKeyValue("failed", by.getOrDefault(State.FAILED, 0L))
        .addKeyValue("uncertain", by.getOrDefault(State.UNCERTAIN, 0L))
        .addKeyValue("putOff", by.getOrDefault(State.RETRY, 0L))
        .log(
            "{} of {} mails taken by the mail server",
            by.getOrDefault(State.SENT, 0L),
            batch.size());
  }
}
