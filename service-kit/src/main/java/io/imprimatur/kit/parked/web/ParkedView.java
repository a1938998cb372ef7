package io.imprimatur.kit.parked.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.imprimatur.kit.parked.ParkedEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A parked event as administrators see it.
 *
 * @param kind {@code early}, {@code dead}, {@code refused} or {@code conflict}
 * @param status {@code open}, {@code replayed} or {@code set-aside}
 * @param headers with a single event only
 * @param body with a single event only: its JSON as text, exactly as it came
 */
record ParkedView(
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
    List<ParkedEvent.Deed> audit,
    @JsonInclude(JsonInclude.Include.NON_NULL) Map<String, String> headers,
    @JsonInclude(JsonInclude.Include.NON_NULL) String body) {

  static ParkedView line(ParkedEvent parked) {
    return of(parked, null, null);
  }

  static ParkedView whole(ParkedEvent parked) {
    return of(
        parked,
        parked.event().headers(),
        new String(parked.event().body(), StandardCharsets.UTF_8));
  }

  private static ParkedView of(ParkedEvent parked, Map<String, String> headers, String body) {
    var event = parked.event();
    return new ParkedView(
        parked.id(),
        Words.of(parked.kind()),
        Words.of(parked.status()),
        event.article(),
        event.source(),
        event.sequence(),
        event.id(),
        event.type(),
        event.time(),
        parked.cause(),
        parked.at(),
        event.origin() == null ? null : event.origin().toString(),
        parked.audit(),
        headers,
        body);
  }
}
