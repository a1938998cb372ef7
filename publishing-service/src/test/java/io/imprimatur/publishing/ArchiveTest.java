package io.imprimatur.publishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Date;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was published is found by its month, in the office's zone. */
class ArchiveTest extends RunningSite {

  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  @Test
  void aMonthHoldsWhatWasPublishedInItInTheOfficesZone() {
    String before = old("Before the turn of the year", Instant.parse("2019-12-31T15:59:59Z"));
    String after = old("After the turn of the year", Instant.parse("2019-12-31T16:00:00Z"));
    await()
        .atMost(SOON)
        .until(() -> document("/en/archive").text().contains("January 2020 1 text"));

    Document archive = document("/en/archive");
    assertThat(archive.select("h1").text()).isEqualTo("Archive");
    assertThat(archive.select(".year h2").eachText()).contains("2020", "2019");
    assertThat(archive.select(".year a").eachAttr("href"))
        .containsSubsequence("/en/archive/2020/01", "/en/archive/2019/12")
        .doesNotContain("/en/archive/2020/02");
    assertThat(headlines("/en/archive/2019/12")).containsExactly(before);
    assertThat(headlines("/en/archive/2020/01")).containsExactly(after);
    assertThat(document("/en/archive/2020/01").select("h1").text()).isEqualTo("January 2020");
    assertThat(page("/zh/archive/2020/01").status()).isEqualTo(404);
  }

  @Test
  void aMonthOfThisYearHasItsPageInBothLanguages() {
    YearMonth now = YearMonth.now(ZONE);
    String month = "/archive/%d/%02d".formatted(now.getYear(), now.getMonthValue());
    String en = published(newArticle(), Samples.english("Published this month"));
    String zh = published(newArticle(), Samples.text("本月发布", "<p>内容</p>", "zh"));
    await().atMost(SOON).until(() -> headlines("/en" + month).contains(en));
    await().atMost(SOON).until(() -> headlines("/zh" + month).contains(zh));
    assertThat(document("/zh" + month).select("h1").text())
        .isEqualTo("%d年%d月".formatted(now.getYear(), now.getMonthValue()));
    assertThat(document("/zh/archive").select("h1").text()).isEqualTo("历史内容");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/en/archive/2020/00",
        "/en/archive/2020/13",
        "/en/archive/0000/01",
        "/en/archive/9999/12",
        "/en/archive/2020/1",
        "/en/archive/2020",
        "/en/archive/2018/05",
        "/en/archive/2020/01?page=2",
        "/en/archive/2020/01?page=0"
      })
  void whatThereIsNotIsNotFound(String path) {
    assertThat(page(path).status()).isEqualTo(404);
  }

  /** Publishes a text and moves it back in time; gives its path. */
  private String old(String title, Instant publishedAt) {
    String article = newArticle();
    String path = published(article, Samples.english(title));
    Store.set(article, "publishedAt", Date.from(publishedAt));
    published(newArticle(), Samples.english("Makes lists anew"));
    return path;
  }

  private List<String> headlines(String path) {
    return Jsoup.parse(page(path).body()).select(".headlines.long h2 a").eachAttr("href");
  }

  private Document document(String path) {
    return Jsoup.parse(page(path).body());
  }
}
