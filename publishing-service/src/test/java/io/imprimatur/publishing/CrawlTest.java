package io.imprimatur.publishing;

import static io.imprimatur.publishing.RunningSite.SITE;
import static io.imprimatur.publishing.RunningSite.SOON;
import static io.imprimatur.publishing.RunningSite.newArticle;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.imprimatur.events.Text;
import io.imprimatur.testkit.Http;
import io.imprimatur.testkit.TestStack;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;

/** Every link of a site answers, wherever one starts and however far one goes. */
class CrawlTest {

  private static final int ENOUGH = 600;

  private final String system = "crawl-" + UUID.randomUUID().toString().substring(0, 8);
  private final Review review = new Review(system);
  private Http http;

  @Test
  void everyLinkOfTheSiteAnswers() {
    Map<String, String> settings = new HashMap<>(RunningSite.settings());
    settings.putAll(TestStack.properties(CrawlTest.class));
    try (Instance instance = Instance.start(system, settings)) {
      http = instance.http();
      crawl(published());
    }
  }

  /** Publishes texts of all kinds; gives the path of one that was updated and translated. */
  private String published() {
    String original = newArticle();
    approve(original, 1, Samples.english("Where the crawl begins"));
    approve(original, 2, Samples.english("Where the crawl begins, mended"));
    String translation = newArticle();
    Text zh = Samples.text("爬行由此开始", "<p>内容</p>", "zh");
    review.tells(
        translation,
        Samples.approval(RunningSite.SEALER, translation, 1, zh, Samples.APPROVED, original));
    for (int i = 0; i < 22; i++) {
      approve(newArticle(), 1, Samples.inSection(Samples.english("Crawled " + i), "investment"));
    }
    // A program that has only just started joins its group first.
    await().atMost(SOON.multipliedBy(3)).until(() -> page("/a/" + original).status() == 302);
    String path = page("/a/" + original).header("location");
    await().atMost(SOON).until(() -> page(path).body().contains("/changes"));
    await().atMost(SOON).until(() -> page("/a/" + translation).status() == 302);
    await().atMost(SOON).until(() -> page("/en/investment?page=2").status() == 200);
    await()
        .atMost(SOON)
        .until(() -> page("/en/search?q=crawled").body().contains("23 texts found"));
    return path;
  }

  private void crawl(String path) {
    Map<String, String> from = new HashMap<>();
    Deque<String> next = new ArrayDeque<>();
    for (String start : new String[] {"/en/", "/zh/", "/en/search?q=crawled", "/sitemap.xml"}) {
      from.put(start, "the beginning");
      next.add(start);
    }
    while (!next.isEmpty() && from.size() < ENOUGH) {
      String address = next.remove();
      Http.Answer answer = page(address);
      assertThat(answer.status()).as("%s, linked on %s", address, from.get(address)).isEqualTo(200);
      String type = answer.header("content-type");
      if (type.startsWith("text/html")) {
        Document page = Jsoup.parse(answer.body(), SITE + address);
        for (Element link : page.select("a[href], link[href], form[action]")) {
          String to = local(link.absUrl(link.hasAttr("href") ? "href" : "action"));
          if (to != null && from.putIfAbsent(to, address) == null) {
            next.add(to);
          }
        }
        for (Element link : page.select("a[href^=#]")) {
          assertThat(page.select(link.attr("href"))).as(address + link.attr("href")).hasSize(1);
        }
      }
    }
    assertThat(from.keySet())
        .contains(
            "/en/archive",
            "/zh/feed.atom",
            path + "/changes",
            path + "/proof/text.json",
            "/en/investment?page=2",
            "/en/search?q=crawled&page=2");
  }

  private void approve(String article, int revision, Text text) {
    review.tells(article, Samples.approval(RunningSite.SEALER, article, revision, text));
  }

  private Http.Answer page(String path) {
    return http.get(null, path);
  }

  /** The address on this site, without what leads inside of a page; null where it leads away. */
  private static String local(String url) {
    URI uri = URI.create(url);
    if (!(uri.getScheme() + "://" + uri.getAuthority()).equals(SITE) || uri.getPath().equals("/")) {
      return null;
    }
    return uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
  }
}
