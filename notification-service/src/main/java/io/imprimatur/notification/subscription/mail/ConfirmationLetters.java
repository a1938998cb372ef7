package io.imprimatur.notification.subscription.mail;

import io.imprimatur.notification.delivery.Mail;
import io.imprimatur.notification.delivery.Wording;
import io.imprimatur.notification.delivery.letters.Letters;
import io.imprimatur.notification.delivery.letters.Letters.Ways;
import io.imprimatur.notification.subscription.Confirmation.Posting;
import io.imprimatur.notification.subscription.ConfirmationMails;
import io.imprimatur.notification.subscription.Interest;
import io.imprimatur.notification.subscription.Links;
import io.imprimatur.notification.subscription.Subscriber;
import io.imprimatur.notification.subscription.SubscriptionSettings;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * The mail that asks whether a subscription was meant: what was asked for, and the link to the page
 * with the button.
 */
@Component
final class ConfirmationLetters implements ConfirmationMails {

  private final Letters letters;
  private final Links links;
  private final SubscriptionSettings settings;

  ConfirmationLetters(Letters letters, Links links, SubscriptionSettings settings) {
    this.letters = letters;
    this.links = links;
    this.settings = settings;
  }

  @Override
  public Mail write(Subscriber subscriber, Posting posting) {
    String language = posting.due().language();
    Instant until = posting.startedAt().plus(settings.confirmationValid());
    String link =
        links
            .confirm(
                new Links.Confirm(
                    subscriber.id(), subscriber.generation(), posting.wishes(), until),
                language)
            .toString();
    List<String> wishes = posting.wishes().stream().map(w -> wish(w, language)).toList();
    String valid = letters.say(language, "confirmation.until", letters.when(until, language));
    String why = letters.say(language, "confirmation.why");
    Ways ways = ways(subscriber, posting.startedAt(), language);
    return new Mail(
        subscriber.address().value(),
        "confirmation." + subscriber.id() + "." + posting.startedAt().toEpochMilli(),
        language,
        letters.say(language, "confirmation.subject"),
        Wording.of(letters.text(language, why, ways, body(language, wishes, link, valid))),
        Wording.of(
            letters.html(
                "confirmation",
                language,
                why,
                ways,
                Map.of("wishes", wishes, "link", link, "valid", valid))),
        posting.startedAt(),
        Optional.empty());
  }

  /** Only who has something can change or end it. */
  private Ways ways(Subscriber subscriber, Instant now, String language) {
    return subscriber.subscriptions().isEmpty()
        ? Ways.NONE
        : new Ways(
            links
                .manage(
                    new Links.Manage(
                        subscriber.id(), subscriber.generation(), now.plus(settings.manageValid())),
                    language)
                .toString(),
            links.end(subscriber.id(), language).toString());
  }

  private String wish(Interest wish, String language) {
    return letters.say(
        language,
        "wish",
        letters.section(wish.section(), language),
        letters.say(language, "language-name." + wish.language()));
  }

  private List<String> body(String language, List<String> wishes, String link, String valid) {
    return List.of(
        letters.wrap(letters.say(language, "confirmation.subject"), language),
        letters.wrap(letters.say(language, "confirmation.asked"), language),
        wishes.stream().map(w -> "  * " + w).collect(Collectors.joining("\n")),
        letters.wrap(letters.say(language, "confirmation.open"), language) + "\n" + link,
        letters.wrap(
            valid + space(language) + letters.say(language, "confirmation.ignore"), language));
  }

  /** Between two sentences. */
  private static String space(String language) {
    return "zh".equals(language) ? "" : " ";
  }
}
