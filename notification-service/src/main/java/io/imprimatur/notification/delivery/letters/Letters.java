package io.imprimatur.notification.delivery.letters;

import io.imprimatur.kit.office.Office;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

/** What every mail of the office has in common: its words, its foot, and how it becomes HTML. */
@Component
public final class Letters {

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
    return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG, FormatStyle.SHORT)
        .withLocale("zh".equals(language) ? Locale.CHINA : Locale.UK)
        .withZone(office.zone())
        .format(at);
  }

  /** The HTML of a letter, from its template under {@code mails/}. */
  public String html(String template, String language, Map<String, ?> values) {
    Context context = new Context(Locale.of(language));
    context.setVariables(new LinkedHashMap<>(values));
    context.setVariable("language", language);
    context.setVariable("office", office);
    return templates.process("mails/" + template, context);
  }

  /** The foot of a letter in plain text. */
  public String foot(String language) {
    return """
        --\s
        %s · %s
        %s
        %s
        %s
        """
        .formatted(
            office.name().in(language),
            office.unit().in(language),
            say(language, "legal.hosted", office.legal().hostedBy().in(language)),
            say(language, "legal.operated", office.legal().operatedBy().in(language)),
            say(
                language,
                "legal.numbers",
                office.legal().identificationCode(),
                office.legal().filingNumber(),
                office.legal().securityRecordNumber()));
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
