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
 * @param afterwards done once, when the write went through; never for one that lost a race, and not
 *     where the process dies between the two
 */
public record Write<R>(R result, Update fields, List<Outgoing> events, Runnable afterwards) {

  private static final Runnable NOTHING = () -> {};

  public Write {
    events = List.copyOf(events);
  }

  public static <R> Write<R> of(R result, Update fields, List<Outgoing> events) {
    return new Write<>(result, fields, events, NOTHING);
  }

  /** Nothing changes and nothing is told. */
  public static <R> Write<R> nothing(R result) {
    return new Write<>(result, new Update(), List.of(), NOTHING);
  }

  /**
   * The same write with something to do when it went through, such as counting it. That must be
   * quick and must not fail: what was written stands.
   */
  public Write<R> andThen(Runnable next) {
    return new Write<>(
        result,
        fields,
        events,
        afterwards == NOTHING
            ? next
            : () -> {
              afterwards.run();
              next.run();
            });
  }

  boolean isEmpty() {
    return fields.getUpdateObject().isEmpty() && events.isEmpty();
  }
}
