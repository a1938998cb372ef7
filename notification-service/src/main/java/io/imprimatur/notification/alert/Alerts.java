package io.imprimatur.notification.alert;

import io.imprimatur.kit.Page;
import io.imprimatur.kit.Paging;
import io.imprimatur.kit.aggregate.Idempotency;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** All alerts, in the documents of their articles. */
public interface Alerts {

  Optional<Alert> find(String articleId);

  /** Whether mails of it may be begun. */
  boolean isStarted(String articleId);

  /**
   * Changes an alert and tells its events, in one write; decides again where somebody else wrote
   * meanwhile.
   *
   * @param decide gives the change, or nothing where there is nothing to do
   * @return the next state; nothing where nothing was done
   */
  Optional<Alert> change(
      String articleId, Function<Alert, Optional<Change<? extends Alert>>> decide);

  /**
   * Changes an alert for a person's command. A repeat with the same key changes nothing.
   *
   * @param decide gets nothing where there is no such alert
   */
  void command(
      String articleId, Idempotency key, Function<Optional<Alert>, Change<? extends Alert>> decide);

  /** Articles whose alert waits for its recipients to be counted and is in nobody's hands. */
  List<String> waiting(Instant now, int most);

  /** Takes such an alert in hand for a time; false where somebody else has it. */
  boolean takeInHand(String articleId, Instant now, Duration lease);

  /** Keeps an alert in hand for longer. */
  void keepInHand(String articleId, Instant now, Duration lease);

  /**
   * A page of alerts, the newest publication first.
   *
   * @param sections only those of these sections; null for all
   * @param states only those in one of these states; null for all
   */
  Page<Alert> list(Collection<String> sections, Collection<AlertState> states, Paging paging);

  /** Articles whose alert is under way or being stopped, after an id. */
  List<String> underWay(String afterArticleId, int most);
}
