package io.imprimatur.notification.delivery.letters;

import io.imprimatur.kit.office.Office;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

/**
 * What every mail of the office has in common: its words, its foot, how its text is laid out in
 * lines, and how it becomes HTML.
 */
@Component
public final class Letters {

  private static final DateTimeFormatter ENGLISH =
      DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm", Locale.UK);
  private static final DateTimeFormatter CHINESE =
      DateTimeFormatter.ofPattern("uuuu年M月d日 HH:mm", Locale.CHINA);

  private final ITemplateEngine templates;
  private final MessageSource words;
  private final Office office;

  Letters(ITemplateEngine templates, MessageSource words, Office office) {
    this.templates = templates;
    this.words = words;
    this.office = office;
  }

  /** A sentence in a language. */
  public String say(String language, String key, Object... arguments) {
    return words.getMessage(key, arguments, Locale.of(language));
  }

  /** The name of a section, or of all together. */
  public String section(String id, String language) {
    return office
        .section(id)
        .map(s -> s.name().in(language))
        .orElseGet(() -> say(language, "sections.all"));
  }

  /** A day and time as people of the office's zone read it. */
  public String when(Instant at, String language) {
    return ("zh".equals(language) ? CHINESE : ENGLISH).withZone(office.zone()).format(at);
  }

  /**
   * The links below a letter.
   *
   * @param manage leads to the page on which subscriptions are changed; null for none
   * @param end leads to the page on which they are ended; null for none
   */
  public record Ways(String manage, String end) {
    public static final Ways NONE = new Ways(null, null);
  }

  /**
   * The HTML of a letter, from its template under {@code mails/}.
   *
   * @param why why its reader gets it
   */
  public String html(
      String template, String language, String why, Ways ways, Map<String, ?> values) {
    Context context = new Context(Locale.of(language));
    context.setVariables(new LinkedHashMap<>(values));
    context.setVariable("language", language);
    context.setVariable("office", office);
    context.setVariable("contact", contact());
    context.setVariable("why", why);
    context.setVariable("ways", ways);
    return templates.process("mails/" + template, context);
  }

  /**
   * A letter in plain text: paragraphs with an empty line between them.
   *
   * @param body lines as they are to stand, made by {@link #wrap} or not to be broken, as links
   */
  public String text(String language, String why, Ways ways, List<String> body) {
    List<String> paragraphs = new ArrayList<>(body);
    paragraphs.add("-".repeat(PlainText.COLUMNS));
    paragraphs.add(wrap(why, language));
    if (ways.manage() != null) {
      paragraphs.add(say(language, "mail.manage") + colon(language) + "\n" + ways.manage());
    }
    if (ways.end() != null) {
      paragraphs.add(say(language, "mail.end") + colon(language) + "\n" + ways.end());
    }
    // The mark that a signature follows (RFC 3676, section 4.3).
    return String.join("\n\n", paragraphs) + "\n\n-- \n" + foot(language) + "\n";
  }

  /** Lines of at most 72 columns. */
  public String wrap(String text, String language) {
    return PlainText.wrap(text, Locale.of(language));
  }

  private static String colon(String language) {
    return "zh".equals(language) ? "：" : ":";
  }

  private String foot(String language) {
    return String.join(
        "\n",
        listName(language),
        wrap(say(language, "legal.hosted", office.legal().hostedBy().in(language)), language),
        wrap(say(language, "legal.operated", office.legal().operatedBy().in(language)), language),
        wrap(
            say(
                language,
                "legal.numbers",
                office.legal().identificationCode(),
                office.legal().filingNumber(),
                office.legal().securityRecordNumber()),
            language),
        say(language, "mail.contact", contact()));
  }

  /** Where readers reach the office, as people write it. */
  private String contact() {
    return office.contact().toString().replaceFirst("^mailto:", "");
  }

  /** The domain of the sender, in which lists have their names. */
  public String domain() {
    return office.mail().from().substring(office.mail().from().indexOf('@') + 1);
  }

  /** The office's name for a list. */
  public String listName(String language) {
    return office.name().in(language) + " · " + office.unit().in(language);
  }
}
