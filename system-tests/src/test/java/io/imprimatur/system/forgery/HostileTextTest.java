package io.imprimatur.system.forgery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.imprimatur.events.ArticleUpdated;
import io.imprimatur.system.Newsroom;
import io.imprimatur.system.OneStack;
import io.imprimatur.system.Stack;
import io.imprimatur.testkit.HostileMarkup;
import io.imprimatur.testkit.Http;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A writer, or who has a writer's session, puts in markup that a browser would run. It runs in
 * nobody's: neither on the desks of the writers, reviewers and publishers, nor on the site, nor in
 * a mail.
 */
@ExtendWith(OneStack.class)
@Order(OneStack.LEAVING_TRACES)
class HostileTextTest {

  private static final String SECTION = "government";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static final Canary CANARY = new Canary();
  private static final List<String> MARKUP = HostileMarkup.all(CANARY.url());
  private static final List<String> TITLES = HostileMarkup.forTitles(CANARY.url());

  private static Stack stack;
  private static Newsroom newsroom;

  @BeforeAll
  static void start(Stack running) {
    stack = running;
    newsroom = new Newsroom(stack);
  }

  @AfterAll
  static void stop() {
    CANARY.close();
  }

  /** Without this, the other tests would pass in a browser that ran nothing at all. */
  @Test
  void theMarkupRunsWhereNothingKeepsItFromIt() {
    List<String> some =
        IntStream.range(0, MARKUP.size()).filter(i -> i % 4 == 0).mapToObj(MARKUP::get).toList();
    CANARY.shows(some);
    int ran = 0;
    try (Watched browser = new Watched()) {
      for (int i = 0; i < some.size(); i++) {
        CANARY.forget();
        if (browser.runs(CANARY.url() + "/raw/" + i)
            || CANARY.asked().stream().anyMatch(path -> !path.equals("/favicon.ico"))) {
          ran++;
        }
      }
    }
    CANARY.forget();
    assertThat(ran).as("of %d cases", some.size()).isGreaterThan(some.size() / 3);
  }

  @Test
  void inATextItRunsNowhereOnItsWay() {
    String mark = UUID.randomUUID().toString();
    String reader = "hostile-" + mark + "@example.org";
    newsroom.subscribe(reader, SECTION, "en");
    String article = write(article(titled(mark, 0), "<p>Nothing yet.</p>"));
    String body = everythingTaken(article, mark);

    String reason = String.join(" ", TITLES);
    try (Watched writer = new Watched();
        Watched reviewer = new Watched();
        Watched anyone = new Watched()) {
      writer.signIn(stack, "drafting", "/write", Newsroom.WRITER);
      reviewer.signIn(stack, "review", "/review", Newsroom.FIRST_REVIEWER);
      change(article, article(titled(mark, 0), body));
      writer.looksAt(at("drafting", "/write/" + article), "");
      writer.looksAt(at("drafting", "/write"), mark);

      newsroom.submit(article);
      requestChanges(article, reason);
      reviewer.looksAt(at("review", "/review/" + article), TITLES.getFirst());
      writerSeesItComeBack(writer, article);

      change(article, article(titled(mark, 1), body + "<p>The last paragraph.</p>"));
      newsroom.submit(article);
      newsroom.approve(article, Newsroom.FIRST_REVIEWER, 1);
      reviewer.looksAt(at("review", "/review/" + article), "The last paragraph.");
      reviewer.looksAt(at("review", "/review?tab=decided"), "");
      newsroom.approve(article, Newsroom.SECOND_REVIEWER, 2);
      String url = newsroom.publication(article, "published").get("url").asString();
      newsroom.alert(article, "completed");
      onTheSite(anyone, url, mark);
      inTheMail(anyone, reader, mark);

      newsroom.rewrite(article, titled(mark, 2), body, SECTION, "en");
      newsroom.submit(article);
      newsroom.approve(article, Newsroom.FIRST_REVIEWER, 1);
      newsroom.approve(article, Newsroom.SECOND_REVIEWER, 2);
      new Wire(stack.url("broker")).last("publishing", article, ArticleUpdated.class);
      await().atMost(Duration.ofSeconds(60)).until(() -> get(url).body().contains("Updated"));
      onTheSite(anyone, url, mark);
      anyone.looksAt(url + "/changes", mark);
      onOtherDesks(article, mark);
    }
    assertThat(CANARY.asked()).isEmpty();
  }

  private static void writerSeesItComeBack(Watched writer, String article) {
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> newsroom.timeline(article).contains("changes-requested"));
    writer.looksAt(at("drafting", "/write/" + article), TITLES.getFirst());
    writer.looksAt(at("drafting", "/write/" + article + "/revisions"), "");
    writer.looksAt(at("drafting", "/write/" + article + "/revisions/1"), "");
    writer.looksAt(at("drafting", "/write"), TITLES.getFirst());
  }

  private static void onTheSite(Watched anyone, String url, String mark) {
    anyone.looksAt(url, mark);
    anyone.looksAt(url + "/proof", mark);
    anyone.looksAt(at("publishing", "/en/" + SECTION), mark);
    anyone.looksAt(at("publishing", "/en/search?q=" + mark), mark);
    for (String title : TITLES) {
      anyone.looksAt(
          at("publishing", "/en/search?q=" + URLEncoder.encode(title, StandardCharsets.UTF_8)), "");
    }
    String feed = get(at("publishing", "/en/" + SECTION + "/feed.atom")).body();
    assertThat(feed).contains(mark).doesNotContain("<script", "<img", "<svg");
  }

  private static void inTheMail(Watched anyone, String reader, String mark) {
    newsroom.drained();
    JsonNode mail =
        newsroom.mails(reader).stream()
            .filter(m -> m.get("Subject").asString().contains(mark))
            .findFirst()
            .orElseThrow();
    anyone.reads(newsroom.message(mail).get("HTML").asString(), mark);
  }

  private static void onOtherDesks(String article, String mark) {
    try (Watched publisher = new Watched()) {
      publisher.signIn(stack, "publishing", "/newsroom", Newsroom.PUBLISHER);
      publisher.looksAt(at("publishing", "/newsroom?q=" + mark), mark);
      publisher.looksAt(at("publishing", "/newsroom/publications/" + article), mark);
      publisher.looksAt(
          at("publishing", "/newsroom/publications/" + article + "/withdrawal"), mark);
      publisher.signIn(stack, "notification", "/alerts", Newsroom.PUBLISHER);
      publisher.looksAt(at("notification", "/alerts/" + article), mark);
    }
  }

  /**
   * Puts each case into the article alone.
   *
   * @return all that was made of them
   */
  private static String everythingTaken(String article, String mark) {
    List<String> taken = new ArrayList<>();
    for (String markup : MARKUP) {
      Http.Answer answer = put(article, article(titled(mark, 0), "<p>x</p>" + markup));
      assertThat(answer.status()).as(markup + "\n" + answer.body()).isIn(200, 400);
      if (answer.status() == 200) {
        taken.add(
            drafting("GET", "/api/articles/" + article, null, Map.of())
                .json()
                .get("body")
                .asString());
      }
    }
    assertThat(taken).hasSizeGreaterThan(MARKUP.size() / 2);
    return String.join("", taken);
  }

  /** A title that can be found again. */
  private static String titled(String mark, int number) {
    return mark + " " + String.join(" ", TITLES.subList(3 * number, 3 * number + 3));
  }

  private static Map<String, Object> article(String title, String body) {
    Map<String, Object> article = new LinkedHashMap<>();
    article.put("title", title);
    article.put("summary", String.join(" ", TITLES));
    article.put("changeNote", String.join(" ", TITLES));
    article.put("body", body);
    article.put("section", SECTION);
    article.put("language", "en");
    return article;
  }

  private static String write(Map<String, Object> article) {
    Http.Answer created =
        drafting("POST", "/api/articles", JSON.writeValueAsString(article), Map.of());
    assertThat(created.status()).as(created.body()).isEqualTo(201);
    return created.text("/id");
  }

  private static void change(String article, Map<String, Object> to) {
    Http.Answer changed = put(article, to);
    assertThat(changed.status()).as(changed.body()).isEqualTo(200);
  }

  private static Http.Answer put(String article, Map<String, Object> to) {
    String address = "/api/articles/" + article;
    String version = drafting("GET", address, null, Map.of()).header("ETag");
    return drafting("PUT", address, JSON.writeValueAsString(to), Map.of("If-Match", version));
  }

  private static void requestChanges(String article, String reason) {
    String address = at("review", "/api/reviews/" + article);
    String token = stack.token(Newsroom.FIRST_REVIEWER);
    JsonNode review =
        await()
            .atMost(Duration.ofSeconds(60))
            .until(
                () -> Http.anywhere().sendWith(token, "GET", address, null, Map.of()),
                answer -> answer.status() == 200)
            .json();
    Map<String, Object> decision =
        Map.of(
            "digest",
            review.get("digest").asString(),
            "verdict",
            "request-changes",
            "reason",
            reason,
            "round",
            1,
            "step",
            1);
    Http.Answer decided =
        Http.anywhere()
            .sendWith(
                token,
                "POST",
                address + "/decisions",
                JSON.writeValueAsString(decision),
                Map.of("Idempotency-Key", UUID.randomUUID().toString()));
    assertThat(decided.status()).as(decided.body()).isEqualTo(200);
  }

  private static Http.Answer drafting(
      String method, String path, String json, Map<String, String> headers) {
    return Http.anywhere()
        .sendWith(stack.token(Newsroom.WRITER), method, at("drafting", path), json, headers);
  }

  private static Http.Answer get(String url) {
    return Http.anywhere().get(null, url);
  }

  private static String at(String service, String path) {
    return stack.url(service) + path;
  }
}
