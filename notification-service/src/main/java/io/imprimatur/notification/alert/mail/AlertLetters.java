package io.imprimatur.notification.alert.mail;

import io.imprimatur.notification.alert.AlertMails;
import io.imprimatur.notification.alert.AlertSettings;
import io.imprimatur.notification.alert.Headline;
import io.imprimatur.notification.alert.Publication;
import io.imprimatur.notification.delivery.Mail;
import io.imprimatur.notification.delivery.letters.Letters;
import io.imprimatur.notification.delivery.letters.Letters.Ways;
import io.imprimatur.notification.subscription.Interest;
import io.imprimatur.notification.subscription.Links;
import io.imprimatur.notification.subscription.Subscriber;
import io.imprimatur.notification.subscription.SubscriptionSettings;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.util.ConcurrentLruCache;
import org.springframework.web.util.HtmlUtils;

/**
 * The mail about a published article: its title, its summary, its link, and the ways out. It is
 * written once for all its readers; each gets it with links of their own.
 */
@Component
final class AlertLetters implements AlertMails {

  private static final int SHEETS_KEPT = 16;

  private final Letters letters;
  private final Links links;
  private final AlertSettings settings;
  private final SubscriptionSettings subscriptions;
  private final ConcurrentLruCache<Told, Sheet> sheets =
      new ConcurrentLruCache<>(SHEETS_KEPT, this::sheet);

  AlertLetters(
      Letters letters, Links links, AlertSettings settings, SubscriptionSettings subscriptions) {
    this.letters = letters;
    this.links = links;
    this.settings = settings;
    this.subscriptions = subscriptions;
  }

  @Override
  public Mail write(Publication publication, Headline headline, Subscriber to, Instant now) {
    String language = publication.language();
    Sheet sheet = sheets.get(new Told(publication, headline, wish(to, publication)));
    URI end = links.end(to.id(), language);
    Ways ways = new Ways(manage(to, now, language), end.toString());
    return new Mail(
        to.address().value(),
        "alert." + publication.articleId() + "." + to.id(),
        language,
        headline.title(),
        sheet.text(ways),
        sheet.html(ways),
        now,
        Optional.of(
            new Mail.ListMail(
                language + ".news." + letters.domain(), letters.listName(language), end)));
  }

  /** What a letter tells, and the wish of its reader that brings it: nothing of the reader. */
  private record Told(Publication publication, Headline headline, String wish) {}

  /** A letter with its reader's ways left open. */
  private record Sheet(String openText, String openHtml) {

    /** Stand for the ways; nobody can know them, so no title or summary holds them. */
    private static final Ways OPEN =
        new Ways("manage-" + UUID.randomUUID(), "end-" + UUID.randomUUID());

    String text(Ways ways) {
      return openText.replace(OPEN.manage(), ways.manage()).replace(OPEN.end(), ways.end());
    }

    String html(Ways ways) {
      return openHtml
          .replace(OPEN.manage(), HtmlUtils.htmlEscape(ways.manage()))
          .replace(OPEN.end(), HtmlUtils.htmlEscape(ways.end()));
    }
  }

  private Sheet sheet(Told told) {
    Publication publication = told.publication();
    Headline headline = told.headline();
    String language = publication.language();
    String section = letters.section(publication.section(), language);
    String published =
        letters.say(language, "alert.published", letters.when(publication.publishedAt(), language));
    String link = settings.siteUrl() + "/a/" + publication.articleId();
    String why = letters.say(language, "alert.why", letters.section(told.wish(), language));
    return new Sheet(
        letters.text(language, why, Sheet.OPEN, body(headline, language, section, published, link)),
        letters.html(
            "alert",
            language,
            why,
            Sheet.OPEN,
            Map.of(
                "title", headline.title().strip(),
                "summary", headline.summary().strip(),
                "section", section,
                "published", published,
                "link", link)));
  }

  private String manage(Subscriber to, Instant now, String language) {
    Instant until = now.plus(subscriptions.manageValid());
    return links.manage(new Links.Manage(to.id(), to.generation(), until), language).toString();
  }

  /** What of the reader's subscriptions brought the mail: the section's own, or that to all. */
  private static String wish(Subscriber to, Publication publication) {
    return to.interests().contains(publication.interest())
        ? publication.section()
        : Interest.EVERY_SECTION;
  }

  private List<String> body(
      Headline headline, String language, String section, String published, String link) {
    List<String> paragraphs = new ArrayList<>();
    paragraphs.add(letters.wrap(headline.title(), language));
    paragraphs.add(letters.wrap(section + " · " + published, language));
    if (!headline.summary().isBlank()) {
      paragraphs.add(letters.wrap(headline.summary(), language));
    }
    paragraphs.add(letters.say(language, "alert.read") + "\n" + link);
    return paragraphs;
  }
}
