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
   * @param after the id of the event at which the part before ended, or null
   * @param events how many refused events are looked at; not each of them is a forgery
   */
  Part list(String after, int events);

  /**
   * A part of all forgeries.
   *
   * @param end where it ended, or null where there is nothing behind it
   */
  record Part(List<Forgery> forgeries, Place end) {}

  /** A place among the refused events. */
  record Place(String id, Instant at) {}

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
