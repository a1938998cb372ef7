package io.imprimatur.notification.subscription.mail;

import io.imprimatur.notification.delivery.Mail;
import io.imprimatur.notification.delivery.Wording;
import io.imprimatur.notification.delivery.letters.Letters;
import io.imprimatur.notification.delivery.letters.Letters.Ways;
import io.imprimatur.notification.subscription.Links;
import io.imprimatur.notification.subscription.ManageMail;
import io.imprimatur.notification.subscription.ManageMails;
import io.imprimatur.notification.subscription.Subscriber;
import io.imprimatur.notification.subscription.SubscriptionSettings;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The mail with the link to the page on which a subscriber changes what comes by mail. */
@Component
final class ManageLetters implements ManageMails {

  private final Letters letters;
  private final Links links;
  private final SubscriptionSettings settings;

  ManageLetters(Letters letters, Links links, SubscriptionSettings settings) {
    this.letters = letters;
    this.links = links;
    this.settings = settings;
  }

  @Override
  public Mail write(Subscriber subscriber, ManageMail.Posting posting) {
    String language = posting.due().language();
    Instant until = posting.startedAt().plus(settings.manageValid());
    String link =
        links
            .manage(new Links.Manage(subscriber.id(), subscriber.generation(), until), language)
            .toString();
    String asked = letters.say(language, "manage-mail.asked");
    String valid = letters.say(language, "manage-mail.until", letters.when(until, language));
    String why = letters.say(language, "manage-mail.why");
    Ways ways = new Ways(null, links.end(subscriber.id(), language).toString());
    return new Mail(
        subscriber.address().value(),
        "manage." + subscriber.id() + "." + posting.startedAt().toEpochMilli(),
        language,
        letters.say(language, "manage-mail.subject"),
        Wording.of(
            letters.text(
                language,
                why,
                ways,
                List.of(
                    letters.wrap(letters.say(language, "manage-mail.subject"), language),
                    letters.wrap(asked, language),
                    letters.say(language, "manage-mail.open") + "\n" + link,
                    letters.wrap(valid, language)))),
        Wording.of(
            letters.html(
                "manage",
                language,
                why,
                ways,
                Map.of("asked", asked, "link", link, "valid", valid))),
        posting.startedAt(),
        Optional.empty());
  }
}
