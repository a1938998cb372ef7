package io.imprimatur.drafting.draft.web;

import java.util.Collection;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** What a field holds, in words. Templates know it as {@code @fieldWords}. */
@Component("fieldWords")
class FieldWords {

  private final Names names;

  FieldWords(Names names) {
    this.names = names;
  }

  /** A section's, language's or topics' names; any other field as it is. */
  public String of(String field, Object value) {
    return switch (field) {
      case "section" -> names.section(value.toString());
      case "language" -> names.language(value.toString());
      case "topics" ->
          value instanceof Collection<?> ids && !ids.isEmpty()
              ? ids.stream().map(id -> names.topic(id.toString())).collect(Collectors.joining(", "))
              : names.word("none");
      default -> value.toString().isEmpty() ? names.word("none") : value.toString();
    };
  }
}
