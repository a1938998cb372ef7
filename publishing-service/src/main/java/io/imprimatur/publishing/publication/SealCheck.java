package io.imprimatur.publishing.publication;

import io.imprimatur.events.ArticleApproved;
import io.imprimatur.events.Digest;
import io.imprimatur.seals.Seal;
import io.imprimatur.seals.SealRefused;
import io.imprimatur.seals.SealVerifier;
import java.util.Objects;

/**
 * Holds every text against its seal: when it comes in, and each time a page is made of what the
 * database gives back.
 */
public final class SealCheck {

  private final SealVerifier verifier;

  public SealCheck(SealVerifier verifier) {
    this.verifier = verifier;
  }

  /**
   * Checks an approval that came in.
   *
   * @throws SealRefused where it is not what was sealed: permanent
   * @throws io.imprimatur.seals.KeysUnreachable where it can't be told now: transient
   */
  public SealedText check(String articleId, ArticleApproved event) {
    Seal seal = verifier.verify(event.seal(), articleId);
    seal.check(articleId, event.revision(), event.text());
    if (!seal.digest().equals(event.digest())) {
      throw new SealRefused("the event names another digest than the seal");
    }
    if (seal.round() != event.round()) {
      throw new SealRefused(
          "the seal vouches for round %d, not for %d".formatted(seal.round(), event.round()));
    }
    return new SealedText(
        event.revision(),
        event.round(),
        event.text(),
        event.digest(),
        event.seal(),
        seal.approvedAt(),
        seal.notBefore(),
        event.translationOf());
  }

  /**
   * Checks what the database says of an edition, without its words: enough for a list.
   *
   * @throws SealRefused where it was altered
   * @throws io.imprimatur.seals.KeysUnreachable where it can't be told now
   */
  public Seal check(String articleId, Edition edition) {
    Seal seal = verifier.verify(edition.seal(), articleId);
    seal.check(articleId, edition.revision(), edition.digest());
    if (!Objects.equals(seal.title(), edition.title())
        || !seal.language().equals(edition.language())
        || !seal.section().equals(edition.section())) {
      throw new SealRefused("the document names another title, language or section than the seal");
    }
    return seal;
  }

  /**
   * Checks an edition with its words.
   *
   * @throws SealRefused where either was altered
   * @throws io.imprimatur.seals.KeysUnreachable where it can't be told now
   */
  public Proven check(String articleId, Edition edition, KeptText kept) {
    Seal seal = check(articleId, edition);
    Digest digest = Digest.ofBytes(kept.json());
    if (!digest.equals(edition.digest())) {
      throw new SealRefused(
          "the stored text was altered: its digest is %s, the seal names %s"
              .formatted(digest, edition.digest()));
    }
    return new Proven(articleId, edition, seal, kept, kept.text());
  }
}
