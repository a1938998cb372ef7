package io.imprimatur.kit.aggregate;

import org.bson.Document;

/**
 * An article's document as it was read.
 *
 * @param id the article's id
 * @param guard counts the writes of commands; the next write is made only while it still stands
 * @param fields the whole document, a copy of its own
 */
public record Stored(String id, long guard, Document fields) {

  static Stored of(Document fields) {
    return new Stored(fields.getString("_id"), ((Number) fields.get("guard")).longValue(), fields);
  }

  /** The number of the last event that this article's service told, 0 before the first. */
  public long sequence() {
    return fields.get("sequence") instanceof Number n ? n.longValue() : 0;
  }

  /** What was taken in from a neighbour. */
  public InboxPosition inbox(String source) {
    return fields.get("inbox") instanceof Document inbox
            && inbox.get(source) instanceof Document position
        ? InboxPosition.of(position)
        : InboxPosition.NONE;
  }
}
