package io.imprimatur.kit.inbox;

import io.imprimatur.kit.aggregate.Stored;
import io.imprimatur.kit.aggregate.Write;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a service does with its neighbours' events. The intake has settled number and order before
 * it asks.
 *
 * @param <E> the service's view of an event
 */
public interface EventConsumer<E> {

  /**
   * Reads the body.
   *
   * @return the event, or nothing where the service does not know the type; that moves the inbox
   *     all the same
   * @throws UnreadableEvent where the body is none of its type: the event is parked as dead
   */
  Optional<E> read(IncomingEvent raw);

  /**
   * Verifies the seal of an event that carries one.
   *
   * @return the revision that the seal vouches for, or nothing for an event that carries none
   * @throws EventRefused where the seal is missing or wrong: the event is parked as refused and
   *     moves nothing
   * @throws TransientFailure where it cannot be verified now
   */
  OptionalLong vouchedRevision(IncomingEvent raw, E event);

  /**
   * Applies an event whose turn it is. May run again where another write came between.
   *
   * @param article the article as it stands, or nothing where this service has not heard of it
   * @throws IllegalTransition where the article's state has no place for it: the event is parked as
   *     dead
   * @throws EventRefused where it proves to be a forgery only now
   */
  Write<?> apply(IncomingEvent raw, E event, Optional<Stored> article);
}
