package io.imprimatur.publishing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.imprimatur.events.Text;
import io.imprimatur.testkit.Http;
import java.io.ByteArrayInputStream;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

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

    Element root = xml(answer.body());
    assertThat(root.getTagName()).isEqualTo("feed");
    assertThat(root.getNamespaceURI()).isEqualTo("http://www.w3.org/2005/Atom");
    assertThat(child(root, "id").getTextContent()).isEqualTo(SITE + feed);
    assertThat(child(root, "title").getTextContent()).startsWith(section + " · ");
    Element entry = child(root, "entry");
    assertThat(child(entry, "id").getTextContent()).isEqualTo("urn:uuid:" + article);
    assertThat(child(entry, "title").getTextContent()).isEqualTo(title);
    assertThat(child(entry, "summary").getTextContent()).isEqualTo("In short: " + title);
    assertThat(child(entry, "link").getAttribute("href")).isEqualTo(SITE + path);
    String published = child(entry, "published").getTextContent();
    assertThat(OffsetDateTime.parse(published)).isNotNull();
    assertThat(child(entry, "updated").getTextContent()).isEqualTo(published);
    assertThat(child(root, "updated").getTextContent()).isEqualTo(published);

    approve(article, 2, Samples.inSection(Samples.text("New", "<p>y</p>", language), "tourism"));
    awaitTold(article, 2);
    await().atMost(SOON).until(() -> page(feed).body().contains("<title>New</title>"));
    Element updated = child(xml(page(feed).body()), "entry");
    assertThat(child(updated, "published").getTextContent()).isEqualTo(published);
    assertThat(child(updated, "link").getAttribute("href")).isEqualTo(SITE + path);
  }

  @Test
  void aFeedWithoutEntriesIsAtomToo() throws Exception {
    Element root = xml(page("/zh/services/feed.atom").body());
    assertThat(OffsetDateTime.parse(child(root, "updated").getTextContent())).isNotNull();
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

  private static Element xml(String text) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    return factory
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(text.getBytes(UTF_8)))
        .getDocumentElement();
  }

  private static Element child(Element parent, String name) {
    NodeList children = parent.getChildNodes();
    for (int i = 0; i < children.getLength(); i++) {
      if (children.item(i) instanceof Element e && e.getTagName().equals(name)) {
        return e;
      }
    }
    throw new AssertionError("no <" + name + "> in <" + parent.getTagName() + ">");
  }
}
