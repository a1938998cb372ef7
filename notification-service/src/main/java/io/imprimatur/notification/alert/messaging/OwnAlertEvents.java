package io.imprimatur.notification.alert.messaging;

import io.imprimatur.events.EventJson;
import io.imprimatur.events.NotificationEvent;
import io.imprimatur.kit.aggregate.Stored;
import io.imprimatur.kit.aggregate.Write;
import io.imprimatur.kit.inbox.IncomingEvent;
import io.imprimatur.kit.restore.OwnEvents;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads what was told of alerts before the database was put back; none of it carries a seal. */
public final class OwnAlertEvents implements OwnEvents<NotificationEvent> {

  private final Documents documents;

  /** The alerts where they are kept. */
  public interface Documents {

    /** What an event writes. */
    Write<?> takenOver(Optional<Stored> article, NotificationEvent event);

    /** Holds every alert that would mail people by itself. */
    void holdAll();
  }

  public OwnAlertEvents(Documents documents) {
    this.documents = documents;
  }

  @Override
  public Optional<NotificationEvent> read(IncomingEvent raw) {
    return raw.as(NotificationEvent.class, EventJson::read);
  }

  @Override
  public OptionalLong vouchedRevision(IncomingEvent raw, NotificationEvent event) {
    return OptionalLong.empty();
  }

  @Override
  public long sealedRevision(Stored article) {
    return 0;
  }

  @Override
  public Write<?> takeOver(IncomingEvent raw, NotificationEvent event, Optional<Stored> article) {
    return documents.takenOver(article, event);
  }

  /** The ledger is as old as the backup: of what has not ended it does not know the mails. */
  @Override
  public void finish() {
    documents.holdAll();
  }
}
