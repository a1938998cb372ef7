package io.imprimatur.publishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.f4b6a3.uuid.UuidCreator;
import io.imprimatur.events.ArticleApproved;
import io.imprimatur.events.LifecycleEvent;
import io.imprimatur.events.Text;
import io.imprimatur.seals.Sealer;
import io.imprimatur.testkit.Http;
import io.imprimatur.testkit.TestBroker;
import io.imprimatur.testkit.TestKeys;
import io.imprimatur.testkit.TestPerson;
import io.imprimatur.testkit.TestStack;
import io.imprimatur.testkit.TopicRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/** The whole service on a real broker and a real store; all tests that extend this share one. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
abstract class RunningSite {

  static final Duration SOON = Duration.ofSeconds(30);
  static final TestKeys KEYS = TestKeys.create();
  static final Sealer SEALER = Sealer.read(KEYS.file());
  static final Map<String, String> STACK = TestStack.properties(RunningSite.class);
  static final String SITE = "https://www.linhe.example";

  static final Review REVIEW = new Review();

  Http http;

  @LocalServerPort int port;

  @DynamicPropertySource
  static void stack(DynamicPropertyRegistry registry) {
    settings().forEach((name, value) -> registry.add(name, () -> value));
    registry.add("logging.level.root", () -> "warn");
  }

  /** The settings of this service, for another instance beside it too. */
  static Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>(STACK);
    settings.putAll(KEYS.properties());
    settings.put("PUBLIC_SITE_URL", SITE + "/");
    settings.put("SUBSCRIPTIONS_URL", "https://mail.linhe.example");
    settings.put("imprimatur.publishing.withheld-for", "500ms");
    return settings;
  }

  @BeforeEach
  void http() {
    http = new Http(port);
  }

  static String newArticle() {
    return UuidCreator.getTimeOrderedEpoch().toString();
  }

  static String approved(Text text) {
    String article = newArticle();
    approve(article, 1, text);
    return article;
  }

  static void approve(String article, int revision, Text text) {
    REVIEW.tells(article, Samples.approval(SEALER, article, revision, text));
  }

  static void imitate(String article, ArticleApproved event) {
    REVIEW.isImitated(article, event);
  }

  /** Approves a text and waits until it stands; gives its path. */
  String published(String article, Text text) {
    approve(article, 1, text);
    return awaitState(article, "published").text("/path");
  }

  Http.Answer awaitState(String article, String state) {
    return await(article + " " + state)
        .atMost(SOON)
        .until(
            () -> http.get(TestPerson.MIA_ROTH, "/api/publications/" + article),
            a -> a.status() == 200 && state.equals(a.text("/state")));
  }

  Http.Answer withdraw(String article) {
    return http.post(
        TestPerson.MIA_ROTH,
        "/api/publications/" + article + "/withdrawal",
        "{\"reason\":\"Wrong date.\"}");
  }

  Http.Answer page(String path) {
    return http.get(null, path);
  }

  /** A whole list as a publisher of all sections sees it, by following its links. */
  List<JsonNode> items(String path) {
    return items(TestPerson.MIA_ROTH, path);
  }

  List<JsonNode> items(TestPerson who, String path) {
    List<JsonNode> items = new ArrayList<>();
    String next = path;
    while (next != null) {
      Http.Answer part = http.get(who, next);
      assertThat(part.status()).isEqualTo(200);
      part.json().forEach(items::add);
      next = part.next();
    }
    return items;
  }

  /** What publishing told of an article, once it told this much; checks numbers and envelopes. */
  static List<LifecycleEvent> awaitTold(String article, int count) {
    List<TopicRecord> records =
        await("events of " + article)
            .atMost(SOON)
            .until(
                () -> TestBroker.topics().readEvents("imprimatur.publishing", article),
                r -> r.size() >= count);
    assertThat(records).hasSize(count);
    for (int i = 0; i < count; i++) {
      TopicRecord record = records.get(i);
      assertThat(record.header("ce_specversion")).isEqualTo("1.0");
      assertThat(record.header("ce_sequence")).isEqualTo(Integer.toString(i + 1));
      assertThat(record.header("ce_source")).isEqualTo("/imprimatur/publishing");
      assertThat(record.header("ce_subject")).isEqualTo(article);
      assertThat(record.header("content-type")).isEqualTo("application/json");
    }
    return records.stream().map(TopicRecord::event).toList();
  }

  /** Until publishing has taken, or parked, everything that review told. */
  static void awaitAllHeard() {
    TestBroker.topics().awaitDrained("imprimatur.publishing", SOON, Review.TOPIC);
  }
}
