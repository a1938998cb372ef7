package io.imprimatur.events;

import java.util.List;
import java.util.Set;

/** The checks that every record of the language makes, with messages that name the field. */
final class Required {

  private Required() {}

  static <T> T present(String field, T value) {
    if (value == null) {
      throw new IllegalArgumentException(field + " is missing");
    }
    return value;
  }

  static void nonBlank(String field, String value) {
    if (present(field, value).isBlank()) {
      throw new IllegalArgumentException(field + " is empty");
    }
  }

  static void atLeastOne(String field, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(field + " must be 1 or more, not " + value);
    }
  }

  static void notNegative(String field, long value) {
    if (value < 0) {
      throw new IllegalArgumentException(field + " must be 0 or more, not " + value);
    }
  }

  static void oneOf(String field, String value, Set<String> allowed) {
    if (!allowed.contains(present(field, value))) {
      throw new IllegalArgumentException(field + " must be one of " + allowed + ", not " + value);
    }
  }

  static <T> List<T> list(String field, List<T> values) {
    present(field, values).forEach(value -> present("an element of " + field, value));
    return List.copyOf(values);
  }
}
