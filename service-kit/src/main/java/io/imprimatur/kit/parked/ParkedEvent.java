package io.imprimatur.kit.parked;

import io.imprimatur.kit.inbox.IncomingEvent;
import java.time.Instant;
import java.util.List;

/**
 * An event that waits, with its reason.
 *
 * @param id names it in addresses; made from source, article, event id and content
 * @param event as it came
 * @param cause why it waits, in words for operators
 * @param fault what is wrong with its envelope, so that it can never be applied, or null
 * @param at when it was parked first, UTC
 * @param audit what operators did with it, oldest first
 */
public record ParkedEvent(
    String id,
    Kind kind,
    Status status,
    IncomingEvent event,
    String cause,
    String fault,
    Instant at,
    List<Deed> audit) {

  /** Why an event waits. */
  public enum Kind {
    /** Events with lower numbers must come first. */
    EARLY,
    /** It cannot be read, or the article's state has no place for it. */
    DEAD,
    /** It is a forgery or a replay. */
    REFUSED,
    /** Another event was taken under its number. */
    CONFLICT
  }

  /** Whether somebody still has to deal with it. */
  public enum Status {
    OPEN,
    REPLAYED,
    SET_ASIDE
  }

  /**
   * What an operator did.
   *
   * @param by the person's id
   * @param action {@code replay}, {@code set-aside} or {@code skip-gap}
   * @param note the reason that was given, or what came of it
   */
  public record Deed(Instant at, String by, String action, String note) {}
}
