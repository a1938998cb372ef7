package io.imprimatur.publishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.imprimatur.events.Digest;
import io.imprimatur.events.Text;
import io.imprimatur.testkit.Http;
import java.time.Instant;
import java.util.List;
import org.bson.types.Binary;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

/** What a newer text changed, for readers; and what they are never shown again. */
class ChangePagesTest extends RunningSite {

  @Test
  void aFirstTextChangedNothing() {
    String path = published(newArticle(), Samples.english("First of all"));
    assertThat(document(path).select("a[href$=/changes]")).isEmpty();
    assertThat(page(path + "/changes").status()).isEqualTo(404);
    assertThat(page(path + "/changes/1").status()).isEqualTo(404);
  }

  @Test
  void anUpdatedPageShowsWhatChangedInTitleSummaryAndText() {
    String article = newArticle();
    String path = published(article, text("The hearing", "<p>It is on 2 December.</p>"));
    update(article, 2, text("The public hearing", "<p>It is on 3 December.</p><p>Come all.</p>"));

    Document live = document(path);
    assertThat(live.select(".dates a[href]").attr("href")).isEqualTo(path + "/changes");
    assertThat(live.select(".dates a[href]").text()).isEqualTo("what changed");
    Document changes = document(path + "/changes");
    assertThat(changes.select(".compared .headline ins").text()).isEqualTo("public");
    assertThat(changes.select(".compared .text del").text()).isEqualTo("2");
    assertThat(changes.select(".compared .text ins").eachText()).contains("3", "Come all.");
    assertThat(changes.select(".changed .lines").text()).isEqualTo("What is new.");
    assertThat(changes.select(".versions li")).hasSize(2);
    assertThat(changes.select("meta[name=robots]").attr("content")).isEqualTo("noindex");
    assertThat(changes.select("link[rel=canonical]").attr("href"))
        .isEqualTo(SITE + path + "/changes");
    assertThat(page(path + "/changes/2").status())
        .as("the one of now has one address")
        .isEqualTo(404);
  }

  @Test
  void eachVersionShowsWhatItChangedItself() {
    String article = newArticle();
    String path = published(article, text("Three versions", "<p>one</p>"));
    update(article, 2, text("Three versions", "<p>two</p>"));
    update(article, 5, text("Three versions", "<p>five</p>"));

    Document newest = document(path + "/changes");
    assertThat(newest.select(".compared del").text()).isEqualTo("two");
    assertThat(newest.select(".compared ins").text()).isEqualTo("five");
    assertThat(newest.select(".versions a").eachAttr("href")).containsExactly(path + "/changes/2");
    Document second = document(path + "/changes/2");
    assertThat(second.select(".compared del").text()).isEqualTo("one");
    assertThat(second.select(".compared ins").text()).isEqualTo("two");
    for (String none : List.of("/changes/1", "/changes/3", "/changes/5", "/changes/99")) {
      assertThat(page(path + none).status()).as(none).isEqualTo(404);
    }
  }

  @Test
  void whatWasWithdrawnIsNeverShownAgain() {
    String article = newArticle();
    String path = published(article, text("Secret name inside", "<p>secret one</p>"));
    update(article, 2, text("Secret name inside", "<p>secret two</p>"));
    assertThat(page(path + "/changes").status()).isEqualTo(200);
    assertThat(withdraw(article).status()).isEqualTo(200);
    assertThat(page(path + "/changes").status()).isEqualTo(410);

    Text clean = text("Without the name", "<p>clean</p>");
    REVIEW.tells(
        article, Samples.approval(SEALER, article, 3, clean, Instant.now().plusSeconds(1), null));
    awaitState(article, "published");
    await().atMost(SOON).until(() -> page(path).status() == 200);
    assertThat(document(path).select("a[href$=/changes]")).isEmpty();
    for (String hidden : List.of("/changes", "/changes/2", "/changes/3")) {
      Http.Answer answer = page(path + hidden);
      assertThat(answer.status()).as(hidden).isEqualTo(404);
      assertThat(answer.body()).doesNotContain("secret");
    }
    Text cleaner = text("Without the name", "<p>cleaner</p>");
    REVIEW.tells(
        article, Samples.approval(SEALER, article, 4, cleaner, Instant.now().plusSeconds(2), null));
    await().atMost(SOON).until(() -> page(path + "/changes").status() == 200);
    Document changes = document(path + "/changes");
    assertThat(changes.text()).contains("cleaner").doesNotContainIgnoringCase("secret");
    assertThat(changes.select(".versions li")).hasSize(2);
  }

  @Test
  void anEarlierTextThatWasAlteredIsWithheldAndThePageOfNowStands() {
    String article = newArticle();
    Text before = text("Altered later", "<p>before</p>");
    String path = published(article, before);
    update(article, 2, text("Altered later", "<p>after</p>"));
    Store.setText(Digest.of(before), new Binary(new byte[] {1}));
    assertThat(page(path + "/changes").status()).isEqualTo(503);
    assertThat(page(path).status()).isEqualTo(200);
    assertThat(awaitState(article, "published").status()).isEqualTo(200);
  }

  @Test
  void anEarlierSealThatWasExchangedShowsNothing() {
    String article = newArticle();
    String path = published(article, text("Exchanged seal", "<p>before</p>"));
    update(article, 2, text("Exchanged seal", "<p>after</p>"));
    Store.set(article, "earlier.0.edition.title", "Another title");
    await().atMost(SOON).until(() -> page(path + "/changes").status() == 404);
    assertThat(page(path).status()).isEqualTo(200);
  }

  private void update(String article, int revision, Text text) {
    approve(article, revision, text);
    await()
        .atMost(SOON)
        .until(() -> awaitState(article, "published").json().at("/revision").asInt() == revision);
    String path = awaitState(article, "published").text("/path");
    String words = Jsoup.parse(text.body()).text();
    await().atMost(SOON).until(() -> Jsoup.parse(page(path).body()).text().contains(words));
  }

  private static Text text(String title, String body) {
    return Samples.text(title, body, "en");
  }

  private Document document(String path) {
    Http.Answer answer = page(path);
    assertThat(answer.status()).as(path).isEqualTo(200);
    return Jsoup.parse(answer.body());
  }
}
