package io.imprimatur.kit.web;

import io.imprimatur.kit.Invalid;
import io.imprimatur.kit.Refusal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.MismatchedInputException;

/** Says in plain words what is wrong with a JSON body, and where. */
final class JsonFaults {

  private JsonFaults() {}

  static ProblemDetail describe(JacksonException fault) {
    for (Throwable cause = fault.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof Refusal refusal) {
        return Problems.of(refusal);
      }
    }
    String field = field(fault);
    if (fault instanceof StreamReadException || field.isEmpty()) {
      return Problems.of(HttpStatus.BAD_REQUEST, broken(fault));
    }
    String message =
        fault.getCause() instanceof IllegalArgumentException rule
            ? rule.getMessage()
            : "must be " + expected(fault);
    return Problems.of(new Invalid(field, message));
  }

  private static String broken(JacksonException fault) {
    TokenStreamLocation at = fault.getLocation();
    String where =
        at == null || at.getLineNr() < 1
            ? ""
            : " (line %d, column %d)".formatted(at.getLineNr(), at.getColumnNr());
    if (fault instanceof MismatchedInputException mismatch) {
      return "The body must be %s%s.".formatted(words(mismatch.getTargetType()), where);
    }
    return "The body is no valid JSON%s: %s".formatted(where, fault.getOriginalMessage());
  }

  /** The field's name as the sender wrote it, such as {@code steps[1].name}. */
  private static String field(JacksonException fault) {
    StringBuilder path = new StringBuilder();
    for (JacksonException.Reference at : fault.getPath()) {
      if (at.getPropertyName() == null) {
        path.append('[').append(at.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(at.getPropertyName());
      }
    }
    return path.toString();
  }

  private static String expected(JacksonException fault) {
    if (!(fault instanceof MismatchedInputException mismatch)) {
      return "another value: " + fault.getOriginalMessage();
    }
    Class<?> type = mismatch.getTargetType();
    if (type != null && type.isEnum()) {
      return "one of " + Arrays.toString(type.getEnumConstants());
    }
    return fault instanceof InvalidFormatException wrong
        ? words(type) + ", not " + wrong.getValue()
        : words(type);
  }

  private static String words(Class<?> type) {
    if (type == null) {
      return "another value";
    }
    if (CharSequence.class.isAssignableFrom(type)) {
      return "text";
    }
    if (type == Boolean.class || type == boolean.class) {
      return "true or false";
    }
    if (type == Integer.class || type == int.class || type == Long.class || type == long.class) {
      return "a whole number";
    }
    if (Number.class.isAssignableFrom(type) || type == double.class || type == float.class) {
      return "a number";
    }
    if (type == Instant.class) {
      return "a time in UTC such as 2026-01-31T09:00:00Z";
    }
    if (type == UUID.class) {
      return "an id such as 0190a5c4-7b1e-7c3d-9a52-3f6d1e8b2c47";
    }
    if (Collection.class.isAssignableFrom(type) || type.isArray()) {
      return "a list";
    }
    return Map.class.isAssignableFrom(type) || type.isRecord() ? "an object" : "another value";
  }
}
