package io.imprimatur.drafting.draft.messaging;

import io.imprimatur.events.EventJson;
import io.imprimatur.events.LifecycleEvent;
import io.imprimatur.kit.aggregate.Stored;
import io.imprimatur.kit.aggregate.Write;
import io.imprimatur.kit.inbox.EventConsumer;
import io.imprimatur.kit.inbox.IncomingEvent;
import io.imprimatur.kit.inbox.UnreadableEvent;
import java.util.Optional;
import java.util.OptionalLong;

/** Hears review, publishing and notification. */
public final class Listening implements EventConsumer<LifecycleEvent> {

  /** What an event changes in an article. */
  @FunctionalInterface
  public interface Hearing {
    Write<?> heard(String id, LifecycleEvent event, Optional<Stored> article);
  }

  private final SealCheck seals;
  private final Hearing drafts;

  public Listening(SealCheck seals, Hearing drafts) {
    this.seals = seals;
    this.drafts = drafts;
  }

  @Override
  public Optional<LifecycleEvent> read(IncomingEvent raw) {
    Optional<LifecycleEvent> event;
    try {
      event = EventJson.read(raw.type(), raw.body());
    } catch (IllegalArgumentException e) {
      throw new UnreadableEvent(e.getMessage(), e);
    }
    event
        .filter(e -> !e.source().equals(raw.source()))
        .ifPresent(
            e -> {
              throw new UnreadableEvent(raw.source() + " does not tell " + raw.type());
            });
    return event;
  }

  @Override
  public OptionalLong vouchedRevision(IncomingEvent raw, LifecycleEvent event) {
    return seals.vouchedRevision(raw.article(), event);
  }

  @Override
  public Write<?> apply(IncomingEvent raw, LifecycleEvent event, Optional<Stored> article) {
    return drafts.heard(raw.article(), event, article);
  }
}
