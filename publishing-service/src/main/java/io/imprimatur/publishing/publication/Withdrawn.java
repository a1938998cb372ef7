package io.imprimatur.publishing.publication;

import io.imprimatur.events.Person;
import java.time.Instant;
import java.util.Optional;

/**
 * The page was taken off the site; its address says so.
 *
 * @param last what stood there
 * @param withdrawnAt when it was taken off
 * @param by who took it off
 * @param reason why, in the publisher's words
 */
public record Withdrawn(
    String articleId,
    Address address,
    Edition last,
    Instant publishedAt,
    Optional<Instant> updatedAt,
    Instant withdrawnAt,
    Person by,
    String reason,
    Optional<RefusedText> refusal)
    implements Publication {

  /** The reason for a text that was approved before its page was withdrawn. */
  static final String MEANWHILE = "withdrawn meanwhile";

  @Override
  public Change approve(
      SealedText newer, Optional<String> objection, Addresses addresses, Instant at) {
    return withdrawnMeanwhile(newer)
        .or(() -> objection)
        .or(() -> address.objectionTo(newer))
        .map(why -> refuse(newer.refused(why, at)))
        .orElseGet(() -> Published.update(articleId, address, publishedAt, newer, at));
  }

  /** Whoever approved it knew nothing of the withdrawal. */
  private Optional<String> withdrawnMeanwhile(SealedText newer) {
    return newer.approvedAt().isAfter(withdrawnAt) ? Optional.empty() : Optional.of(MEANWHILE);
  }

  private Change refuse(RefusedText refused) {
    return Change.to(
        new Withdrawn(
            articleId,
            address,
            last,
            publishedAt,
            updatedAt,
            withdrawnAt,
            by,
            reason,
            Optional.of(refused)),
        refused.told());
  }
}
