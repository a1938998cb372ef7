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
import org.springframework.stereotype.Component;

/** The mail about a published article: its title, its summary, its link, and the ways out. */
@Component
final class AlertLetters implements AlertMails {

  private final Letters letters;
  private final Links links;
  private final AlertSettings settings;
  private final SubscriptionSettings subscriptions;

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
    String section = letters.section(publication.section(), language);
    String published =
        letters.say(language, "alert.published", letters.when(publication.publishedAt(), language));
    String link = settings.siteUrl() + "/a/" + publication.articleId();
    URI end = links.end(to.id(), language);
    Ways ways = new Ways(manage(to, now, language), end.toString());
    String why = letters.say(language, "alert.why", wish(to, publication, language));
    return new Mail(
        to.address().value(),
        "alert." + publication.articleId() + "." + to.id(),
        language,
        headline.title(),
        letters.text(language, why, ways, body(headline, language, section, published, link)),
        letters.html(
            "alert",
            language,
            why,
            ways,
            Map.of(
                "title", headline.title().strip(),
                "summary", headline.summary().strip(),
                "section", section,
                "published", published,
                "link", link)),
        now,
        Optional.of(
            new Mail.ListMail(
                language + ".news." + letters.domain(), letters.listName(language), end)));
  }

  private String manage(Subscriber to, Instant now, String language) {
    Instant until = now.plus(subscriptions.manageValid());
    return links.manage(new Links.Manage(to.id(), to.generation(), until), language).toString();
  }

  /** What of the reader's subscriptions brought the mail: the section's own, or that to all. */
  private String wish(Subscriber to, Publication publication, String language) {
    return to.interests().contains(publication.interest())
        ? letters.section(publication.section(), language)
        : letters.section(Interest.EVERY_SECTION, language);
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
