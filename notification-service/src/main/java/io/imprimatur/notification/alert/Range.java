package io.imprimatur.notification.alert;

import io.imprimatur.notification.alert.Recipient.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * A part of an alert's recipients, as the ledger holds it.
 *
 * @param article the alert's article
 * @param number from 1
 * @param owner counts the claims: each write names it, so that whoever was thought dead and is not
 *     can't write
 * @param firstTriedAt when the first mail of it was begun or could not be; null before
 */
public record Range(
    String article, int number, long owner, Instant firstTriedAt, List<Recipient> recipients) {

  public Range {
    recipients = List.copyOf(recipients);
  }

  Range with(Map<Integer, Recipient> changes) {
    List<Recipient> all = new ArrayList<>(recipients);
    changes.forEach(all::set);
    return new Range(article, number, owner, firstTriedAt, all);
  }

  Range triedAt(Instant now) {
    return firstTriedAt == null ? new Range(article, number, owner, now, recipients) : this;
  }

  /** Mails that the owner before had begun: nobody can know whether they went out. */
  Map<Integer, Recipient> orphans(Instant now) {
    return changed(
        r -> r.state() == State.SENDING,
        r -> r.to(State.UNCERTAIN, now, "the sender was lost while this mail was on its way"));
  }

  /** Everybody whose mail was not begun, left out. */
  Map<Integer, Recipient> skipped(Instant now) {
    return changed(
        r -> r.state() == State.WAITING || r.state() == State.RETRY, r -> r.to(State.SKIPPED, now));
  }

  /** Everybody whose mail could be begun, given up. */
  Map<Integer, Recipient> givenUp(Instant now, String why) {
    return changed(r -> r.isReady(now), r -> r.to(State.FAILED, now, why));
  }

  private Map<Integer, Recipient> changed(
      Predicate<Recipient> which, UnaryOperator<Recipient> how) {
    Map<Integer, Recipient> changes = new TreeMap<>();
    for (int i = 0; i < recipients.size(); i++) {
      if (which.test(recipients.get(i))) {
        changes.put(i, how.apply(recipients.get(i)));
      }
    }
    return changes;
  }

  /** Places of those whose mail may begin now. */
  List<Integer> ready(Instant now, int most) {
    return IntStream.range(0, recipients.size())
        .filter(i -> recipients.get(i).isReady(now))
        .limit(most)
        .boxed()
        .toList();
  }

  /** When the next one that was put off is due; nothing where none is. */
  Optional<Instant> nextRetry() {
    return recipients.stream()
        .filter(r -> r.state() == State.RETRY)
        .map(Recipient::at)
        .min(Instant::compareTo);
  }

  /** The figures of this part. */
  public Counts counts() {
    long[] of = new long[State.values().length];
    recipients.forEach(r -> of[r.state().ordinal()]++);
    return new Counts(
        recipients.size(),
        of[State.WAITING.ordinal()] + of[State.SENDING.ordinal()] + of[State.RETRY.ordinal()],
        of[State.SENT.ordinal()],
        of[State.FAILED.ordinal()],
        of[State.UNCERTAIN.ordinal()],
        of[State.SKIPPED.ordinal()]);
  }
}
