package io.imprimatur.publishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.imprimatur.events.Text;
import io.imprimatur.testkit.Http;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Element;

/** First pages, sections and feeds: each in its language, the newest first, nothing but text. */
class SitePagesTest extends RunningSite {

  private static final String HOSTILE =
      "</title><script>alert('1')</script> ]]> \" onload=\"x\" ${7*7} [[7*7]] &lt; {0}";

  @Test
  void aLanguagesFirstPageHasItsNewestTextOnTopAndNoneOfTheOther() {
    published(newArticle(), Samples.english("Older news"));
    String path = published(newArticle(), Samples.english("Top of the news"));
    String zh = published(newArticle(), Samples.text("今日头条", "<p>内容</p>", "zh"));
    awaitOn("/en/", "Top of the news");
    awaitOn("/zh/", "今日头条");

    Document en = document("/en/");
    assertThat(en.select("html").attr("lang")).isEqualTo("en");
    assertThat(en.select("article.lead-story h2 a").attr("href")).isEqualTo(path);
    assertThat(en.select("aside .headlines a").eachText().getFirst()).isEqualTo("Older news");
    assertThat(en.text()).doesNotContain("今日头条").contains("Linhe Province");
    assertThat(en.select("footer.legal").text()).contains("Hosted by: General Office");
    Document chinese = document("/zh/");
    assertThat(chinese.select("html").attr("lang")).isEqualTo("zh-Hans");
    assertThat(chinese.select("article.lead-story h2 a").attr("href")).isEqualTo(zh);
    assertThat(chinese.text()).doesNotContain("Top of the news").contains("临河省");
    assertThat(chinese.select("footer.legal").text()).contains("临河省人民政府办公厅");
    assertThat(chinese.select("head link[rel=canonical]").attr("href")).isEqualTo(SITE + "/zh/");
  }

  @Test
  void aSectionGoesOnPageByPageAndShowsEachArticleOnce() {
    List<String> paths = new ArrayList<>();
    for (int i = 0; i < 21; i++) {
      String article = newArticle();
      Text text = Samples.inSection(Samples.english("Governance " + i), "open-governance");
      approve(article, 1, text);
      paths.addFirst(awaitState(article, "published").text("/path"));
    }
    awaitOn("/en/open-governance", "Governance 20");
    Document first = document("/en/open-governance");
    Document second = document("/en/open-governance?page=2");
    List<String> shown = new ArrayList<>(first.select(".headlines.long h2 a").eachAttr("href"));
    assertThat(shown).hasSize(20);
    assertThat(first.select("a[rel=next]").attr("href")).isEqualTo("/en/open-governance?page=2");
    assertThat(first.select("a[rel=prev]")).isEmpty();
    assertThat(second.select("a[rel=prev]").attr("href")).isEqualTo("/en/open-governance");
    assertThat(second.select("a[rel=next]")).isEmpty();
    assertThat(second.select("meta[name=robots]").attr("content")).isEqualTo("noindex");
    shown.addAll(second.select(".headlines.long h2 a").eachAttr("href"));
    assertThat(shown).containsExactlyElementsOf(paths);
    for (String page : List.of("3", "0", "-1", "x", "1e3", "99999999999", "")) {
      assertThat(page("/en/open-governance?page=" + page).status()).as(page).isEqualTo(404);
    }
    assertThat(document("/zh/open-governance").select("h1").text()).isEqualTo("政务公开");
    assertThat(document("/zh/open-governance").text()).doesNotContain("Governance 20");
  }

  @ParameterizedTest
  @CsvSource({"en, Tourism", "zh, 旅游"})
  void aSectionsFeedIsAtomWithItsNewestTextFirst(String language, String section) throws Exception {
    String title = HOSTILE + language;
    String article = newArticle();
    String path =
        published(article, Samples.inSection(Samples.text(title, "<p>x</p>", language), "tourism"));
    String feed = "/" + language + "/tourism/feed.atom";
    await().atMost(SOON).until(() -> page(feed).body().contains(article));
    Http.Answer answer = page(feed);
    assertThat(answer.header("content-type")).isEqualTo("application/atom+xml;charset=UTF-8");
    assertThat(answer.header("content-language")).isEqualTo(language);

    Element root = Xml.read(answer.body());
    assertThat(root.getTagName()).isEqualTo("feed");
    assertThat(root.getNamespaceURI()).isEqualTo("http://www.w3.org/2005/Atom");
    assertThat(Xml.child(root, "id").getTextContent()).isEqualTo(SITE + feed);
    assertThat(Xml.child(root, "title").getTextContent()).startsWith(section + " · ");
    Element entry = Xml.child(root, "entry");
    assertThat(Xml.child(entry, "id").getTextContent()).isEqualTo("urn:uuid:" + article);
    assertThat(Xml.child(entry, "title").getTextContent()).isEqualTo(title);
    assertThat(Xml.child(entry, "summary").getTextContent()).isEqualTo("In short: " + title);
    assertThat(Xml.child(entry, "link").getAttribute("href")).isEqualTo(SITE + path);
    String published = Xml.child(entry, "published").getTextContent();
    assertThat(OffsetDateTime.parse(published)).isNotNull();
    assertThat(Xml.child(entry, "updated").getTextContent()).isEqualTo(published);
    assertThat(Xml.child(root, "updated").getTextContent()).isEqualTo(published);

    approve(article, 2, Samples.inSection(Samples.text("New", "<p>y</p>", language), "tourism"));
    awaitTold(article, 2);
    await().atMost(SOON).until(() -> page(feed).body().contains("<title>New</title>"));
    Element updated = Xml.child(Xml.read(page(feed).body()), "entry");
    assertThat(Xml.child(updated, "published").getTextContent()).isEqualTo(published);
    assertThat(Xml.child(updated, "link").getAttribute("href")).isEqualTo(SITE + path);
  }

  @Test
  void aLanguageHasAFeedOfAllItsSections() throws Exception {
    String path =
        published(newArticle(), Samples.inSection(Samples.english("In one feed"), "tourism"));
    String other =
        published(newArticle(), Samples.inSection(Samples.english("In the same"), "services"));
    published(newArticle(), Samples.text("不在其中", "<p>内容</p>", "zh"));
    await().atMost(SOON).until(() -> page("/en/feed.atom").body().contains("In the same"));
    Element root = Xml.read(page("/en/feed.atom").body());
    assertThat(Xml.child(root, "id").getTextContent()).isEqualTo(SITE + "/en/feed.atom");
    assertThat(Xml.child(root, "title").getTextContent()).isEqualTo("Linhe Province");
    assertThat(
            Xml.children(root, "entry").stream()
                .map(e -> Xml.child(e, "link").getAttribute("href"))
                .limit(2))
        .containsExactly(SITE + other, SITE + path);
    assertThat(page("/en/feed.atom").body()).doesNotContain("不在其中");
    assertThat(document("/en/").select("link[type=application/atom+xml]").attr("href"))
        .isEqualTo("/en/feed.atom");
  }

  @Test
  void aFeedWithoutEntriesIsAtomToo() throws Exception {
    Element root = Xml.read(page("/zh/services/feed.atom").body());
    assertThat(OffsetDateTime.parse(Xml.child(root, "updated").getTextContent())).isNotNull();
    assertThat(page("/en/sports/feed.atom").status()).isEqualTo(404);
  }

  @Test
  void aHostileTitleIsTextEverywhere() {
    String article = newArticle();
    String path =
        published(article, Samples.inSection(Samples.text(HOSTILE, "<p>x</p>", "en"), "services"));
    assertThat(path).matches("/en/news/[0-9]{4}/[a-z0-9-]+");
    awaitOn("/en/services", "onload");
    for (String address : List.of(path, path + "/proof", "/en/services", "/en/")) {
      Document page = document(address);
      assertThat(page.select("script:not([type=application/ld+json]), [onload]"))
          .as(address)
          .isEmpty();
      assertThat(page.text()).as(address).contains(HOSTILE);
      assertThat(page.select("a[href^=javascript]")).as(address).isEmpty();
    }
    Document page = document(path);
    assertThat(page.title()).startsWith(HOSTILE);
    assertThat(page.select("meta[name=description]").attr("content"))
        .isEqualTo("In short: " + HOSTILE);
  }

  @Test
  void anUpdateThatMovesToAnotherSectionLeavesTheOldOne() {
    String article = newArticle();
    Text text = Samples.english("Moves house");
    String path = published(article, Samples.inSection(text, "services"));
    awaitOn("/en/services", "Moves house");
    approve(article, 2, Samples.inSection(text, "investment"));
    awaitTold(article, 2);
    awaitOn("/en/investment", "Moves house");
    await().atMost(SOON).until(() -> !page("/en/services").body().contains("Moves house"));
    assertThat(document(path).select(".crumbs a").eachAttr("href")).contains("/en/investment");
  }

  private void awaitOn(String path, String text) {
    await(text + " on " + path).atMost(SOON).until(() -> page(path).body().contains(text));
  }

  private Document document(String path) {
    return Jsoup.parse(page(path).body());
  }
}
