package io.imprimatur.system.forgery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.imprimatur.events.ArticleApproved;
import io.imprimatur.events.ArticleUpdated;
import io.imprimatur.events.CanonicalText;
import io.imprimatur.events.Text;
import io.imprimatur.system.Newsroom;
import io.imprimatur.system.OneStack;
import io.imprimatur.system.Stack;
import io.imprimatur.testkit.Http;
import io.imprimatur.testkit.TestDesk;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.bson.Document;
import org.bson.types.Binary;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Somebody opens publishing's database and writes other words into it. */
@ExtendWith(OneStack.class)
@Order(OneStack.LEAVING_TRACES)
class AlteredDatabaseTest {

  private static final String SECTION = "open-governance";
  private static final String FORGED = "Nobody approved this";
  private static final Duration SOON = Duration.ofSeconds(60);

  @Test
  void anAlteredTextIsWithheldAndShownAsSuchUntilAGenuineOneComes(Stack stack) {
    Newsroom newsroom = new Newsroom(stack);
    Wire wire = new Wire(stack.url("broker"));
    String title = "In the database " + UUID.randomUUID();
    String article = published(newsroom, title);
    String url = newsroom.publication(article, "published").get("url").asString();
    await().atMost(SOON).until(() -> get(url).body().contains("What reviewers read."));
    ArticleApproved approved = wire.last("review", article, ArticleApproved.class);

    alter(stack, approved);
    // Pages are kept in memory; what is published beside this one has them made anew.
    published(newsroom, "Beside it " + UUID.randomUUID());
    await().atMost(SOON).until(() -> get(url).status() == 503);
    for (String page : new String[] {url, url + "/proof", url + "/proof/text.json"}) {
      Http.Answer withheld = get(page);
      assertThat(withheld.status()).as(page).isEqualTo(503);
      assertThat(withheld.body()).as(page).contains("withheld").doesNotContain(FORGED);
    }
    for (String list : new String[] {"/en/", "/en/" + SECTION, "/en/" + SECTION + "/feed.atom"}) {
      assertThat(get(stack.url("publishing") + list).body())
          .as(list)
          .contains("Beside it")
          .doesNotContain(FORGED);
    }
    JsonNode publication =
        Http.anywhere()
            .sendWith(
                stack.token(Newsroom.PUBLISHER),
                "GET",
                stack.url("publishing") + "/api/publications/" + article,
                null,
                Map.of())
            .json();
    assertThat(publication.at("/reason").asString(""))
        .startsWith("tampered: the stored text was altered");
    TestDesk publisher = Operations.signIn(stack, "publishing", "/newsroom", Newsroom.PUBLISHER);
    assertThat(
            publisher
                .get(stack.url("publishing") + "/newsroom?state=refused")
                .html()
                .select("tr:has(a[href*=%s])".formatted(article))
                .text())
        .contains("withheld");

    newsroom.rewrite(article, title, "<p>Approved once more.</p>", SECTION, "en");
    newsroom.submit(article);
    newsroom.approve(article, Newsroom.FIRST_REVIEWER, 1);
    newsroom.approve(article, Newsroom.SECOND_REVIEWER, 2);
    wire.last("publishing", article, ArticleUpdated.class);
    await().atMost(SOON).until(() -> get(url).status() == 200);
    assertThat(get(url).body()).contains("Approved once more.").doesNotContain(FORGED);
  }

  private static String published(Newsroom newsroom, String title) {
    String article = newsroom.write(title, "<p>What reviewers read.</p>", SECTION, "en");
    newsroom.submit(article);
    newsroom.approve(article, Newsroom.FIRST_REVIEWER, 1);
    newsroom.approve(article, Newsroom.SECOND_REVIEWER, 2);
    newsroom.publication(article, "published");
    return article;
  }

  /** Other words under the digest of the approved ones. */
  private static void alter(Stack stack, ArticleApproved approved) {
    Text text = approved.text();
    Text altered =
        new Text(
            text.title(),
            text.summary(),
            "<p>" + FORGED + ".</p>",
            text.section(),
            text.language(),
            text.topics(),
            text.changeNote(),
            text.attachments());
    try (MongoClient mongo = MongoClients.create("mongodb://" + stack.url("store"))) {
      MongoCollection<Document> texts = mongo.getDatabase("publishing").getCollection("texts");
      var json = new Binary(CanonicalText.json(altered).getBytes(StandardCharsets.UTF_8));
      assertThat(
              texts
                  .updateOne(
                      Filters.eq("_id", approved.digest().value()), Updates.set("json", json))
                  .getMatchedCount())
          .isEqualTo(1);
    }
  }

  private static Http.Answer get(String url) {
    return Http.anywhere().get(null, url);
  }
}
