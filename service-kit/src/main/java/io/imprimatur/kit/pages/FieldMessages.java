package io.imprimatur.kit.pages;

import io.imprimatur.kit.Invalid;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;

/**
 * What is wrong with the fields of a form, in the page's language: for the summary on top ({@code
 * kit/parts :: errors}) and beside each field.
 */
public final class FieldMessages {

  private final MessageSource words;

  FieldMessages(MessageSource words) {
    this.words = words;
  }

  /**
   * @param field the field's id in the page
   * @param message what is wrong and what would be right
   */
  public record Line(String field, String message) {}

  /** In the order in which they were found. Codes are read as {@code refusal.<code>}. */
  public List<Line> of(Invalid invalid) {
    return invalid.errors().stream()
        .map(
            e ->
                new Line(
                    e.field(),
                    e.code() == null
                        ? e.message()
                        : words.getMessage(
                            "refusal." + e.code(),
                            e.arguments().toArray(),
                            e.message(),
                            LocaleContextHolder.getLocale())))
        .toList();
  }

  /** The same by field; the first message of each. */
  public static Map<String, String> byField(List<Line> lines) {
    Map<String, String> byField = new TreeMap<>();
    lines.forEach(line -> byField.putIfAbsent(line.field(), line.message()));
    return byField;
  }
}
