package io.imprimatur.publishing.publication;

import io.imprimatur.events.Characters;
import io.imprimatur.events.Text;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the site itself asks of a text, whoever approved it. A text that breaks a rule is refused
 * whole; nothing is ever mended here, because what stands on the page must be what was approved.
 */
public final class HouseRules {

  private static final Pattern UUID_FORM =
      Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private final Set<String> sections;

  /**
   * @param sections the ids of the sections that the site has
   */
  public HouseRules(Set<String> sections) {
    this.sections = Set.copyOf(sections);
  }

  /** The first rule that a text breaks, in words for staff. */
  public Optional<String> objection(String articleId, SealedText sealed, Instant now) {
    Text text = sealed.text();
    if (!UUID_FORM.matcher(articleId).matches()) {
      return Optional.of("the article's id is no UUID in lower case");
    }
    if (!sections.contains(text.section())) {
      return Optional.of("the site has no section " + quoted(text.section()));
    }
    if (sealed.notBefore() != null && now.isBefore(sealed.notBefore())) {
      return Optional.of("it must not be published before " + sealed.notBefore());
    }
    return tooLong("title", text.title(), Text.MAX_TITLE)
        .or(() -> tooLong("summary", text.summary(), Text.MAX_SUMMARY))
        .or(() -> tooLong("change note", text.changeNote(), Text.MAX_NOTE))
        .or(() -> unprintable("title", text.title(), false))
        .or(() -> unprintable("summary", text.summary(), true))
        .or(() -> unprintable("change note", text.changeNote(), true))
        .or(() -> turning("title", text.title()))
        .or(() -> turning("summary", text.summary()))
        .or(() -> turning("change note", text.changeNote()))
        .or(() -> invisible(text.title()))
        .or(() -> tooMany(text))
        .or(() -> tooLarge(text))
        .or(() -> BodyCheck.objection(text.body()).map(o -> "the body " + o));
  }

  private static Optional<String> tooMany(Text text) {
    if (text.topics().size() > Text.MAX_TOPICS) {
      return Optional.of("it has more than %d topics".formatted(Text.MAX_TOPICS));
    }
    return text.attachments().isEmpty()
        ? Optional.empty()
        : Optional.of("it has attached files, which the site can't show");
  }

  private static Optional<String> tooLarge(Text text) {
    return text.body().getBytes(StandardCharsets.UTF_8).length > Text.MAX_BODY_BYTES
        ? Optional.of("the body is larger than %d bytes".formatted(Text.MAX_BODY_BYTES))
        : Optional.empty();
  }

  private static Optional<String> tooLong(String field, String value, int max) {
    return value.codePointCount(0, value.length()) > max
        ? Optional.of("the %s is longer than %d characters".formatted(field, max))
        : Optional.empty();
  }

  private static Optional<String> unprintable(String field, String value, boolean lines) {
    return value.codePoints().anyMatch(c -> !(lines && c == '\n') && !BodyReader.mayStand(c))
        ? Optional.of("the %s holds a character that no page can show".formatted(field))
        : Optional.empty();
  }

  private static Optional<String> turning(String field, String value) {
    return BodyReader.turning(value)
        .map(c -> "the %s holds %s, which turns the direction of the text".formatted(field, c));
  }

  private static Optional<String> invisible(String title) {
    return Characters.isVisible(title)
        ? Optional.empty()
        : Optional.of("the title shows nothing: it holds no character that can be seen");
  }

  private static String quoted(String value) {
    return '"' + (value.length() > 60 ? value.substring(0, 60) + "…" : value) + '"';
  }
}
