package io.imprimatur.publishing.publication.messaging;

import io.imprimatur.events.ArticleApproved;
import io.imprimatur.events.ArticlePublished;
import io.imprimatur.events.ArticleUpdated;
import io.imprimatur.events.Digest;
import io.imprimatur.events.EventJson;
import io.imprimatur.events.PublishingEvent;
import io.imprimatur.kit.aggregate.Stored;
import io.imprimatur.kit.aggregate.Write;
import io.imprimatur.kit.inbox.EventRefused;
import io.imprimatur.kit.inbox.IllegalTransition;
import io.imprimatur.kit.inbox.IncomingEvent;
import io.imprimatur.kit.inbox.TransientFailure;
import io.imprimatur.kit.restore.OwnEvents;
import io.imprimatur.publishing.publication.CannotHaveTold;
import io.imprimatur.publishing.publication.KeptText;
import io.imprimatur.publishing.publication.Publication;
import io.imprimatur.publishing.publication.Publications;
import io.imprimatur.publishing.publication.Resumption;
import io.imprimatur.seals.KeysUnreachable;
import io.imprimatur.seals.Seal;
import io.imprimatur.seals.SealRefused;
import io.imprimatur.seals.SealVerifier;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Reads what the site had told before its database was put back, and review's approvals besides:
 * they hold the words of pages.
 */
public final class OwnPublishingEvents implements OwnEvents<PublishingEvent> {

  private static final String REVIEW = "review";

  private final SealVerifier verifier;
  private final Resumption resumption;
  private final Publications publications;
  private final Documents documents;

  /** The publications where they are kept. */
  public interface Documents {

    /** Turns a resumption into what is written. */
    Write<?> takenOver(
        String articleId,
        Optional<Stored> stored,
        PublishingEvent event,
        UnaryOperator<Publication> after);

    /** What is stored of an article. */
    Publication read(Stored stored);
  }

  public OwnPublishingEvents(
      SealVerifier verifier,
      Resumption resumption,
      Publications publications,
      Documents documents) {
    this.verifier = verifier;
    this.resumption = resumption;
    this.publications = publications;
    this.documents = documents;
  }

  @Override
  public Optional<PublishingEvent> read(IncomingEvent raw) {
    return raw.as(PublishingEvent.class, EventJson::read);
  }

  @Override
  public OptionalLong vouchedRevision(IncomingEvent raw, PublishingEvent event) {
    return seal(raw.article(), event)
        .map(seal -> OptionalLong.of(seal.revision()))
        .orElse(OptionalLong.empty());
  }

  private Optional<Seal> seal(String article, PublishingEvent event) {
    return switch (event) {
      case ArticlePublished e -> Optional.of(verified(article, e.seal(), e.revision(), e.digest()));
      case ArticleUpdated e -> Optional.of(verified(article, e.seal(), e.revision(), e.digest()));
      default -> Optional.empty();
    };
  }

  private Seal verified(String article, String jws, int revision, Digest digest) {
    try {
      Seal seal = verifier.verify(jws, article);
      seal.check(article, revision, digest);
      return seal;
    } catch (SealRefused e) {
      throw new EventRefused(e.getMessage(), e);
    } catch (KeysUnreachable e) {
      throw new TransientFailure(e.getMessage(), e);
    }
  }

  @Override
  public long sealedRevision(Stored article) {
    return documents.read(article).standingRevision();
  }

  @Override
  public Write<?> takeOver(IncomingEvent raw, PublishingEvent event, Optional<Stored> article) {
    Seal seal = seal(raw.article(), event).orElse(null);
    try {
      return documents.takenOver(
          raw.article(), article, event, before -> resumption.after(before, event, seal));
    } catch (CannotHaveTold e) {
      throw new IllegalTransition(e.getMessage());
    }
  }

  @Override
  public Set<String> rereads() {
    return Set.of(REVIEW);
  }

  /** Words under their own digest: a page shows them only where a seal names it. */
  @Override
  public void seenAgain(IncomingEvent raw) {
    try {
      if (EventJson.read(raw.type(), raw.body()).orElse(null) instanceof ArticleApproved approved
          && Digest.of(approved.text()).equals(approved.digest())
          && verifier.verify(approved.seal(), raw.article()).digest().equals(approved.digest())) {
        publications.keep(approved.digest(), KeptText.of(approved.text()));
      }
    } catch (IllegalArgumentException | SealRefused forged) {
      return; // it is refused and listed when it is taken in
    } catch (KeysUnreachable e) {
      throw new TransientFailure(e.getMessage(), e);
    }
  }
}
