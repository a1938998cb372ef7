package io.imprimatur.publishing.publication;

import io.imprimatur.events.ArticlePublished;
import io.imprimatur.events.ArticleUpdated;
import io.imprimatur.events.ArticleWithdrawn;
import io.imprimatur.events.Person;
import java.time.Instant;
import java.util.Optional;

/**
 * The article stands on the site.
 *
 * @param live what stands there
 * @param publishedAt when it stood there first
 * @param updatedAt when a newer text replaced another one, or nothing
 * @param refusal a newer text that the site refused; what stood before still stands
 */
public record Published(
    String articleId,
    Address address,
    Edition live,
    Instant publishedAt,
    Optional<Instant> updatedAt,
    Optional<RefusedText> refusal)
    implements Publication {

  static Change first(String articleId, SealedText text, Addresses addresses, Instant at) {
    Address address = addresses.assign(articleId, text, at);
    return Change.to(
        new Published(articleId, address, text.edition(), at, Optional.empty(), Optional.empty()),
        new ArticlePublished(
            text.revision(), text.digest(), text.seal(), address.path(), text.translationOf(), at));
  }

  @Override
  public Change approve(
      SealedText newer, Optional<String> objection, Addresses addresses, Instant at) {
    return objection
        .or(() -> address.objectionTo(newer))
        .map(reason -> refuse(newer.refused(reason, at)))
        .orElseGet(() -> update(articleId, address, publishedAt, newer, at));
  }

  private Change refuse(RefusedText refused) {
    return Change.to(
        new Published(articleId, address, live, publishedAt, updatedAt, Optional.of(refused)),
        refused.told());
  }

  /** A newer text stands at an address that the article has already. */
  static Change update(
      String articleId, Address address, Instant publishedAt, SealedText newer, Instant at) {
    return Change.to(
        new Published(
            articleId, address, newer.edition(), publishedAt, Optional.of(at), Optional.empty()),
        new ArticleUpdated(
            newer.revision(), newer.digest(), newer.seal(), address.path(), publishedAt, at));
  }

  /**
   * Takes the page off the site. Its address answers 410 from now on.
   *
   * @param reason why, in the publisher's words; never empty
   */
  public Change withdraw(Person by, String reason, Instant at) {
    return Change.to(
        new Withdrawn(articleId, address, live, publishedAt, updatedAt, at, by, reason, refusal),
        new ArticleWithdrawn(live.revision(), reason, by, at));
  }
}
