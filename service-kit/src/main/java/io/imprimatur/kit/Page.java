package io.imprimatur.kit;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.function.Function;

/**
 * A part of a list. Answered as a JSON array, with {@code Link: rel="next"} (RFC 8288) where more
 * follows.
 *
 * @param nextCursor what the next page's {@code after} must be, or null at the end
 */
public record Page<T>(@JsonValue List<T> items, String nextCursor) {

  public Page {
    items = List.copyOf(items);
  }

  /** The same page with each item shown in another form. */
  public <R> Page<R> map(Function<? super T, ? extends R> form) {
    return new Page<>(items.stream().<R>map(form).toList(), nextCursor);
  }
}
