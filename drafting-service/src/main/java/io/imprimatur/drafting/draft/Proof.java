package io.imprimatur.drafting.draft;

import io.imprimatur.drafting.draft.html.BodyTooLarge;
import io.imprimatur.drafting.draft.html.CanonicalHtml;
import io.imprimatur.drafting.draft.html.Characters;
import io.imprimatur.drafting.draft.html.UnstableHtml;
import io.imprimatur.events.Text;
import io.imprimatur.kit.Forbidden;
import io.imprimatur.kit.Invalid;
import io.imprimatur.kit.Invalid.FieldError;
import io.imprimatur.kit.TooLarge;
import io.imprimatur.kit.people.Person;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A writer's entry, read and found good.
 *
 * @param leftOut what was taken out of the body
 */
record Proof(Content content, List<String> leftOut) {

  /**
   * Reads an entry. All that is wrong with it is said at once.
   *
   * @throws Invalid where a field breaks a rule
   * @throws Forbidden where the section is not the writer's
   * @throws TooLarge where the canonical body is above {@value Text#MAX_BODY_BYTES} bytes
   */
  static Proof of(Entry entry, Person writer, House house) {
    Checks checks = new Checks();
    String title = checks.title(entry.title());
    String summary = checks.lines("summary", entry.summary(), Text.MAX_SUMMARY);
    String note = checks.lines("changeNote", entry.changeNote(), Text.MAX_NOTE);
    String section = Objects.requireNonNullElse(entry.section(), "");
    if (!house.hasSection(section)) {
      checks.fail("section", "is none of the office's sections", "section-missing");
    }
    String language = Objects.requireNonNullElse(entry.language(), "");
    if (!Text.LANGUAGES.contains(language)) {
      checks.fail("language", "must be zh or en", "language-missing");
    }
    List<String> topics = checks.topics(entry.topics(), house);
    CanonicalHtml body = checks.body(entry.body());
    checks.done();
    if (!writer.mayIn(section)) {
      throw new Forbidden("You don't write for the section %s.".formatted(section))
          .coded("other-section", section);
    }
    Text text = new Text(title, summary, body.html(), section, language, topics, note, List.of());
    return new Proof(
        Content.of(text, Optional.ofNullable(entry.translationOf()).filter(t -> !t.isBlank())),
        body.leftOut());
  }

  /** Collects what is wrong. */
  private static final class Checks {
    private final List<FieldError> errors = new ArrayList<>();

    void fail(String field, String message, String code, Object... arguments) {
      errors.add(new FieldError(field, message).coded(code, arguments));
    }

    void done() {
      if (!errors.isEmpty()) {
        throw new Invalid(errors);
      }
    }

    String title(String value) {
      int before = errors.size();
      String title = line("title", value, Text.MAX_TITLE);
      if (title.isEmpty()) {
        fail(
            "title",
            "is missing; give it 1 to %d characters".formatted(Text.MAX_TITLE),
            "title-missing",
            Text.MAX_TITLE);
      } else if (errors.size() == before && !io.imprimatur.events.Characters.isVisible(title)) {
        fail("title", "shows nothing; give it a character that can be seen", "title-invisible");
      }
      return title;
    }

    String line(String field, String value, int most) {
      return lines(field, value == null ? null : value.replaceAll("\\s+", " "), most);
    }

    String lines(String field, String value, int most) {
      String text = Text.normal(Objects.requireNonNullElse(value, "")).replace('\t', ' ').strip();
      int length = text.codePointCount(0, text.length());
      if (length > most) {
        fail(
            field,
            "has %d characters; at most %d are possible".formatted(length, most),
            "too-long-" + field,
            length,
            most);
      }
      text.codePoints()
          .filter(c -> !Characters.isAllowed(c))
          .findFirst()
          .ifPresent(c -> character(field, c));
      return text;
    }

    private void character(String field, int c) {
      fail(
          field,
          Characters.objection(c),
          "character-" + field,
          io.imprimatur.events.Characters.name(c));
    }

    List<String> topics(List<String> ids, House house) {
      List<String> topics = ids == null ? List.of() : ids;
      if (topics.size() > Text.MAX_TOPICS) {
        fail(
            "topics",
            "are more than %d".formatted(Text.MAX_TOPICS),
            "topics-many",
            Text.MAX_TOPICS);
        return List.of();
      }
      for (int i = 0; i < topics.size(); i++) {
        if (topics.get(i) == null || !house.hasTopic(topics.get(i))) {
          fail("topics[%d]".formatted(i), "is none of the office's topics", "topic-unknown");
        }
      }
      return topics.stream().filter(Objects::nonNull).toList();
    }

    CanonicalHtml body(String html) {
      try {
        CanonicalHtml body = CanonicalHtml.of(Objects.requireNonNullElse(html, ""));
        body.characters().stream().findFirst().ifPresent(c -> character("body", c));
        return body;
      } catch (BodyTooLarge e) {
        throw new TooLarge("The article's body", Text.MAX_BODY_BYTES)
            .coded("body-large", Text.MAX_BODY_BYTES / 1024);
      } catch (UnstableHtml e) {
        fail("body", e.getMessage(), "body-unstable");
        return new CanonicalHtml("", List.of(), List.of());
      }
    }
  }
}
