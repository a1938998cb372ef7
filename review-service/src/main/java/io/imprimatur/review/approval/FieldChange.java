package io.imprimatur.review.approval;

import io.imprimatur.events.Text;
import java.util.List;
import java.util.function.Function;

/**
 * A part of a text beside its body that reads otherwise now.
 *
 * @param before what it was; topics and attachments may be several or none
 * @param after what it is
 */
public record FieldChange(Field field, List<String> before, List<String> after) {

  public FieldChange {
    before = List.copyOf(before);
    after = List.copyOf(after);
  }

  /** The parts of a text beside its body. */
  public enum Field {
    TITLE(t -> List.of(t.title())),
    SUMMARY(t -> List.of(t.summary())),
    SECTION(t -> List.of(t.section())),
    LANGUAGE(t -> List.of(t.language())),
    TOPICS(Text::topics),
    CHANGE_NOTE(t -> List.of(t.changeNote())),
    ATTACHMENTS(Text::attachments);

    private final Function<Text, List<String>> read;

    Field(Function<Text, List<String>> read) {
      this.read = read;
    }

    List<String> of(Text text) {
      return read.apply(text);
    }
  }
}
