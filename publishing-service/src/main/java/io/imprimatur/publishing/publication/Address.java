package io.imprimatur.publishing.publication;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where an article stands, from the site's root on: {@code /{lang}/news/{yyyy}/{name}}. Fixed at
 * its first publication.
 *
 * @param path such as {@code /en/news/2026/winter-opening-hours-4a1c09ef}
 */
public record Address(String path) {

  private static final Pattern FORM =
      Pattern.compile("/(zh|en)/news/[0-9]{4}/[a-z0-9]+(?:-[a-z0-9]+)*");
  private static final int SHORT_ID = 8;

  /**
   * @throws IllegalArgumentException where it is no address of an article
   */
  public Address {
    if (!FORM.matcher(path).matches()) {
      throw new IllegalArgumentException("no article can stand at " + path);
    }
  }

  /**
   * An address for an article.
   *
   * @param zone in which the year is counted
   * @param taken whether another article stands at a path
   */
  public static Address of(
      String articleId,
      String language,
      String title,
      Instant publishedAt,
      ZoneId zone,
      Predicate<String> taken) {
    String folder = "/%s/news/%04d/".formatted(language, publishedAt.atZone(zone).getYear());
    Optional<String> slug = Slug.of(title);
    return new Address(
        slug.map(s -> folder + s + "-" + shortId(articleId))
            .filter(taken.negate())
            .orElseGet(() -> folder + slug.map(s -> s + "-").orElse("") + articleId));
  }

  /** Whether an article of that title could have been given this address. */
  boolean isFor(String articleId, String language, String title, Instant publishedAt, ZoneId zone) {
    return Stream.of(true, false)
        .anyMatch(
            taken -> equals(of(articleId, language, title, publishedAt, zone, path -> taken)));
  }

  /** The last eight hex digits of an article's id (a UUID). */
  private static String shortId(String articleId) {
    return articleId.substring(articleId.length() - SHORT_ID);
  }

  /** {@code zh} or {@code en}. */
  public String language() {
    return path.substring(1, 3);
  }

  Optional<String> objectionTo(SealedText text) {
    return text.text().language().equals(language())
        ? Optional.empty()
        : Optional.of(
            "the article stands at an address for the language %s; a text in %s needs an article of its own"
                .formatted(language(), text.text().language()));
  }
}
