package io.imprimatur.kit.aggregate;

import java.util.List;
import java.util.Optional;
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

  /**
   * Which of the service's own events are known here. After the database was put back that is more
   * than what this document told itself: what was taken over from the topic counts as well.
   */
  public InboxPosition told() {
    InboxPosition taken =
        fields.get(Aggregates.RETOLD) instanceof Document position
            ? InboxPosition.of(position)
            : InboxPosition.NONE;
    return sequence() > taken.last() ? taken.moved(sequence(), "", taken.revision()) : taken;
  }

  /** The id of the event that waits in the outbox under a number; nothing where none does. */
  public Optional<String> unsent(long number) {
    return fields.getList("outbox", Document.class, List.of()).stream()
        .filter(entry -> ((Number) entry.get("sequence")).longValue() == number)
        .map(entry -> entry.get("headers", Document.class).getString("ce_id"))
        .findFirst();
  }
}
