package io.imprimatur.review.approval.messaging;

import io.imprimatur.events.ArticlePublished;
import io.imprimatur.events.ArticleUpdated;
import io.imprimatur.events.Characters;
import io.imprimatur.events.Digest;
import io.imprimatur.events.DraftSubmitted;
import io.imprimatur.events.EventJson;
import io.imprimatur.events.LifecycleEvent;
import io.imprimatur.events.Text;
import io.imprimatur.kit.aggregate.Stored;
import io.imprimatur.kit.aggregate.Write;
import io.imprimatur.kit.inbox.EventConsumer;
import io.imprimatur.kit.inbox.EventRefused;
import io.imprimatur.kit.inbox.IncomingEvent;
import io.imprimatur.kit.inbox.UnreadableEvent;
import io.imprimatur.review.approval.Change;
import io.imprimatur.review.approval.Hearing;
import io.imprimatur.review.approval.Retold;
import io.imprimatur.review.approval.Review;
import io.imprimatur.seals.SealRefused;
import io.imprimatur.seals.SealVerifier;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** Reads the neighbours' events, checks their seals and lets the review hear them. */
public final class NeighbourEvents implements EventConsumer<LifecycleEvent> {

  private final Hearing hearing;
  private final SealVerifier seals;
  private final Documents documents;

  /** Turns a transition into what is written. */
  @FunctionalInterface
  public interface Documents {
    Write<?> heard(
        String articleId,
        Optional<Stored> stored,
        BiFunction<Review, Retold, Optional<Change>> hear);
  }

  public NeighbourEvents(Hearing hearing, SealVerifier seals, Documents documents) {
    this.hearing = hearing;
    this.seals = seals;
    this.documents = documents;
  }

  @Override
  public Optional<LifecycleEvent> read(IncomingEvent raw) {
    try {
      Optional<LifecycleEvent> event = EventJson.read(raw.type(), raw.body());
      event.ifPresent(e -> check(raw, e));
      return event;
    } catch (IllegalArgumentException e) {
      throw new UnreadableEvent(e.getMessage(), e);
    }
  }

  private static void check(IncomingEvent raw, LifecycleEvent event) {
    if (!event.source().equals(raw.source())) {
      throw new UnreadableEvent(raw.source() + " does not tell " + raw.type());
    }
    if (event instanceof DraftSubmitted submission) {
      check(submission);
    }
  }

  private static void check(DraftSubmitted submission) {
    Text text = submission.text();
    Digest computed = Digest.of(text);
    if (!computed.equals(submission.digest())) {
      throw new UnreadableEvent(
          "the text's digest is %s, the event names %s".formatted(computed, submission.digest()));
    }
    if (!Characters.isVisible(text.title())) {
      throw new UnreadableEvent("the text's title shows nothing");
    }
    Stream.of(text.title(), text.summary(), text.body(), text.changeNote())
        .flatMapToInt(String::codePoints)
        .filter(Characters::turnsText)
        .findFirst()
        .ifPresent(
            c -> {
              throw new UnreadableEvent(
                  "the text holds %s, which turns its direction".formatted(Characters.name(c)));
            });
  }

  @Override
  public OptionalLong vouchedRevision(IncomingEvent raw, LifecycleEvent event) {
    return switch (event) {
      case ArticlePublished e -> vouched(raw, e.seal(), e.revision(), e.digest());
      case ArticleUpdated e -> vouched(raw, e.seal(), e.revision(), e.digest());
      default -> OptionalLong.empty();
    };
  }

  private OptionalLong vouched(IncomingEvent raw, String seal, int revision, Digest digest) {
    try {
      seals.verify(seal, raw.article()).check(raw.article(), revision, digest);
      return OptionalLong.of(revision);
    } catch (SealRefused e) {
      throw new EventRefused(e.getMessage(), e);
    }
  }

  @Override
  public Write<?> apply(IncomingEvent raw, LifecycleEvent event, Optional<Stored> article) {
    return documents.heard(
        raw.article(), article, (review, retold) -> hearing.hear(event, review, retold));
  }
}
