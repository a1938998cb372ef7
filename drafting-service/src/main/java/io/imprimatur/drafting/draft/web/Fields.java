package io.imprimatur.drafting.draft.web;

import io.imprimatur.drafting.draft.Entry;
import io.imprimatur.events.Text;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * An article's text as a form has it. What a form leaves out is empty here, never null.
 *
 * @param body HTML
 */
record Fields(
    String title,
    String summary,
    String body,
    String section,
    String language,
    List<String> topics,
    String changeNote) {

  Fields {
    title = Objects.requireNonNullElse(title, "");
    summary = lines(summary);
    body = lines(body);
    section = Objects.requireNonNullElse(section, "");
    language = Objects.requireNonNullElse(language, "");
    topics =
        topics == null
            ? List.of()
            : topics.stream().filter(t -> t != null && !t.isBlank()).toList();
    changeNote = lines(changeNote);
  }

  static Fields of(Text text) {
    return new Fields(
        text.title(),
        text.summary(),
        text.body(),
        text.section(),
        text.language(),
        text.topics(),
        text.changeNote());
  }

  Entry entry(Optional<String> translationOf) {
    return new Entry(
        title, summary, body, section, language, topics, changeNote, translationOf.orElse(null));
  }

  Fields withBody(String other) {
    return new Fields(title, summary, other, section, language, topics, changeNote);
  }

  /** Forms send CR LF (HTML, section 4.10.22.4). */
  private static String lines(String value) {
    return value == null ? "" : value.replace("\r\n", "\n");
  }
}
