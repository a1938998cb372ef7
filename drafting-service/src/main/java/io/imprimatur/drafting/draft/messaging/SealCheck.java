package io.imprimatur.drafting.draft.messaging;

import io.imprimatur.events.ArticleApproved;
import io.imprimatur.events.ArticlePublished;
import io.imprimatur.events.ArticleUpdated;
import io.imprimatur.events.Digest;
import io.imprimatur.events.LifecycleEvent;
import io.imprimatur.kit.inbox.EventRefused;
import io.imprimatur.kit.inbox.TransientFailure;
import io.imprimatur.seals.KeysUnreachable;
import io.imprimatur.seals.Seal;
import io.imprimatur.seals.SealRefused;
import io.imprimatur.seals.SealVerifier;
import java.util.OptionalLong;

/** Tells genuine sealed events from forgeries. */
public final class SealCheck {

  private final SealVerifier verifier;

  public SealCheck(SealVerifier verifier) {
    this.verifier = verifier;
  }

  /**
   * The revision that the event's seal vouches for, or nothing for an event without one.
   *
   * @throws EventRefused where the seal is missing or vouches for something else
   * @throws TransientFailure where the keys can't be asked for now
   */
  OptionalLong vouchedRevision(String article, LifecycleEvent event) {
    try {
      return switch (event) {
        case ArticleApproved approved -> approved(article, approved);
        case ArticlePublished e -> standing(article, e.seal(), e.revision(), e.digest());
        case ArticleUpdated e -> standing(article, e.seal(), e.revision(), e.digest());
        default -> OptionalLong.empty();
      };
    } catch (SealRefused e) {
      throw new EventRefused(e.getMessage(), e);
    } catch (KeysUnreachable e) {
      throw new TransientFailure(e.getMessage(), e);
    }
  }

  private OptionalLong approved(String article, ArticleApproved event) {
    Seal seal = verifier.verify(event.seal(), article);
    try {
      seal.check(article, event.revision(), event.text());
    } catch (IllegalArgumentException e) {
      throw new EventRefused("the text has no digest: " + e.getMessage(), e);
    }
    if (seal.round() != event.round() || !seal.digest().equals(event.digest())) {
      throw new EventRefused("the seal vouches for another round or digest than the event names");
    }
    return OptionalLong.of(seal.revision());
  }

  private OptionalLong standing(String article, String jws, int revision, Digest digest) {
    Seal seal = verifier.verify(jws, article);
    seal.check(article, revision, digest);
    return OptionalLong.of(seal.revision());
  }
}
