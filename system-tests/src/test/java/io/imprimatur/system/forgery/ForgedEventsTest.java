package io.imprimatur.system.forgery;

import static org.assertj.core.api.Assertions.assertThat;

import io.imprimatur.events.ArticleApproved;
import io.imprimatur.events.ArticlePublished;
import io.imprimatur.events.ArticleUpdated;
import io.imprimatur.events.Digest;
import io.imprimatur.events.DraftSubmitted;
import io.imprimatur.events.Text;
import io.imprimatur.system.Newsroom;
import io.imprimatur.system.OneStack;
import io.imprimatur.system.Stack;
import io.imprimatur.testkit.Http;
import io.imprimatur.testkit.TestDesk;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/**
 * Somebody writes to the real topics, under the next number of each article, what review and
 * publishing never told. Nothing of it reaches a page or a mailbox; it is shown as refused; and the
 * genuine event under the same number passes afterwards.
 */
@ExtendWith(OneStack.class)
@Order(OneStack.LEAVING_TRACES)
class ForgedEventsTest {

  private static final String SECTION = "government";
  private static final String FORGED = "Nobody approved this";
  private static final String STAMP = UUID.randomUUID().toString();
  private static final List<String> WHOLE_WAY =
      List.of(
          "created",
          "submitted",
          "review-opened",
          "step-approved",
          "step-approved",
          "approved",
          "published",
          "alert-started",
          "alert-completed");

  private static Stack stack;
  private static Newsroom newsroom;
  private static Operations operations;
  private static Wire wire;
  private static String reader;

  @BeforeAll
  static void start(Stack running) {
    stack = running;
    newsroom = new Newsroom(stack);
    operations = new Operations(stack);
    wire = new Wire(stack.url("broker"));
    reader = "forged-" + UUID.randomUUID() + "@example.org";
    newsroom.subscribe(reader, SECTION, "en");
  }

  @AfterAll
  static void nothingOfItIsParkedAnyMore() {
    for (String service : Newsroom.SERVICES) {
      assertThat(newsroom.parked(service)).as("parked in " + service).isZero();
    }
  }

  private static Http.Answer get(String url) {
    return Http.anywhere().get(null, url);
  }

  /** A text that waits for its last approval. */
  private static String almostApproved(String title) {
    String article = newsroom.write(title, "<p>What reviewers read.</p>", SECTION, "en");
    newsroom.submit(article);
    newsroom.approve(article, Newsroom.FIRST_REVIEWER, 1);
    return article;
  }

  private static String approved(String title) {
    String article = almostApproved(title);
    newsroom.approve(article, Newsroom.SECOND_REVIEWER, 2);
    newsroom.publication(article, "published");
    newsroom.alert(article, "completed");
    return article;
  }

  private static Text altered(Text text) {
    return new Text(
        FORGED + ": " + text.title(),
        FORGED,
        "<p>" + FORGED + ".</p>",
        text.section(),
        text.language(),
        text.topics(),
        text.changeNote(),
        text.attachments());
  }

  @Test
  void aFalseSealOpensNothingAndStopsNothing() {
    String donor = approved("Genuine " + UUID.randomUUID());
    ArticleApproved genuine = wire.last("review", donor, ArticleApproved.class);
    Map<FalseSeal, String> articles = new EnumMap<>(FalseSeal.class);
    for (FalseSeal seal : FalseSeal.values()) {
      articles.put(seal, almostApproved(title(seal)));
    }

    articles.forEach((how, article) -> forge(how, article, genuine));
    newsroom.drained();
    SoftAssertions.assertSoftly(
        softly -> articles.forEach((how, article) -> assertNothingCameOfIt(softly, how, article)));
    assertThat(subjects()).noneMatch(s -> s.contains(FORGED) || s.startsWith("Sealed by"));
    assertShownToPublishersAndAdministrators(articles);

    articles.forEach((how, article) -> newsroom.approve(article, Newsroom.SECOND_REVIEWER, 2));
    articles.forEach((how, article) -> newsroom.publication(article, "published"));
    articles.forEach((how, article) -> newsroom.alert(article, "completed"));
    newsroom.drained();
    SoftAssertions.assertSoftly(
        softly -> articles.forEach((how, article) -> assertGenuine(softly, how, article)));
    assertThat(subjects()).noneMatch(s -> s.contains(FORGED));
    articles.values().forEach(operations::setAside);
  }

  private static String title(FalseSeal seal) {
    return "Sealed by " + seal + " " + STAMP;
  }

  /** Both to those who hear review and to those who hear publishing. */
  private static void forge(FalseSeal how, String article, ArticleApproved genuine) {
    Text text = altered(wire.last("drafting", article, DraftSubmitted.class).text());
    String seal = how.of(article, text, genuine);
    Digest digest = Digest.of(text);
    wire.forge(
        "review", article, new ArticleApproved(1, 1, text, digest, seal, null, Instant.now()));
    wire.forge(
        "publishing",
        article,
        new ArticlePublished(1, digest, seal, "/en/news/2026/forged", null, Instant.now()));
  }

  private static void assertNothingCameOfIt(SoftAssertions softly, FalseSeal how, String article) {
    softly.assertThat(get(site("/a/" + article)).status()).as("%s: page", how).isEqualTo(404);
    softly.assertThat(newsroom.timeline(article)).as("%s: timeline", how).hasSize(4);
    softly
        .assertThat(api("notification", "/api/alerts/" + article).status())
        .as("%s: alert", how)
        .isEqualTo(404);
    refused(softly, how, "publishing", article, 1);
    refused(softly, how, "notification", article, 1);
    refused(softly, how, "drafting", article, 2);
    JsonNode publication = api("publishing", "/api/publications/" + article).json();
    softly.assertThat(publication.at("/state").asString("")).as("%s", how).isEqualTo("refused");
    softly.assertThat(publication.at("/reason").asString("")).as("%s", how).contains(how.reason);
  }

  private static void refused(
      SoftAssertions softly, FalseSeal how, String service, String article, int events) {
    softly
        .assertThat(operations.refused(service, article))
        .as("%s: refused by %s", how, service)
        .hasSize(events)
        .allSatisfy(parked -> assertThat(parked.get("cause").asString()).contains(how.reason));
  }

  /** Without a script, as a person's browser has it. */
  private static void assertShownToPublishersAndAdministrators(Map<FalseSeal, String> articles) {
    TestDesk publisher = Operations.signIn(stack, "publishing", "/newsroom", Newsroom.PUBLISHER);
    TestDesk.Page list =
        publisher.get(stack.url("publishing") + "/newsroom?state=refused&q=" + STAMP);
    TestDesk administrator =
        Operations.signIn(stack, "drafting", "/write/operations", Newsroom.ADMINISTRATOR);
    articles.forEach(
        (how, article) -> {
          assertThat(list.html().select("tr:has(a[href*=%s])".formatted(article)).text())
              .as("%s in the newsroom", how)
              .contains("forged approval");
          TestDesk.Page operations =
              administrator.get(
                  stack.url("drafting") + "/write/operations?kind=refused&article=" + article);
          assertThat(operations.html().select("a[href*=/operations/parked/]").eachAttr("href"))
              .as("%s on the operations page", how)
              .hasSizeGreaterThanOrEqualTo(4);
        });
  }

  private static void assertGenuine(SoftAssertions softly, FalseSeal how, String article) {
    Http.Answer page = get(newsroom.publication(article, "published").get("url").asString());
    softly
        .assertThat(page.body())
        .as("%s", how)
        .contains("What reviewers read.")
        .doesNotContain(FORGED);
    softly
        .assertThat(newsroom.timeline(article))
        .as("%s", how)
        .containsExactlyElementsOf(WHOLE_WAY);
    softly
        .assertThat(subjects().stream().filter(title(how)::equals))
        .as("%s: mails", how)
        .hasSize(1);
  }

  /** The article's own, genuine seal does not cover other words, and not the same words twice. */
  @Test
  void anArticlesOwnSealIsGoodForItsTextAndForOneTime() {
    String title = "Own seal " + UUID.randomUUID();
    String article = approved(title);
    ArticleApproved first = wire.last("review", article, ArticleApproved.class);
    ArticlePublished published = wire.last("publishing", article, ArticlePublished.class);
    String newer = "Newer " + title;
    newsroom.rewrite(article, newer, "<p>What reviewers read next.</p>", SECTION, "en");
    newsroom.submit(article);
    newsroom.approve(article, Newsroom.FIRST_REVIEWER, 1);
    Text altered = altered(first.text());
    Digest digest = Digest.of(altered);
    Instant now = Instant.now();

    for (ArticleApproved forged :
        List.of(
            new ArticleApproved(2, 2, altered, digest, first.seal(), null, now),
            new ArticleApproved(2, 2, altered, first.digest(), first.seal(), null, now),
            new ArticleApproved(1, 1, altered, digest, first.seal(), null, now),
            first)) {
      wire.forge("review", article, forged);
    }
    String path = published.path();
    wire.forge("publishing", article, new ArticleUpdated(2, digest, first.seal(), path, now, now));
    wire.forge(
        "publishing", article, new ArticlePublished(1, digest, first.seal(), path, null, now));
    wire.forge("publishing", article, published);
    newsroom.drained();

    assertThat(operations.refused("publishing", article)).hasSize(4);
    assertThat(operations.refused("notification", article)).hasSize(3);
    assertThat(operations.refused("drafting", article)).hasSize(7);
    String url = newsroom.publication(article, "published").get("url").asString();
    assertThat(get(url).body()).contains("What reviewers read.").doesNotContain(FORGED);
    assertThat(
            api("publishing", "/api/publications/" + article)
                .json()
                .get("forgeries")
                .findValuesAsString("reason"))
        .hasSize(4)
        .contains("its seal is for revision 1, and revision 1 was taken before");
    assertThat(subjects().stream().filter(s -> s.contains(title))).hasSize(1);

    newsroom.approve(article, Newsroom.SECOND_REVIEWER, 2);
    wire.last("publishing", article, ArticleUpdated.class);
    newsroom.drained();
    assertThat(get(url).body()).contains(newer, "What reviewers read next.").doesNotContain(FORGED);
    assertThat(newsroom.timeline(article)).endsWith("approved", "updated");
    assertThat(subjects().stream().filter(s -> s.contains(title)))
        .as("an update mails nobody")
        .containsExactly(title);
    operations.setAside(article);
  }

  /** What is drained before this is asked has been mailed, or never will be. */
  private static List<String> subjects() {
    return newsroom.mails(reader).stream().map(mail -> mail.get("Subject").asString()).toList();
  }

  private static String site(String path) {
    return stack.url("publishing") + path;
  }

  private static Http.Answer api(String service, String path) {
    return Http.anywhere()
        .sendWith(
            stack.token(Newsroom.PUBLISHER), "GET", stack.url(service) + path, null, Map.of());
  }
}
