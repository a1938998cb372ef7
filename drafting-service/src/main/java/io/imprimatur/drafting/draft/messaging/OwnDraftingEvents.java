package io.imprimatur.drafting.draft.messaging;

import io.imprimatur.events.DraftingEvent;
import io.imprimatur.events.EventJson;
import io.imprimatur.kit.aggregate.Stored;
import io.imprimatur.kit.aggregate.Write;
import io.imprimatur.kit.inbox.IncomingEvent;
import io.imprimatur.kit.restore.OwnEvents;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads what drafting had told before its database was put back; none of it carries a seal. */
public final class OwnDraftingEvents implements OwnEvents<DraftingEvent> {

  private final Resuming drafts;

  /** What an event changes in an article. */
  @FunctionalInterface
  public interface Resuming {
    Write<?> takenOver(String id, DraftingEvent event, Optional<Stored> article);
  }

  public OwnDraftingEvents(Resuming drafts) {
    this.drafts = drafts;
  }

  @Override
  public Optional<DraftingEvent> read(IncomingEvent raw) {
    return raw.as(DraftingEvent.class, EventJson::read);
  }

  @Override
  public OptionalLong vouchedRevision(IncomingEvent raw, DraftingEvent event) {
    return OptionalLong.empty();
  }

  @Override
  public long sealedRevision(Stored article) {
    return 0;
  }

  @Override
  public Write<?> takeOver(IncomingEvent raw, DraftingEvent event, Optional<Stored> article) {
    return drafts.takenOver(raw.article(), event, article);
  }
}
