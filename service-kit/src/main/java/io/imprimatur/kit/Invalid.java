package io.imprimatur.kit;

import java.util.List;
import java.util.stream.Collectors;

/** What was sent breaks a rule. Answers 400 and names each field with what would be right. */
public final class Invalid extends Refusal {

  private static final long serialVersionUID = 1L;

  private final transient List<FieldError> errors;

  /**
   * @param errors at least one
   */
  public Invalid(List<FieldError> errors) {
    super(
        errors.stream().map(e -> e.field() + ": " + e.message()).collect(Collectors.joining("; ")));
    if (errors.isEmpty()) {
      throw new IllegalArgumentException("an invalid request has at least one error");
    }
    this.errors = List.copyOf(errors);
  }

  /** One field that breaks a rule. */
  public Invalid(String field, String message) {
    this(List.of(new FieldError(field, message)));
  }

  public List<FieldError> errors() {
    return errors;
  }

  /**
   * @param field the field as the sender wrote it: {@code title}, {@code steps[1].name}, a
   *     parameter or a header
   * @param message what is wrong with it and what would be right
   */
  public record FieldError(String field, String message) {}
}
