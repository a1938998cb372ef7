package io.imprimatur.kit.parked;

import io.imprimatur.kit.inbox.IncomingEvent;
import io.imprimatur.kit.parked.ParkedEvent.Deed;
import io.imprimatur.kit.parked.ParkedEvent.Kind;
import io.imprimatur.kit.parked.ParkedEvent.Status;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Date;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.bson.types.Binary;
import org.springframework.data.mongodb.core.query.Update;

/** How a parked event is written down. */
final class ParkedDocument {

  /** In place of a body that was not asked for. */
  private static final Binary NONE = new Binary(new byte[0]);

  private ParkedDocument() {}

  /**
   * Names an event by source, article and event id, and by its content and the fault of its
   * envelope too: a forgery that borrows a genuine event's id, or all of it but the source, must
   * not stand in its place.
   */
  static String id(IncomingEvent event, String fault) {
    try {
      MessageDigest hash = MessageDigest.getInstance("SHA-256");
      for (String part :
          List.of(
              event.source(),
              event.article(),
              event.id(),
              event.type(),
              Long.toString(event.sequence()))) {
        hash.update(part.getBytes(StandardCharsets.UTF_8));
        hash.update((byte) 0);
      }
      hash.update(event.body());
      if (fault != null) {
        hash.update((byte) 0);
        hash.update(fault.getBytes(StandardCharsets.UTF_8));
      }
      return HexFormat.of().formatHex(hash.digest(), 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  static Update insert(IncomingEvent event, String fault, Date at) {
    // Header names may hold dots or dollars, which are no field names: kept as pairs.
    List<Document> headers =
        event.headers().entrySet().stream()
            .map(h -> new Document("name", h.getKey()).append("value", h.getValue()))
            .toList();
    return new Update()
        .setOnInsert("at", at)
        .setOnInsert("source", event.source())
        .setOnInsert("article", event.article())
        .setOnInsert("eventId", event.id())
        .setOnInsert("type", event.type())
        .setOnInsert("sequence", event.sequence())
        .setOnInsert("time", Date.from(event.time()))
        .setOnInsert("topic", event.origin().topic())
        .setOnInsert("partition", event.origin().partition())
        .setOnInsert("offset", event.origin().offset())
        .setOnInsert("headers", headers)
        .setOnInsert("body", new Binary(event.body()))
        .setOnInsert("fault", fault)
        .setOnInsert("audit", List.of());
  }

  static ParkedEvent read(Document d) {
    return new ParkedEvent(
        d.getString("_id"),
        Kind.valueOf(d.getString("kind")),
        Status.valueOf(d.getString("status")),
        event(d),
        d.getString("cause"),
        d.getString("fault"),
        d.getDate("at").toInstant(),
        d.getList("audit", Document.class, new ArrayList<>()).stream()
            .map(
                a ->
                    new Deed(
                        a.getDate("at").toInstant(),
                        a.getString("by"),
                        a.getString("action"),
                        a.getString("note")))
            .toList());
  }

  private static IncomingEvent event(Document d) {
    Map<String, String> headers = new LinkedHashMap<>();
    d.getList("headers", Document.class, List.of())
        .forEach(h -> headers.put(h.getString("name"), h.getString("value")));
    return new IncomingEvent(
        d.getString("source"),
        d.getString("eventId"),
        d.getString("type"),
        d.getString("article"),
        ((Number) d.get("sequence")).longValue(),
        d.getDate("time").toInstant(),
        d.get("body", NONE).getData(),
        new IncomingEvent.Origin(
            d.getString("topic"),
            ((Number) d.get("partition")).intValue(),
            ((Number) d.get("offset")).longValue()),
        headers);
  }
}
