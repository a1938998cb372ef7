package io.imprimatur.kit.aggregate;

import java.util.List;
import org.springframework.data.mongodb.core.query.Update;

/**
 * What a command decided: the fields that change, the events to tell, and the command's own result.
 *
 * @param result what the caller gets; where it is kept for an {@code Idempotency-Key} it must be
 *     small
 * @param fields names only the fields that change, never {@code guard}, {@code outbox}, {@code
 *     sequence}, {@code inbox} or {@code answers}
 * @param events in the order in which they happened
 */
public record Write<R>(R result, Update fields, List<Outgoing> events) {

  public Write {
    events = List.copyOf(events);
  }

  public static <R> Write<R> of(R result, Update fields, List<Outgoing> events) {
    return new Write<>(result, fields, events);
  }

  /** Nothing changes and nothing is told. */
  public static <R> Write<R> nothing(R result) {
    return new Write<>(result, new Update(), List.of());
  }

  boolean isEmpty() {
    return fields.getUpdateObject().isEmpty() && events.isEmpty();
  }
}
