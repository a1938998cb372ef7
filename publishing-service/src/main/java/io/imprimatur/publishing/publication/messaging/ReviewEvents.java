package io.imprimatur.publishing.publication.messaging;

import io.imprimatur.events.ArticleApproved;
import io.imprimatur.events.ArticleRejected;
import io.imprimatur.events.ChangesRequested;
import io.imprimatur.events.EventJson;
import io.imprimatur.events.ReviewClosed;
import io.imprimatur.events.ReviewEvent;
import io.imprimatur.events.ReviewOpened;
import io.imprimatur.events.StepApproved;
import io.imprimatur.events.TakeBackRefused;
import io.imprimatur.kit.aggregate.Stored;
import io.imprimatur.kit.aggregate.Write;
import io.imprimatur.kit.inbox.EventConsumer;
import io.imprimatur.kit.inbox.EventRefused;
import io.imprimatur.kit.inbox.IncomingEvent;
import io.imprimatur.kit.inbox.TransientFailure;
import io.imprimatur.publishing.publication.Approvals;
import io.imprimatur.publishing.publication.Change;
import io.imprimatur.publishing.publication.Publication;
import io.imprimatur.publishing.publication.Retold;
import io.imprimatur.publishing.publication.SealCheck;
import io.imprimatur.publishing.publication.SealedText;
import io.imprimatur.seals.KeysUnreachable;
import io.imprimatur.seals.SealRefused;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiFunction;

/** What review tells: approvals are acted on, everything else only moves the inbox. */
public final class ReviewEvents implements EventConsumer<ReviewEvent> {

  private final SealCheck seals;
  private final Approvals approvals;
  private final Writer writer;

  /** Makes the one write of a transition. */
  @FunctionalInterface
  public interface Writer {
    Write<?> write(
        String articleId, Optional<Stored> stored, BiFunction<Publication, Retold, Change> decide);
  }

  public ReviewEvents(SealCheck seals, Approvals approvals, Writer writer) {
    this.seals = seals;
    this.approvals = approvals;
    this.writer = writer;
  }

  @Override
  public Optional<ReviewEvent> read(IncomingEvent raw) {
    return raw.as(ReviewEvent.class, EventJson::read);
  }

  @Override
  public OptionalLong vouchedRevision(IncomingEvent raw, ReviewEvent event) {
    return event instanceof ArticleApproved approved
        ? OptionalLong.of(sealed(raw, approved).revision())
        : OptionalLong.empty();
  }

  @Override
  public Write<?> apply(IncomingEvent raw, ReviewEvent event, Optional<Stored> article) {
    return switch (event) {
      case ArticleApproved approved -> {
        SealedText text = sealed(raw, approved);
        yield writer.write(
            raw.article(), article, (before, retold) -> approvals.take(before, text, retold));
      }
      case ReviewOpened e -> Write.nothing(null);
      case StepApproved e -> Write.nothing(null);
      case ChangesRequested e -> Write.nothing(null);
      case ArticleRejected e -> Write.nothing(null);
      case ReviewClosed e -> Write.nothing(null);
      case TakeBackRefused e -> Write.nothing(null);
    };
  }

  private SealedText sealed(IncomingEvent raw, ArticleApproved approved) {
    try {
      return seals.check(raw.article(), approved);
    } catch (SealRefused e) {
      throw new EventRefused(e.getMessage(), e);
    } catch (KeysUnreachable e) {
      throw new TransientFailure(e.getMessage(), e);
    }
  }
}
