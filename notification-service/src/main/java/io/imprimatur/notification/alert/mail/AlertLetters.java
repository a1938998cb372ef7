package io.imprimatur.notification.alert.mail;

import io.imprimatur.notification.alert.AlertMails;
import io.imprimatur.notification.alert.AlertSettings;
import io.imprimatur.notification.alert.Headline;
import io.imprimatur.notification.alert.Publication;
import io.imprimatur.notification.delivery.Mail;
import io.imprimatur.notification.delivery.letters.Letters;
import io.imprimatur.notification.subscription.Links;
import io.imprimatur.notification.subscription.Subscriber;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The mail about a published article: its title, its summary, its link, and the way out. */
@Component
final class AlertLetters implements AlertMails {

  private final Letters letters;
  private final Links links;
  private final AlertSettings settings;

  AlertLetters(Letters letters, Links links, AlertSettings settings) {
    this.letters = letters;
    this.links = links;
    this.settings = settings;
  }

  @Override
  public Mail write(Publication publication, Headline headline, Subscriber to, Instant now) {
    String language = publication.language();
    String section = letters.section(publication.section(), language);
    String link = settings.siteUrl() + "/a/" + publication.articleId();
    URI end = links.end(to.id(), language);
    return new Mail(
        to.address().value(),
        "alert." + publication.articleId() + "." + to.id(),
        language,
        headline.title(),
        text(headline, language, section, link, end),
        letters.html(
            "alert",
            language,
            Map.of(
                "title", headline.title(),
                "summary", headline.summary(),
                "section", section,
                "published", letters.when(publication.publishedAt(), language),
                "link", link,
                "end", end.toString())),
        now,
        Optional.of(
            new Mail.ListMail(
                language + ".news." + letters.domain(), letters.listName(language), end)));
  }

  private String text(Headline headline, String language, String section, String link, URI end) {
    String summary = headline.summary().isBlank() ? "" : headline.summary().strip() + "\n\n";
    return """
        %s

        %s%s
        %s

        %s
        %s
        %s

        %s"""
        .formatted(
            headline.title().strip(),
            summary,
            letters.say(language, "alert.read"),
            link,
            letters.say(language, "alert.why", section),
            letters.say(language, "alert.end"),
            end,
            letters.foot(language));
  }
}
