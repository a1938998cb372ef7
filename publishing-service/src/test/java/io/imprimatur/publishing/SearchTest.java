package io.imprimatur.publishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.imprimatur.testkit.Http;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Readers find what stands on the site, in its language, and nothing else. */
class SearchTest extends RunningSite {

  @Test
  void aTextIsFoundInItsLanguageByItsWords() {
    String en =
        published(
            newArticle(),
            Samples.text("On dredging", "<p>The <em>Zaffre</em> canal is dredged.</p>", "en"));
    String zh = published(newArticle(), Samples.text("清淤公告", "<p>蔚蓝运河将于近日清淤。</p>", "zh"));
    awaitFound("en", "zaffre canals", en);
    awaitFound("zh", "蔚蓝运河", zh);
    assertThat(found("zh", "zaffre")).isEmpty();
    assertThat(found("en", "蔚蓝运河")).isEmpty();

    Document page = search("en", "zaffre", "");
    assertThat(page.select("h1").text()).isEqualTo("Search");
    assertThat(page.select("input[name=q]").val()).isEqualTo("zaffre");
    assertThat(page.select(".found").text()).isEqualTo("1 text found for “zaffre”");
    assertThat(page.select(".results .summary").text()).isEqualTo("The Zaffre canal is dredged.");
    assertThat(page.select(".results .summary mark").eachText()).containsExactly("Zaffre");
    assertThat(page.select("meta[name=robots]").attr("content")).isEqualTo("noindex");
    Document chinese = search("zh", "蔚蓝运河", "");
    assertThat(chinese.select(".found").text()).isEqualTo("关于“蔚蓝运河”的搜索结果共 1 条");
    assertThat(chinese.select(".results mark").text()).isEqualTo("蔚蓝运河");
  }

  @Test
  void anUpdateIsFoundByItsNewWordsAloneAndAWithdrawalAtOnceByNone() {
    String article = newArticle();
    String path = published(article, Samples.english("Quokka sightings"));
    awaitFound("en", "quokka", path);
    approve(article, 2, Samples.english("Numbat sightings"));
    awaitFound("en", "numbat", path);
    assertThat(found("en", "quokka")).isEmpty();

    assertThat(withdraw(article).status()).isEqualTo(200);
    assertThat(found("en", "numbat")).isEmpty();
    await().atMost(SOON).until(() -> search("en", "numbat", "").text().contains("Nothing found"));
  }

  @Test
  void whatWasAlteredInTheDatabaseIsNotFound() {
    String article = newArticle();
    String path = published(article, Samples.english("Genuine bilby"));
    awaitFound("en", "bilby", path);
    Store.set(article, "live.title", "Forged bilby");
    assertThat(found("en", "bilby")).isEmpty();
    Store.set(article, "live.title", "Genuine bilby");
    awaitFound("en", "bilby", path);
  }

  @Test
  void aSectionNarrowsAndEachPartGoesOn() {
    List<String> paths = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      var text = Samples.english("Wombat bulletin " + i);
      paths.add(published(newArticle(), Samples.inSection(text, i == 0 ? "tourism" : "services")));
    }
    awaitFound("en", "wombat", "&section=tourism", paths.getFirst());
    await().atMost(SOON).until(() -> search("en", "wombat", "").text().contains("12 texts found"));
    Document first = search("en", "wombat", "&order=newest");
    List<String> shown = new ArrayList<>(hits(first));
    assertThat(shown).hasSize(10).startsWith(paths.getLast());
    assertThat(first.select("a[rel=next]")).hasSize(1);
    Document second = Jsoup.parse(page(first.select("a[rel=next]").attr("href")).body());
    shown.addAll(hits(second));
    assertThat(shown).containsExactlyInAnyOrderElementsOf(paths);
    assertThat(second.select("a[rel=next]")).isEmpty();
    assertThat(first.select(".choices a").eachText())
        .containsExactly("All sections 12", "Services 11", "Tourism 1");
    Document tourism = Jsoup.parse(page(first.select(".choices a").last().attr("href")).body());
    assertThat(hits(tourism)).containsExactly(paths.getFirst());
    assertThat(tourism.select(".choices [aria-current]").text()).isEqualTo("Tourism 1");
  }

  @Test
  void aHostileTextAndAHostileQuestionAreTextOnThePage() {
    String hostile = "</mark><script>alert('x')</script> & \"echidna\"";
    String path = published(newArticle(), Samples.text(hostile, "<p>Echidna &lt;b&gt;</p>", "en"));
    awaitFound("en", "echidna", path);
    Document page = search("en", "echidna \"><script>alert(1)</script>", "");
    assertThat(page.select("script")).isEmpty();
    assertThat(page.select("input[name=q]").val()).contains("<script>alert(1)</script>");
    Document found = search("en", "echidna", "");
    assertThat(found.select("script")).isEmpty();
    assertThat(found.select(".results h2").text()).isEqualTo(hostile);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "*", "?!.,;:", "\"", "。，、", "()", "\u0000", "+", "AND OR NOT", "🙂"})
  void anOddQuestionIsAnswered(String words) {
    for (String language : List.of("en", "zh")) {
      Http.Answer answer = page("/" + language + "/search?q=" + encoded(words));
      assertThat(answer.status()).isEqualTo(200);
      Document page = Jsoup.parse(answer.body());
      assertThat(hits(page)).isEmpty();
      assertThat(page.select("form[role=search]")).hasSize(1);
    }
    assertThat(page("/en/search").status()).isEqualTo(200);
  }

  @Test
  void aVeryLongQuestionIsCutAndSaysSo() {
    String path = published(newArticle(), Samples.english("Pademelon"));
    awaitFound("en", "pademelon", path);
    Document page = search("en", "pademelon ".repeat(1_000), "");
    assertThat(page.select(".notice").text()).contains("only its first 200 characters");
    assertThat(hits(page)).containsExactly(path);
    assertThat(page("/zh/search?q=" + encoded("防汛".repeat(1_000))).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "'section=sports', 404",
    "'section=', 200",
    "'page=2', 404",
    "'page=0', 404",
    "'page=x', 404",
    "'page=999999', 404",
    "'order=upside-down', 200"
  })
  void whatThereIsNotIsNotFound(String parameters, int status) {
    assertThat(page("/en/search?q=x&" + parameters).status()).isEqualTo(status);
  }

  @Test
  void whoHasTheAnswerAlreadyGets304() {
    String path = published(newArticle(), Samples.english("Bettong"));
    awaitFound("en", "bettong", path);
    Http.Answer whole = page("/en/search?q=bettong");
    assertThat(whole.header("cache-control")).isEqualTo("no-cache");
    Http.Answer same =
        http.send(
            null,
            "GET",
            "/en/search?q=bettong",
            null,
            Map.of("If-None-Match", whole.header("etag")));
    assertThat(same.status()).isEqualTo(304);
  }

  private void awaitFound(String language, String words, String path) {
    awaitFound(language, words, "", path);
  }

  private void awaitFound(String language, String words, String more, String path) {
    await(words)
        .atMost(SOON)
        .until(() -> hits(search(language, words, more)), hits -> hits.contains(path));
  }

  private List<String> found(String language, String words) {
    return hits(search(language, words, ""));
  }

  private static List<String> hits(Document page) {
    return page.select(".results h2 a").eachAttr("href");
  }

  private Document search(String language, String words, String more) {
    Http.Answer answer = page("/" + language + "/search?q=" + encoded(words) + more);
    assertThat(answer.status()).isEqualTo(200);
    return Jsoup.parse(answer.body());
  }

  private static String encoded(String words) {
    return URLEncoder.encode(words, StandardCharsets.UTF_8);
  }
}
