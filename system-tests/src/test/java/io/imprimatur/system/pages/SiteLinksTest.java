package io.imprimatur.system.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.imprimatur.system.Newsroom;
import io.imprimatur.system.OneStack;
import io.imprimatur.system.Stack;
import io.imprimatur.testkit.Http;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Walks over the whole public site by its links. */
@ExtendWith(OneStack.class)
class SiteLinksTest {

  /** The site of a stack under test is small; more would be a trap of links without an end. */
  private static final int MOST = 1_500;

  private static final Http HTTP = Http.anywhere();

  @Test
  void everyLinkAnswers(Stack stack) {
    Newsroom newsroom = new Newsroom(stack);
    String article =
        newsroom.write("A text to link to", "<p>Words of it.</p>", "open-governance", "en");
    publish(newsroom, article);
    String page = newsroom.publication(article, "published").get("url").asString();
    newsroom.rewrite(
        article, "A text to link to", "<p>Other words of it.</p>", "open-governance", "en");
    publish(newsroom, article);
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                HTTP.exchange(null, "GET", page + "/changes", BodyPublishers.noBody(), Map.of())
                        .status()
                    == 200);

    Map<String, String> asked = new HashMap<>();
    List<String> broken = new ArrayList<>();
    Set<String> seen = new HashSet<>(List.of(stack.url("publishing") + "/"));
    Deque<String> todo = new ArrayDeque<>(seen);
    while (!todo.isEmpty()) {
      String address = todo.remove();
      Http.Answer answer = HTTP.exchange(null, "GET", address, BodyPublishers.noBody(), Map.of());
      int status = answer.status();
      if (status >= 400) {
        broken.add("%d %s, linked from %s".formatted(status, address, asked.get(address)));
      }
      for (String link : links(stack, address, status, answer)) {
        if (seen.add(link)) {
          asked.put(link, address);
          todo.add(link);
        }
      }
      assertThat(seen).as("addresses of the site").hasSizeLessThan(MOST);
    }
    assertThat(broken).isEmpty();
    assertThat(seen).contains(page, page + "/changes").hasSizeGreaterThan(20);
  }

  private static void publish(Newsroom newsroom, String article) {
    newsroom.submit(article);
    newsroom.approve(article, Newsroom.FIRST_REVIEWER, 1);
    newsroom.approve(article, Newsroom.SECOND_REVIEWER, 2);
  }

  private static List<String> links(Stack stack, String address, int status, Http.Answer answer) {
    List<String> links = new ArrayList<>();
    if (status >= 300 && status < 400) {
      links.add(java.net.URI.create(address).resolve(answer.header("Location")).toString());
    } else if (address.startsWith(stack.url("publishing")) && isMarkup(answer)) {
      Document html =
          type(answer).contains("xml")
              ? Jsoup.parse(answer.body(), address, Parser.xmlParser())
              : Jsoup.parse(answer.body(), address);
      for (Element each : html.select("a[href], link[href], script[src], img[src], loc, id, url")) {
        links.add(
            each.hasAttr("href")
                ? each.absUrl("href")
                : each.hasAttr("src") ? each.absUrl("src") : each.text());
      }
    }
    return links.stream()
        .map(link -> link.replaceAll("#.*", ""))
        .filter(
            link ->
                link.startsWith(stack.url("publishing"))
                    || link.startsWith(stack.url("notification") + "/subscriptions"))
        .toList();
  }

  private static boolean isMarkup(Http.Answer answer) {
    return type(answer).contains("html") || type(answer).contains("xml");
  }

  private static String type(Http.Answer answer) {
    return String.valueOf(answer.header("Content-Type"));
  }
}
