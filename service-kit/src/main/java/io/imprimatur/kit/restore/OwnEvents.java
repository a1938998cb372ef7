package io.imprimatur.kit.restore;

import io.imprimatur.kit.aggregate.Stored;
import io.imprimatur.kit.aggregate.Write;
import io.imprimatur.kit.inbox.IncomingEvent;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What a service does with events that it told itself, after the state that they told of was lost.
 * Number and order are settled before it is asked; its neighbours took the same events by the same
 * rules.
 *
 * @param <E> the service's view of an event of its own
 */
public interface OwnEvents<E> {

  /**
   * Reads the body.
   *
   * @return the event, or nothing where this version does not know the type; its number is used all
   *     the same
   * @throws io.imprimatur.kit.inbox.UnreadableEvent where the body is none of its type: the event
   *     is listed as dead
   */
  Optional<E> read(IncomingEvent raw);

  /**
   * Verifies the seal of an event that carries one: whoever can write to the topic could have put
   * it there.
   *
   * @return the revision that the seal vouches for, or nothing for an event that carries none
   * @throws io.imprimatur.kit.inbox.EventRefused where the seal is missing or wrong: the event is
   *     listed as refused
   * @throws io.imprimatur.kit.inbox.TransientFailure where it cannot be verified now
   */
  OptionalLong vouchedRevision(IncomingEvent raw, E event);

  /** The newest revision for which the article holds or has told a seal, 0 where there is none. */
  long sealedRevision(Stored article);

  /**
   * Takes over what an event told. Tells nothing, and may run again where another write came
   * between.
   *
   * @param article the article as it stands, or nothing where the restored database lacks it
   * @throws io.imprimatur.kit.inbox.IllegalTransition where the article cannot have told it: the
   *     event is listed as dead
   */
  Write<?> takeOver(IncomingEvent raw, E event, Optional<Stored> article);

  /** Neighbours whose events it has to see before anything is served; most services need none. */
  default Set<String> rereads() {
    return Set.of();
  }

  /**
   * Looks at a neighbour's event once more, to have back what the service's own events leave out.
   * Nothing has verified it, and it will be taken in like any other later on, so this must neither
   * change an article nor fail for what it holds.
   */
  default void seenAgain(IncomingEvent raw) {}

  /**
   * Does what is left when all of them were read, such as holding what nobody can vouch for any
   * more. Doing it twice does no harm.
   */
  default void finish() {}
}
