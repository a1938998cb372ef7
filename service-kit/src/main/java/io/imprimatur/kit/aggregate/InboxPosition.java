package io.imprimatur.kit.aggregate;

import org.bson.Document;

/**
 * How far an article has read one of its neighbours.
 *
 * @param last the number of the last event taken, 0 before the first
 * @param id that event's {@code ce_id}, empty before the first or after a skipped gap
 * @param revision the newest revision taken from a sealed event, 0 before the first
 */
public record InboxPosition(long last, String id, long revision) {

  public static final InboxPosition NONE = new InboxPosition(0, "", 0);

  static InboxPosition of(Document position) {
    return new InboxPosition(
        ((Number) position.get("last")).longValue(),
        position.getString("id"),
        ((Number) position.get("revision")).longValue());
  }

  Document toDocument() {
    return new Document("last", last).append("id", id).append("revision", revision);
  }
}
