package io.imprimatur.notification.alert.messaging;

import io.imprimatur.events.ArticlePublished;
import io.imprimatur.events.ArticleUpdated;
import io.imprimatur.events.Digest;
import io.imprimatur.events.EventJson;
import io.imprimatur.events.PublishingEvent;
import io.imprimatur.kit.aggregate.Stored;
import io.imprimatur.kit.aggregate.Write;
import io.imprimatur.kit.inbox.EventConsumer;
import io.imprimatur.kit.inbox.EventRefused;
import io.imprimatur.kit.inbox.IncomingEvent;
import io.imprimatur.kit.inbox.TransientFailure;
import io.imprimatur.kit.observability.Traceparent;
import io.imprimatur.notification.alert.Alert;
import io.imprimatur.notification.alert.AlertHearing;
import io.imprimatur.notification.alert.Change;
import io.imprimatur.seals.KeysUnreachable;
import io.imprimatur.seals.Seal;
import io.imprimatur.seals.SealRefused;
import io.imprimatur.seals.SealVerifier;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/** Reads publishing's events, checks their seals and lets the alert hear them. */
public final class PublishingEvents implements EventConsumer<PublishingEvent> {

  private final AlertHearing hearing;
  private final SealVerifier seals;
  private final Documents documents;

  /** Turns what an alert hears into what is written. */
  @FunctionalInterface
  public interface Documents {
    Write<?> heard(
        Optional<Stored> article,
        Function<Optional<Alert>, Optional<Change<? extends Alert>>> hear);
  }

  public PublishingEvents(AlertHearing hearing, SealVerifier seals, Documents documents) {
    this.hearing = hearing;
    this.seals = seals;
    this.documents = documents;
  }

  @Override
  public Optional<PublishingEvent> read(IncomingEvent raw) {
    return raw.as(PublishingEvent.class, EventJson::read);
  }

  @Override
  public OptionalLong vouchedRevision(IncomingEvent raw, PublishingEvent event) {
    Seal seal = seal(raw, event);
    return seal == null ? OptionalLong.empty() : OptionalLong.of(seal.revision());
  }

  @Override
  public Write<?> apply(IncomingEvent raw, PublishingEvent event, Optional<Stored> article) {
    Seal seal = seal(raw, event);
    String trace = Traceparent.current().header();
    return documents.heard(
        article, before -> hearing.hear(raw.article(), event, seal, trace, before));
  }

  private Seal seal(IncomingEvent raw, PublishingEvent event) {
    return switch (event) {
      case ArticlePublished e -> verified(raw, e.seal(), e.revision(), e.digest());
      case ArticleUpdated e -> verified(raw, e.seal(), e.revision(), e.digest());
      default -> null;
    };
  }

  private Seal verified(IncomingEvent raw, String jws, int revision, Digest digest) {
    try {
      Seal seal = seals.verify(jws, raw.article());
      seal.check(raw.article(), revision, digest);
      return seal;
    } catch (SealRefused e) {
      throw new EventRefused(e.getMessage(), e);
    } catch (KeysUnreachable e) {
      throw new TransientFailure(e.getMessage(), e);
    }
  }
}
