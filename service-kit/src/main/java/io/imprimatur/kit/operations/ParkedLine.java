package io.imprimatur.kit.operations;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A parked event of some service, as its API tells it.
 *
 * @param service whose it is; filled in by who asked
 * @param headers with a single event only
 * @param body with a single event only
 */
public record ParkedLine(
    String service,
    String id,
    String kind,
    String status,
    String articleId,
    String source,
    long sequence,
    String eventId,
    String type,
    Instant time,
    String cause,
    Instant parkedAt,
    String origin,
    List<Deed> audit,
    Map<String, String> headers,
    String body) {

  /** What an operator did with it. */
  public record Deed(Instant at, String by, String action, String note) {}

  ParkedLine of(String name) {
    return new ParkedLine(
        name, id, kind, status, articleId, source, sequence, eventId, type, time, cause, parkedAt,
        origin, audit, headers, body);
  }

  public boolean open() {
    return "open".equals(status);
  }

  /** Whether replaying it can do anything: it must be open and wait for no others. */
  public boolean replayable() {
    return open() && !"early".equals(kind);
  }

  /** Whether there is a gap before it that can be skipped. */
  public boolean behindGap() {
    return open() && "early".equals(kind);
  }
}
