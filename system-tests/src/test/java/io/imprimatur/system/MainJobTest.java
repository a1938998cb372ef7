package io.imprimatur.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.imprimatur.system.Http.Answer;
import io.imprimatur.testkit.TestDesk;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** From desk to mailbox, on processes started by the project's own command. */
@ExtendWith(OneStack.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Order(OneStack.BEHIND_PAGES)
@Tag("journey")
class MainJobTest {

  private static Stack stack;
  private static Newsroom newsroom;

  @BeforeAll
  static void start(Stack running) {
    stack = running;
    newsroom = new Newsroom(stack);
  }

  @Order(1)
  @ParameterizedTest
  @CsvSource({
    "en, Report on the province's third flood-control meeting of the season, 2000",
    "zh, 全省防汛抗旱工作第三次会议情况通报, 4000",
  })
  void aLongTextGoesFromDeskToMailbox(String language, String title, int least) throws Exception {
    String reader = "reader-" + UUID.randomUUID() + "@example.org";
    String stranger = "stranger-" + UUID.randomUUID() + "@example.org";
    newsroom.subscribe(reader, "government", language);
    newsroom.subscribe(stranger, "services", language);
    String text = text(language);
    assertThat(language.equals("en") ? text.split("\\s+").length : text.length())
        .as("a text of several thousand words")
        .isGreaterThan(least);

    String article = newsroom.write(title, text, "government", language);
    newsroom.submit(article);
    newsroom.approve(article, Newsroom.FIRST_REVIEWER, 1);
    approveByAClick(article, Newsroom.SECOND_REVIEWER);

    JsonNode publication = newsroom.publication(article, "published");
    Answer page = Http.get(publication.get("url").asString());
    assertThat(page.status()).isEqualTo(200);
    Document html = Jsoup.parse(page.body());
    assertThat(html.selectFirst("html").attr("lang")).startsWith(language);
    assertThat(html.selectFirst("h1").text()).isEqualTo(title);
    assertThat(html.body().text()).contains(Jsoup.parse(text).text());

    JsonNode alert = newsroom.alert(article, "completed");
    newsroom.drained();
    assertThat(alert.get("sent").asInt()).isEqualTo(1);
    assertThat(alert.get("failed").asInt() + alert.get("uncertain").asInt()).isZero();
    List<JsonNode> mails =
        newsroom.mails(reader).stream()
            .filter(m -> m.get("Subject").asString().equals(title))
            .toList();
    assertThat(mails).hasSize(1);
    JsonNode mail = newsroom.message(mails.getFirst());
    assertThat(Newsroom.links(mail)).contains(stack.url("publishing") + "/a/" + article);
    assertThat(newsroom.mails(stranger)).as("the confirmation and nothing else").hasSize(1);
    assertThat(newsroom.timeline(article))
        .containsSubsequence(
            "submitted",
            "review-opened",
            "step-approved",
            "step-approved",
            "approved",
            "published",
            "alert-started",
            "alert-completed");
    EventCount.read(stack.url("broker")).assertNothingRepeated(article);
    for (String service : Newsroom.SERVICES) {
      assertThat(newsroom.parked(service)).as("parked in " + service).isZero();
    }
    oneTraceFromTheClickToTheMail(article);
  }

  /** The button at the foot of the review's page, as a browser sends it. */
  private static void approveByAClick(String article, String reviewer) {
    TestDesk desk = TestDesk.stranger(0);
    String address = stack.url("review") + "/review/" + article;
    TestDesk.Page signIn = desk.get(address);
    TestDesk.Page review =
        desk.submit(signIn, "form:has(input[name=username][value=" + reviewer + "])", Map.of());
    assertThat(review.uri().toString()).startsWith(address);
    TestDesk.Page decided =
        desk.submit(review, "form:has(input[name=verdict][value=approve])", Map.of());
    assertThat(decided.status()).as(decided.text("main")).isEqualTo(200);
    assertThat(decided.uri().toString()).startsWith(address + "?decided=2");
  }

  /**
   * Each step's line in the logs of four processes has the trace of the click that led to it: from
   * the last reviewer's over the seal, the page and the alert to the mail server's word.
   */
  private static void oneTraceFromTheClickToTheMail(String article) {
    String submission = trace(lines("drafting", article, "imprimatur.draft.submitted.v1"));
    assertThat(trace(lines("review", article, "imprimatur.draft.submitted.v1")))
        .isEqualTo(submission);
    assertThat(trace(lines("review", article, "imprimatur.review.opened.v1")))
        .isEqualTo(submission);
    assertThat(trace(lines("drafting", article, "imprimatur.review.opened.v1")))
        .isEqualTo(submission);

    List<JsonNode> clicks =
        stack.log("review", article).stream().filter(line -> line.has("verdict")).toList();
    assertThat(clicks)
        .extracting(line -> line.get("personId").asString())
        .containsExactly(Newsroom.FIRST_REVIEWER, Newsroom.SECOND_REVIEWER);
    String first = clicks.getFirst().get("traceId").asString();
    String last = clicks.getLast().get("traceId").asString();
    assertThat(List.of(submission, first, last)).doesNotHaveDuplicates();
    assertThat(lines("review", article, "imprimatur.review.step-approved.v1"))
        .extracting(line -> line.get("traceId").asString())
        .containsExactly(first, last);
    assertThat(lines("drafting", article, "imprimatur.review.step-approved.v1"))
        .extracting(line -> line.get("traceId").asString())
        .containsExactly(first, last);

    Map<String, List<String>> way =
        Map.of(
            "imprimatur.article.approved.v1", List.of("review", "publishing", "drafting"),
            "imprimatur.article.published.v1", List.of("publishing", "notification", "drafting"),
            "imprimatur.alert.started.v1", List.of("notification", "drafting"),
            "imprimatur.alert.completed.v1", List.of("notification", "drafting"));
    way.forEach(
        (type, services) ->
            services.forEach(
                service -> assertThat(trace(lines(service, article, type))).isEqualTo(last)));
    assertThat(stack.log("notification", article))
        .filteredOn(line -> line.path("message").asString("").contains("taken by the mail server"))
        .singleElement()
        .satisfies(
            mail -> {
              assertThat(mail.get("sent").asInt()).isEqualTo(1);
              assertThat(mail.get("traceId").asString()).isEqualTo(last);
            });
  }

  /** The one trace that lines belong to. */
  private static String trace(List<JsonNode> lines) {
    List<String> traces =
        lines.stream().map(line -> line.get("traceId").asString()).distinct().toList();
    assertThat(traces).singleElement().satisfies(t -> assertThat(t).matches("[0-9a-f]{32}"));
    return traces.getFirst();
  }

  /** Lines of a service's log about an event, which has its id there. */
  private static List<JsonNode> lines(String service, String article, String type) {
    List<JsonNode> found =
        stack.log(service, article).stream()
            .filter(line -> line.path("eventType").asString("").equals(type))
            .toList();
    assertThat(found).as(service + " about " + type).isNotEmpty();
    assertThat(found).allSatisfy(line -> assertThat(line.get("eventId").asString()).isNotBlank());
    return found;
  }

  @Order(2)
  @Test
  void theDemoFillsTheHouseAndIsNothingNewTheSecondTime() {
    assertThat(stack.demo()).contains("✓ published", "✓ under-review", "✓ changes-requested");
    assertThat(stack.demo()).contains("· published", "· under-review").doesNotContain("✓");
  }

  private static String text(String language) throws IOException {
    try (InputStream in =
        MainJobTest.class.getResourceAsStream("/texts/report." + language + ".html")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
