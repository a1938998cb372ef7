package io.imprimatur.system.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.assertions.PlaywrightAssertions;
import io.imprimatur.system.Newsroom;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** One of the public with a mailbox, who subscribes by the pages. */
final class Reader {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Newsroom newsroom;
  private final Visitor visitor;
  private final String address = "reader-" + UUID.randomUUID() + "@example.org";

  Reader(Newsroom newsroom, Visitor visitor) {
    this.newsroom = newsroom;
    this.visitor = visitor;
  }

  void subscribe(String section, String language) {
    visitor.open("notification", "/subscriptions").looksGood("subscribe");
    visitor.press("subscribe.button").looksGood("subscribe-error");
    visitor.page().locator("#address").fill(address);
    visitor.page().locator("#section-" + section).check();
    visitor.page().locator("#language-" + language).check();
    visitor.press("subscribe.button").isAt(visitor.words("check-mail.title"));
    visitor.looksGood("check-mail");
    visitor.open("notification", link(mail(visitor.words("confirmation.subject")), "confirm"));
    visitor.looksGood("confirm").press("confirm.button");
    visitor.isAt(visitor.words("confirmed.title")).looksGood("confirmed");
  }

  /** Opens the article by the link in the one mail about it. */
  void opensTheMail(String title) {
    visitor.open("publishing", link(mail(title), "/a/"));
    PlaywrightAssertions.assertThat(visitor.page().locator("h1")).hasText(title);
  }

  /** Ends the subscription by the link at the foot of the last mail. */
  void unsubscribes(String title) {
    visitor.open("notification", link(mail(title), "unsubscribe")).looksGood("unsubscribe");
    visitor.press("unsubscribe.button").isAt(visitor.words("unsubscribed.title"));
    visitor.looksGood("unsubscribed");
  }

  /** The one mail with this subject. */
  private JsonNode mail(String subject) {
    List<JsonNode> mails =
        await()
            .atMost(PATIENCE)
            .until(
                () ->
                    newsroom.mails(address).stream()
                        .filter(mail -> mail.get("Subject").asString().equals(subject))
                        .toList(),
                found -> !found.isEmpty());
    assertThat(mails).as("mails to " + address + " about " + subject).hasSize(1);
    return mails.getFirst();
  }

  private String link(JsonNode mail, String part) {
    return Newsroom.links(newsroom.message(mail)).stream()
        .filter(link -> link.contains(part))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no link with " + part + " in the mail"));
  }
}
