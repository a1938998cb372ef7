package io.imprimatur.publishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.imprimatur.events.Text;
import io.imprimatur.testkit.Http;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What search engines and other programs read of the site. */
class MachinesTest extends RunningSite {

  private static final String HOSTILE = "</script><script>alert(1)</script> <!-- & \u2028 \"";

  @Test
  void anArticleDescribesItselfAsANewsArticle() {
    String article = newArticle();
    String path = published(article, Samples.text(HOSTILE, "<p>x</p>", "en"));
    Document page = document(path);
    assertThat(page.select("script")).hasSize(1);
    JsonNode data = data(page);
    assertThat(data.get("@context").asString()).isEqualTo("https://schema.org");
    assertThat(data.get("@type").asString()).isEqualTo("NewsArticle");
    assertThat(data.get("headline").asString()).isEqualTo(HOSTILE);
    assertThat(data.get("description").asString()).isEqualTo("In short: " + HOSTILE);
    assertThat(data.get("url").asString()).isEqualTo(SITE + path);
    assertThat(data.get("inLanguage").asString()).isEqualTo("en");
    assertThat(data.get("articleSection").asString()).isEqualTo("Government");
    assertThat(data.at("/keywords/0").asString()).isEqualTo("Flood control");
    assertThat(data.at("/publisher/name").asString()).isEqualTo("Linhe Province · Press Office");
    String published = data.get("datePublished").asString();
    assertThat(OffsetDateTime.parse(published).toInstant()).isBefore(Instant.now());
    assertThat(data.get("dateModified").asString()).isEqualTo(published);
    assertThat(data.has("workTranslation")).isFalse();

    assertThat(meta(page, "og:type")).isEqualTo("article");
    assertThat(meta(page, "og:title")).isEqualTo(HOSTILE);
    assertThat(meta(page, "og:url")).isEqualTo(SITE + path);
    assertThat(meta(page, "article:published_time")).isEqualTo(published);
    assertThat(page.select("link[rel=canonical]").attr("href")).isEqualTo(SITE + path);
    for (String other : List.of("/en/", path + "/proof", "/en/archive", "/en/search?q=x")) {
      assertThat(document(other).select("script")).as(other).isEmpty();
    }
  }

  @Test
  void anUpdatedArticleSaysWhenAndATranslationNamesTheOther() {
    String original = newArticle();
    String translation = newArticle();
    String en = published(original, Samples.english("A text with a translation"));
    Text zhText = Samples.text("有译文的文本", "<p>内容</p>", "zh");
    REVIEW.tells(
        translation, Samples.approval(SEALER, translation, 1, zhText, Samples.APPROVED, original));
    String zh = awaitState(translation, "published").text("/path");
    approve(original, 2, Samples.english("A text with a translation, mended"));
    await().atMost(SOON).until(() -> document(en).select("h1").text().endsWith("mended"));
    await().atMost(SOON).until(() -> !document(zh).select("a.translation").isEmpty());

    JsonNode data = data(document(en));
    assertThat(OffsetDateTime.parse(data.get("dateModified").asString()))
        .isAfterOrEqualTo(OffsetDateTime.parse(data.get("datePublished").asString()));
    assertThat(data.at("/workTranslation/0/@id").asString()).isEqualTo(SITE + zh);
    assertThat(data.at("/workTranslation/0/inLanguage").asString()).isEqualTo("zh-Hans");
    for (Document page : List.of(document(en), document(zh))) {
      assertThat(page.select("link[hreflang=en]").attr("href")).isEqualTo(SITE + en);
      assertThat(page.select("link[hreflang=zh-Hans]").attr("href")).isEqualTo(SITE + zh);
    }
    assertThat(document(zh).select("header a.language").attr("href")).isEqualTo(en);
    assertThat(document("/en/").select("link[hreflang=x-default]").attr("href"))
        .isEqualTo(SITE + "/");
  }

  @Test
  void theMapNamesEveryPageOnceWithItsOtherLanguage() throws Exception {
    String original = newArticle();
    String translation = newArticle();
    String en = published(original, Samples.english("On the map"));
    REVIEW.tells(
        translation,
        Samples.approval(
            SEALER,
            translation,
            1,
            Samples.text("地图上", "<p>内容</p>", "zh"),
            Samples.APPROVED,
            original));
    String zh = awaitState(translation, "published").text("/path");
    await().atMost(SOON).until(() -> page("/sitemap.xml").body().contains(zh));

    Http.Answer answer = page("/sitemap.xml");
    assertThat(answer.header("content-type")).isEqualTo("application/xml;charset=UTF-8");
    Element root = Xml.read(answer.body());
    assertThat(root.getTagName()).isEqualTo("urlset");
    assertThat(root.getNamespaceURI()).isEqualTo("http://www.sitemaps.org/schemas/sitemap/0.9");
    assertThat(locations(root))
        .doesNotHaveDuplicates()
        .contains(SITE + en, SITE + zh, SITE + "/en/", SITE + "/zh/archive", SITE + "/en/tourism");
    Element url =
        Xml.children(root, "url").stream()
            .filter(u -> Xml.child(u, "loc").getTextContent().equals(SITE + en))
            .findFirst()
            .orElseThrow();
    assertThat(Instant.parse(Xml.child(url, "lastmod").getTextContent())).isBefore(Instant.now());
    assertThat(
            Xml.children(url, "xhtml:link").stream()
                .map(l -> l.getAttribute("hreflang") + " " + l.getAttribute("href")))
        .containsExactlyInAnyOrder("en " + SITE + en, "zh-Hans " + SITE + zh);

    assertThat(withdraw(translation).status()).isEqualTo(200);
    Element after = Xml.read(page("/sitemap.xml").body());
    assertThat(locations(after)).contains(SITE + en).doesNotContain(SITE + zh);
    assertThat(page("/sitemap-1.xml").status()).isEqualTo(404);
  }

  @Test
  void aLargeMapIsAnIndexOfParts() throws Exception {
    for (int i = 0; i < 5; i++) {
      published(newArticle(), Samples.english("One of many " + i));
    }
    Map<String, String> settings = settings();
    settings.put("imprimatur.publishing.sitemap-entries", "10");
    try (Instance small = Instance.start("imprimatur", settings)) {
      Element index = Xml.read(small.http().get(null, "/sitemap.xml").body());
      assertThat(index.getTagName()).isEqualTo("sitemapindex");
      List<String> all = new ArrayList<>();
      List<Element> parts = Xml.children(index, "sitemap");
      for (int i = 1; i <= parts.size(); i++) {
        assertThat(Xml.child(parts.get(i - 1), "loc").getTextContent())
            .isEqualTo(SITE + "/sitemap-" + i + ".xml");
        Element part = Xml.read(small.http().get(null, "/sitemap-" + i + ".xml").body());
        assertThat(locations(part)).hasSizeBetween(1, 10);
        all.addAll(locations(part));
      }
      assertThat(all)
          .doesNotHaveDuplicates()
          .containsExactlyInAnyOrderElementsOf(locations(Xml.read(page("/sitemap.xml").body())));
      String beyond = "/sitemap-" + (parts.size() + 1) + ".xml";
      assertThat(small.http().get(null, beyond).status()).isEqualTo(404);
    }
  }

  @Test
  void robotsAreToldWhereTheMapIs() {
    Http.Answer robots = page("/robots.txt");
    assertThat(robots.header("content-type")).isEqualTo("text/plain;charset=UTF-8");
    assertThat(robots.body().lines())
        .contains("User-agent: *", "Disallow: /api/", "Disallow: /newsroom")
        .contains("Sitemap: " + SITE + "/sitemap.xml");
  }

  private static List<String> locations(Element root) {
    return Xml.children(root, "url").stream()
        .map(u -> Xml.child(u, "loc").getTextContent())
        .toList();
  }

  private static JsonNode data(Document page) {
    String json = page.select("script[type=application/ld+json]").first().data();
    assertThat(json).doesNotContain("<", ">", "&", "\u2028");
    return JsonMapper.shared().readTree(json);
  }

  private static String meta(Document page, String property) {
    return page.select("meta[property=" + property + "]").attr("content");
  }

  private Document document(String path) {
    Http.Answer answer = page(path);
    assertThat(answer.status()).as(path).isEqualTo(200);
    return Jsoup.parse(answer.body());
  }
}
