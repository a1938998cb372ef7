package io.imprimatur.publishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.imprimatur.events.ArticlePublished;
import io.imprimatur.events.ArticleUpdated;
import io.imprimatur.events.CanonicalText;
import io.imprimatur.events.Digest;
import io.imprimatur.events.Text;
import io.imprimatur.testkit.Http;
import io.imprimatur.testkit.TestPerson;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

/** An approved text comes to stand on the site, and a newer one in its place. */
class MainJobTest extends RunningSite {

  @Test
  void anApprovedTextStandsOnTheSiteAndIsTold() {
    Text text = Samples.english("Winter opening hours");
    String article = approved(text);

    Http.Answer publication = awaitState(article, "published");
    String path = publication.text("/path");
    String end = article.substring(article.length() - 8);
    int year = Instant.now().atZone(ZoneId.of("Asia/Shanghai")).getYear();
    assertThat(path).isEqualTo("/en/news/" + year + "/winter-opening-hours-" + end);
    assertThat(publication.text("/url")).isEqualTo(SITE + path);
    assertThat(publication.text("/digest")).isEqualTo(Digest.of(text).value());
    assertThat(publication.text("/revision")).isEqualTo("1");
    assertThat(publication.text("/publishedAt")).isNotBlank();

    Http.Answer page = page(path);
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.body()).contains(text.body()).contains("<h1>" + text.title() + "</h1>");
    assertThat(page.header("content-type")).isEqualTo("text/html;charset=UTF-8");
    assertThat(page.header("content-language")).isEqualTo("en");

    ArticlePublished told = (ArticlePublished) awaitTold(article, 1).getFirst();
    assertThat(told.path()).isEqualTo(path);
    assertThat(told.digest()).isEqualTo(Digest.of(text));
    assertThat(told.seal()).isEqualTo(publication.text("/seal"));

    Http.Answer byId = page("/a/" + article);
    assertThat(byId.status()).isEqualTo(302);
    assertThat(byId.header("location")).isEqualTo(path);

    assertThat(page(path + "/proof/text.json").body()).isEqualTo(CanonicalText.json(text));
    assertThat(page(path + "/proof/seal.jws").body()).isEqualTo(told.seal());
  }

  @Test
  void aNewerTextTakesThePlaceOfTheOldOneAndSaysSo() {
    String article = newArticle();
    String path = published(article, Samples.english("Road works on the ring"));
    assertThat(page(path).body()).doesNotContain("class=\"updated\"");

    Text newer = Samples.english("Road works on the outer ring");
    approve(article, 2, newer);
    ArticleUpdated told = (ArticleUpdated) awaitTold(article, 2).get(1);
    assertThat(told.path()).isEqualTo(path);
    assertThat(told.revision()).isEqualTo(2);

    await().atMost(SOON).until(() -> page(path).body().contains(newer.body()));
    assertThat(page(path).body())
        .contains("class=\"updated\"", "Updated ", "What is new.")
        .contains("<h1>" + newer.title() + "</h1>");
    assertThat(http.get(TestPerson.MIA_ROTH, "/api/publications/" + article).text("/updatedAt"))
        .isNotBlank();
  }
}
