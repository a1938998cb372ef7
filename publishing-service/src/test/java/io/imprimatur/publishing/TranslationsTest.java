package io.imprimatur.publishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.imprimatur.events.Text;
import java.time.Instant;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

/** Two articles that translate each other are linked while both stand on the site. */
class TranslationsTest extends RunningSite {

  @Test
  void bothPagesLinkEachOtherWhicheverCameFirst() {
    String original = newArticle();
    String translation = newArticle();
    String zh = published(translation, 1, Samples.text("先到的译文", "<p>译文</p>", "zh"), original);
    assertThat(page(zh).body()).contains("译文");
    assertUnlinked(zh);

    String en = published(original, Samples.english("The original comes later"));
    assertLinked(en, zh);
    assertLinked(zh, en);
  }

  @Test
  void aWithdrawnPageIsNotLinkedAndLinkedAgainWhenItIsBack() {
    String original = newArticle();
    String translation = newArticle();
    String en = published(original, Samples.english("An original"));
    Text text = Samples.text("一篇译文", "<p>译文</p>", "zh");
    String zh = published(translation, 1, text, original);
    assertLinked(en, zh);

    assertThat(withdraw(translation).status()).isEqualTo(200);
    assertUnlinked(en);
    REVIEW.tells(
        translation,
        Samples.approval(SEALER, translation, 2, text, Instant.now().plusSeconds(1), original));
    awaitState(translation, "published");
    assertLinked(en, zh);

    assertThat(withdraw(original).status()).isEqualTo(200);
    assertUnlinked(zh);
  }

  @Test
  void aTextThatTranslatesAnotherOneFromNowOnIsLinkedThere() {
    String first = newArticle();
    String second = newArticle();
    String translation = newArticle();
    String firstPath = published(first, Samples.english("Translated first"));
    String secondPath = published(second, Samples.english("Translated then"));
    Text text = Samples.text("改了原文", "<p>译文</p>", "zh");
    String zh = published(translation, 1, text, first);
    assertLinked(firstPath, zh);
    assertUnlinked(secondPath);

    REVIEW.tells(
        translation, Samples.approval(SEALER, translation, 2, text, Samples.APPROVED, second));
    awaitTold(translation, 2);
    assertLinked(secondPath, zh);
    assertLinked(zh, secondPath);
    assertUnlinked(firstPath);
  }

  @Test
  void whatDoesNotStandOrHasTheSameLanguageIsNotLinked() {
    String unknown = published(newArticle(), 1, Samples.english("Of nothing"), newArticle());
    assertUnlinked(unknown);
    String self = newArticle();
    assertUnlinked(published(self, 1, Samples.english("Of itself"), self));
    assertUnlinked(published(newArticle(), 1, Samples.english("Odd"), "\"><script>x</script>"));

    String refused = approved(Samples.text("Refused", "<script>x</script>", "en"));
    awaitState(refused, "refused");
    assertUnlinked(published(newArticle(), 1, Samples.text("译", "<p>译</p>", "zh"), refused));

    String original = newArticle();
    String path = published(original, Samples.english("In one language"));
    String again = published(newArticle(), 1, Samples.english("In one language too"), original);
    assertUnlinked(again);
    assertUnlinked(path);
  }

  private String published(String article, int revision, Text text, String translationOf) {
    REVIEW.tells(
        article,
        Samples.approval(SEALER, article, revision, text, Samples.APPROVED, translationOf));
    return awaitState(article, "published").text("/path");
  }

  private void assertLinked(String from, String to) {
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> {
              Document page = Jsoup.parse(page(from).body());
              assertThat(page.select("a.translation").eachAttr("href")).containsExactly(to);
              assertThat(page.select("header a.language").attr("href")).isEqualTo(to);
              String tag = to.startsWith("/zh/") ? "zh-Hans" : "en";
              String own = from.startsWith("/zh/") ? "zh-Hans" : "en";
              assertThat(page.select("html").attr("lang")).isEqualTo(own);
              assertThat(page.select("a.translation").attr("hreflang")).isEqualTo(tag);
              assertThat(page.select("head link[hreflang=" + tag + "]").attr("href"))
                  .isEqualTo(SITE + to);
              assertThat(page.select("head link[hreflang=" + own + "]").attr("href"))
                  .isEqualTo(SITE + from);
            });
  }

  private void assertUnlinked(String path) {
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> {
              Document page = Jsoup.parse(page(path).body());
              assertThat(page.select("h1")).hasSize(1);
              assertThat(page.select("a.translation")).isEmpty();
              assertThat(page.select("head link[hreflang]").eachAttr("href"))
                  .containsExactly(SITE + path);
              assertThat(page.select("header a.language").attr("href")).matches("/(zh|en)/");
            });
  }
}
