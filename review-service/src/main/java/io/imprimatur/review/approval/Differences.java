package io.imprimatur.review.approval;

import io.imprimatur.compare.Comparison;
import io.imprimatur.events.Text;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What one text changes in another.
 *
 * @param fields the parts beside the body that differ
 * @param body the bodies, paragraph by paragraph
 */
public record Differences(List<FieldChange> fields, Comparison body) {

  public Differences {
    fields = List.copyOf(fields);
  }

  /**
   * Compares two texts.
   *
   * @param locale the language in which they are written: it says what a word is
   */
  public static Differences between(Text before, Text after, Locale locale) {
    List<FieldChange> fields =
        Arrays.stream(FieldChange.Field.values())
            .map(f -> new FieldChange(f, f.of(before), f.of(after)))
            .filter(c -> !c.before().equals(c.after()))
            .toList();
    return new Differences(fields, Comparison.between(before.body(), after.body(), locale));
  }

  /** How many changes a reader would count. */
  public int count() {
    return fields.size() + body.changes();
  }
}
