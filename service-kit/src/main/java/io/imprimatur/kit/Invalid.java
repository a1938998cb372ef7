package io.imprimatur.kit;

import com.fasterxml.jackson.annotation.JsonIncludeProperties;
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
   * @param code the message {@code refusal.<code>} says the same in each language of the pages; may
   *     be null
   * @param arguments what that message is filled in with
   */
  @JsonIncludeProperties({"field", "message"})
  public record FieldError(String field, String message, String code, List<Object> arguments) {

    public FieldError {
      arguments = List.copyOf(arguments);
    }

    public FieldError(String field, String message) {
      this(field, message, null, List.of());
    }

    /** The same error, with a name for its message. */
    public FieldError coded(String name, Object... values) {
      return new FieldError(field, message, name, List.of(values));
    }
  }
}
