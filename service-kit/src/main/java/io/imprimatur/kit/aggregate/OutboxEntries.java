package io.imprimatur.kit.aggregate;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.function.Supplier;
import org.bson.Document;
import org.bson.types.Binary;

/** Turns events into what an outbox holds: headers and ready bytes, numbered in the article. */
public final class OutboxEntries {

  private final String source;
  private final Clock clock;
  private final Supplier<String> traceparent;

  /**
   * @param source the CloudEvents source of this service
   * @param clock gives the time by which a forgotten entry is found
   * @param traceparent the current trace (W3C Trace Context), or null outside of one
   */
  public OutboxEntries(String source, Clock clock, Supplier<String> traceparent) {
    this.source = source;
    this.clock = clock;
    this.traceparent = traceparent;
  }

  List<Document> numbered(String article, long first, List<Outgoing> events) {
    Date now = Date.from(clock.instant());
    String trace = traceparent.get();
    List<Document> entries = new ArrayList<>();
    for (Outgoing event : events) {
      long sequence = first + entries.size();
      entries.add(
          new Document("sequence", sequence)
              .append("at", now)
              .append("headers", headers(article, sequence, event, trace))
              .append("body", new Binary(event.body())));
    }
    return entries;
  }

  private Document headers(String article, long sequence, Outgoing event, String trace) {
    Document headers =
        new Document("ce_specversion", "1.0")
            .append("ce_id", event.id().toString())
            .append("ce_source", source)
            .append("ce_type", event.type())
            .append("ce_subject", article)
            .append("ce_time", event.time().toString())
            .append("ce_sequence", Long.toString(sequence))
            .append("content-type", "application/json");
    if (trace != null) {
      headers.append("traceparent", trace);
    }
    return headers;
  }
}
