package io.imprimatur.review.approval.messaging;

import io.imprimatur.events.ArticleApproved;
import io.imprimatur.events.EventJson;
import io.imprimatur.events.ReviewEvent;
import io.imprimatur.kit.aggregate.Stored;
import io.imprimatur.kit.aggregate.Write;
import io.imprimatur.kit.inbox.EventRefused;
import io.imprimatur.kit.inbox.IncomingEvent;
import io.imprimatur.kit.restore.OwnEvents;
import io.imprimatur.review.approval.Resumption;
import io.imprimatur.review.approval.Retold;
import io.imprimatur.review.approval.Review;
import io.imprimatur.seals.Seal;
import io.imprimatur.seals.SealRefused;
import io.imprimatur.seals.SealVerifier;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiFunction;

/** Reads what review had told before its database was put back, and lets the reviews resume. */
public final class OwnReviewEvents implements OwnEvents<ReviewEvent> {

  private final SealVerifier seals;
  private final Documents documents;

  /** The reviews where they are kept. */
  public interface Documents {

    /** Turns a resumption into what is written. */
    Write<?> takenOver(
        String articleId, Optional<Stored> stored, BiFunction<Review, Retold, Resumption> take);

    /** The newest revision that is sealed there. */
    long sealedRevision(Stored stored);
  }

  public OwnReviewEvents(SealVerifier seals, Documents documents) {
    this.seals = seals;
    this.documents = documents;
  }

  @Override
  public Optional<ReviewEvent> read(IncomingEvent raw) {
    return raw.as(ReviewEvent.class, EventJson::read);
  }

  @Override
  public OptionalLong vouchedRevision(IncomingEvent raw, ReviewEvent event) {
    return event instanceof ArticleApproved approved
        ? OptionalLong.of(sealed(raw.article(), approved))
        : OptionalLong.empty();
  }

  private long sealed(String article, ArticleApproved approved) {
    try {
      Seal seal = seals.verify(approved.seal(), article);
      seal.check(article, approved.revision(), approved.text());
      if (seal.round() != approved.round() || !seal.digest().equals(approved.digest())) {
        throw new EventRefused("the seal vouches for another round or digest than the event names");
      }
      return seal.revision();
    } catch (SealRefused | IllegalArgumentException e) {
      throw new EventRefused(e.getMessage(), e);
    }
  }

  @Override
  public long sealedRevision(Stored article) {
    return documents.sealedRevision(article);
  }

  @Override
  public Write<?> takeOver(IncomingEvent raw, ReviewEvent event, Optional<Stored> article) {
    return documents.takenOver(
        raw.article(), article, (review, retold) -> Resumption.takeOver(review, retold, event));
  }
}
