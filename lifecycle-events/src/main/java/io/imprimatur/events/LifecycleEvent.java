package io.imprimatur.events;

import java.time.Instant;

/**
 * A fact in the life of one article, told once by the service that owns it.
 *
 * <p>The article's id, the event's own id and its sequence number are not part of the body; they
 * travel as CloudEvents attributes ({@code subject}, {@code id}, {@code sequence}).
 */
public sealed interface LifecycleEvent
    permits DraftingEvent, ReviewEvent, PublishingEvent, NotificationEvent {

  /**
   * The article's revision that this event is about, counted from 1; each submission makes a new
   * one.
   */
  int revision();

  /**
   * The service that alone tells such events: the last part of its topic and of the CloudEvents
   * {@code source}.
   */
  String source();

  /** When it happened, by the clock of the service that tells it. UTC. */
  Instant at();
}
