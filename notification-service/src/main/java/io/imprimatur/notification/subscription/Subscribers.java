package io.imprimatur.notification.subscription;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * All subscribers, one document for each address. Changes are decided again where somebody else
 * wrote meanwhile.
 */
public interface Subscribers {

  Optional<Subscriber> find(String id);

  /** Those of the given ids that are still there, in no order. */
  List<Subscriber> findAll(Collection<String> ids);

  /**
   * Changes whoever has an address, known or not, always with one read and one write, so that
   * nobody can tell by the time it takes.
   */
  void changeAt(Address address, UnaryOperator<Subscriber> decide);

  /**
   * Changes whoever has an address, where somebody has it, with one read and one write in both
   * cases. An address that nobody has is kept nowhere.
   */
  void changeKnownAt(Address address, UnaryOperator<Subscriber> decide);

  /**
   * Changes one subscriber.
   *
   * @param decide gives the next state, or nothing where there is nothing to do
   * @return the next state as it was written; nothing where nothing was done or there is no such
   *     subscriber
   */
  Optional<Subscriber> change(String id, Function<Subscriber, Optional<Subscriber>> decide);

  /**
   * Ids of subscribers with a mail that is due, or whose sender was lost, the longest waiting
   * first.
   */
  List<String> needingAttention(Instant now, int most);

  /**
   * One page of those who had confirmed an interest by then, in the order of their ids.
   *
   * @param afterId where the page before ended, or an empty text
   */
  List<String> subscribedAt(Interest interest, Instant then, String afterId, int most);

  /**
   * How many {@link #subscribedAt} gives on all pages together.
   *
   * @param afterId only those behind it in the order of ids, or an empty text
   */
  long countSubscribedAt(Interest interest, Instant then, String afterId);

  /**
   * Forgets those who confirmed nothing, or ended everything, and asked for nothing since then.
   *
   * @return how many
   */
  long forgetIdle(Instant since);
}
