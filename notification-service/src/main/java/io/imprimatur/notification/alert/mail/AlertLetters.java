package io.imprimatur.notification.alert.mail;

import io.imprimatur.notification.alert.AlertMails;
import io.imprimatur.notification.alert.AlertSettings;
import io.imprimatur.notification.alert.Headline;
import io.imprimatur.notification.alert.Publication;
import io.imprimatur.notification.delivery.Mail;
import io.imprimatur.notification.delivery.Sheet;
import io.imprimatur.notification.delivery.Wording;
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

  private static final int LETTERS_KEPT = 16;

  private final Letters letters;
  private final Links links;
  private final AlertSettings settings;
  private final SubscriptionSettings subscriptions;
  private final ConcurrentLruCache<Told, Letter> told =
      new ConcurrentLruCache<>(LETTERS_KEPT, this::letter);

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
    Letter letter = told.get(new Told(publication, headline, wish(to, publication)));
    URI end = links.end(to.id(), language);
    List<String> ways = List.of(manage(to, now, language), end.toString());
    return new Mail(
        to.address().value(),
        "alert." + publication.articleId() + "." + to.id(),
        language,
        headline.title(),
        new Wording(letter.text(), ways),
        new Wording(letter.html(), ways.stream().map(HtmlUtils::htmlEscape).toList()),
        now,
        Optional.of(
            new Mail.ListMail(
                language + ".news." + letters.domain(), letters.listName(language), end)));
  }

  /** What a letter tells, and the wish of its reader that brings it: nothing of the reader. */
  private record Told(Publication publication, Headline headline, String wish) {}

  /** Stand for the ways; nobody can know them, so no title or summary holds them. */
  private static final Ways OPEN =
      new Ways("manage-" + UUID.randomUUID(), "end-" + UUID.randomUUID());

  private static final List<String> MARKS = List.of(OPEN.manage(), OPEN.end());

  /** A letter with its reader's ways left open. */
  private record Letter(Sheet text, Sheet html) {}

  private Letter letter(Told told) {
    Publication publication = told.publication();
    Headline headline = told.headline();
    String language = publication.language();
    String section = letters.section(publication.section(), language);
    String published =
        letters.say(language, "alert.published", letters.when(publication.publishedAt(), language));
    String link = settings.siteUrl() + "/a/" + publication.articleId();
    String why = letters.say(language, "alert.why", letters.section(told.wish(), language));
    String text =
        letters.text(language, why, OPEN, body(headline, language, section, published, link));
    String html =
        letters.html(
            "alert",
            language,
            why,
            OPEN,
            Map.of(
                "title", headline.title().strip(),
                "summary", headline.summary().strip(),
                "section", section,
                "published", published,
                "link", link));
    return new Letter(Sheet.cut(text, MARKS), Sheet.cut(html, MARKS));
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
