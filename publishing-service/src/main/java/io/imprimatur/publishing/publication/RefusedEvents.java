package io.imprimatur.publishing.publication;

import java.time.Instant;
import java.util.List;

/** Approvals that were no approvals: forged or replayed, parked and never taken in. */
public interface RefusedEvents {

  /** The forgeries that name an article, the newest first. */
  List<Forgery> of(String articleId);

  /**
   * A part of all forgeries, the newest first.
   *
   * @param after the id of the last one of the part before, or null
   */
  List<Forgery> list(String after, int limit);

  /**
   * An event that claims an approval without one.
   *
   * @param id names the parked event
   * @param title what it claims to be titled, or null where it can't be read
   * @param revision the revision that it claims, or null where it can't be read
   * @param language null where it can't be read
   * @param section null where it can't be read
   * @param digest the digest that it claims, or null where it can't be read
   * @param reason why it was refused
   */
  record Forgery(
      String id,
      String articleId,
      String title,
      Integer revision,
      String language,
      String section,
      String digest,
      String reason,
      Instant at) {}
}
