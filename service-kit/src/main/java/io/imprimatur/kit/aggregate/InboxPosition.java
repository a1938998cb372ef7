package io.imprimatur.kit.aggregate;

import java.util.ArrayList;
import java.util.List;
import org.bson.Document;

/**
 * How far an article has read one of its neighbours.
 *
 * @param last the number of the last event taken, 0 before the first
 * @param id that event's {@code ce_id}, empty before the first or after a skipped gap
 * @param revision the newest revision taken from a sealed event, 0 before the first
 * @param extra ids of the last fifty events taken although others had used up their numbers, so
 *     that none of them is applied twice
 */
public record InboxPosition(long last, String id, long revision, List<String> extra) {

  public static final InboxPosition NONE = new InboxPosition(0, "", 0);

  private static final int KEPT = 50;

  public InboxPosition {
    extra = List.copyOf(extra);
  }

  public InboxPosition(long last, String id, long revision) {
    this(last, id, revision, List.of());
  }

  /** After an event in its turn, or after a number that is left out. */
  public InboxPosition moved(long last, String id, long revision) {
    return new InboxPosition(last, id, revision, extra);
  }

  /** After an event whose number had been used up. */
  public InboxPosition with(String extraId, long revision) {
    List<String> more = new ArrayList<>(extra);
    more.add(extraId);
    return new InboxPosition(
        last, id, revision, more.subList(Math.max(0, more.size() - KEPT), more.size()));
  }

  static InboxPosition of(Document position) {
    return new InboxPosition(
        ((Number) position.get("last")).longValue(),
        position.getString("id"),
        ((Number) position.get("revision")).longValue(),
        position.getList("extra", String.class, List.of()));
  }

  Document toDocument() {
    Document position = new Document("last", last).append("id", id).append("revision", revision);
    return extra.isEmpty() ? position : position.append("extra", extra);
  }
}
