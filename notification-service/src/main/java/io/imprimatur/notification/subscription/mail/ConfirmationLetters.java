package io.imprimatur.notification.subscription.mail;

import io.imprimatur.notification.delivery.Mail;
import io.imprimatur.notification.delivery.letters.Letters;
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
    return new Mail(
        subscriber.address().value(),
        "confirmation." + subscriber.id() + "." + posting.startedAt().toEpochMilli(),
        language,
        letters.say(language, "confirmation.subject"),
        text(language, wishes, link, valid),
        letters.html(
            "confirmation", language, Map.of("wishes", wishes, "link", link, "valid", valid)),
        posting.startedAt(),
        Optional.empty());
  }

  private String wish(Interest wish, String language) {
    return letters.section(wish.section(), language)
        + " ("
        + letters.say(language, "language." + wish.language())
        + ")";
  }

  private String text(String language, List<String> wishes, String link, String valid) {
    return """
        %s

        %s

        %s
        %s

        %s
        %s

        %s"""
        .formatted(
            letters.say(language, "confirmation.asked"),
            wishes.stream().map(w -> "  * " + w).collect(Collectors.joining("\n")),
            letters.say(language, "confirmation.open"),
            link,
            valid,
            letters.say(language, "confirmation.ignore"),
            letters.foot(language));
  }
}
