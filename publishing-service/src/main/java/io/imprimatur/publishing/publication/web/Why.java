package io.imprimatur.publishing.publication.web;

import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.springframework.context.MessageSource;

/**
 * Why a text was refused, in the language of a page. Reasons are stored, and told to the other
 * services, as English sentences; here each of them has its words in both languages.
 */
final class Why {

  private static final String FIELD = "(title|summary|change note)";
  private static final String BODY = "the body ";
  private static final String AT = ", at character (\\d+)";

  /** What a reason looks like, and the message that says the same; its groups are the arguments. */
  private record Known(Pattern pattern, String key) {
    static Known of(String pattern, String key) {
      return new Known(Pattern.compile(pattern, Pattern.DOTALL), key);
    }
  }

  private static final List<Known> KNOWN =
      List.of(
          Known.of("withdrawn meanwhile", "meanwhile"),
          Known.of("the article's id is no UUID in lower case", "id"),
          Known.of("the site has no section \"(.*)\"", "section"),
          Known.of("it must not be published before (\\S+)", "not-before"),
          Known.of("the " + FIELD + " is longer than (\\d+) characters", "too-long"),
          Known.of("the " + FIELD + " holds a character that no page can show", "unprintable"),
          Known.of(
              "the " + FIELD + " holds (.+), which turns the direction of the text", "turning"),
          Known.of("the title shows nothing: .*", "invisible"),
          Known.of("it has more than (\\d+) topics", "topics"),
          Known.of("it has attached files, which the site can't show", "attachments"),
          Known.of("the body is larger than (\\d+) bytes", "too-large"),
          Known.of("the body is empty", "empty"),
          Known.of(
              "the body holds (.+), which turns the direction of the text, at character (\\d+)",
              "turning-body"),
          Known.of(BODY + "has an? (?:element )?<([^>]*)> where none may stand" + AT, "element"),
          Known.of(BODY + "has a <([^>]*)> inside <([^>]*)>" + AT, "inside"),
          Known.of(BODY + "has an empty (?:element|<[^>]*>)" + AT, "hollow"),
          Known.of(BODY + "has text outside of a block" + AT, "outside"),
          Known.of(BODY + "has attributes at <([^>]*)>" + AT, "attributes"),
          Known.of(BODY + "has a <([^>]*)> with attributes [a-z ]+" + AT, "attributes"),
          Known.of(BODY + "has a link that is not to [^,]*, or [^,]*" + AT, "link"),
          Known.of(BODY + "has a tag that is none, or [^,]*" + AT, "tag"),
          Known.of(BODY + "is nested deeper than (\\d+) elements" + AT, "deep"),
          Known.of(BODY + "(.*)" + AT, "body"),
          Known.of(
              "the article stands at an address for the language (zh|en); a text in (zh|en) needs.*",
              "language"),
          Known.of("there is no seal", "no-seal"),
          Known.of("the seal belongs to another article, .*", "other-article"),
          Known.of("the seal's key .* is none of the office's", "unknown-key"),
          Known.of("the seal's signature is wrong", "signature"),
          Known.of("the seal vouches for (?:revision|round) (\\d+), not for (\\d+)", "revision"),
          Known.of(
              "its seal is for revision (\\d+), and revision (\\d+) was taken before", "replay"),
          Known.of(
              "(?:the text was changed after it was sealed|the stored text was altered): .*",
              "altered"),
          Known.of("the stored text is gone", "gone"),
          Known.of("the event names another digest than the seal", "digest"),
          Known.of("the (?:document|seal) names another .*", "facts"),
          Known.of("the document can't be read.*", "unreadable"),
          Known.of("(?:the seal|a seal)\\b.*", "seal-form"));

  private final MessageSource words;

  Why(MessageSource words) {
    this.words = words;
  }

  /** The reason as a sentence. One that is not known here is given as it stands. */
  String say(String reason, Locale locale) {
    for (Known known : KNOWN) {
      Matcher matcher = known.pattern.matcher(reason);
      if (matcher.matches()) {
        return words.getMessage("why." + known.key, arguments(matcher, locale), locale);
      }
    }
    return words.getMessage("why.other", new Object[] {reason}, locale);
  }

  /** Whether the reason has words of its own. */
  static boolean knows(String reason) {
    return KNOWN.stream().anyMatch(known -> known.pattern.matcher(reason).matches());
  }

  private Object[] arguments(MatchResult found, Locale locale) {
    return IntStream.rangeClosed(1, found.groupCount())
        .mapToObj(i -> named(found.group(i), locale))
        .toArray();
  }

  /** Fields and languages have names; everything else stands as it is. */
  private String named(String value, Locale locale) {
    return switch (value) {
      case "title", "summary", "change note" ->
          words.getMessage("field." + value.replace(' ', '-'), null, locale);
      case "zh", "en" -> words.getMessage("language." + value, null, locale);
      default -> value;
    };
  }
}
