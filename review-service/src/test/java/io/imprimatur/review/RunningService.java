package io.imprimatur.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.imprimatur.events.LifecycleEvent;
import io.imprimatur.events.Text;
import io.imprimatur.testkit.Http;
import io.imprimatur.testkit.TestBroker;
import io.imprimatur.testkit.TestDesk;
import io.imprimatur.testkit.TestKeys;
import io.imprimatur.testkit.TestNeighbour;
import io.imprimatur.testkit.TestPerson;
import io.imprimatur.testkit.TestStack;
import io.imprimatur.testkit.TopicRecord;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The whole service on a real broker and a real store; all tests that extend this share one. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
abstract class RunningService {

  static final Duration SOON = Duration.ofSeconds(20);
  static final TestKeys KEYS = TestKeys.create();

  final TestNeighbour drafting = new TestNeighbour("drafting");
  final TestNeighbour publishing = new TestNeighbour("publishing");

  Http api;

  @LocalServerPort int port;

  @DynamicPropertySource
  static void stack(DynamicPropertyRegistry registry) {
    TestStack.properties(RunningService.class)
        .forEach((name, value) -> registry.add(name, () -> value));
    KEYS.properties().forEach((name, value) -> registry.add(name, () -> value));
  }

  @BeforeEach
  void api() {
    api = new Http(port);
  }

  /** Somebody at review's pages, signed in. */
  TestDesk desk(TestPerson who) {
    return TestDesk.of(port, who, "/review");
  }

  /** A section of a test's own, whose reviews no other test touches. */
  static String newSection() {
    return "s-" + UUID.randomUUID().toString().substring(0, 8);
  }

  static String newArticle() {
    return UUID.randomUUID().toString();
  }

  /** Submits a first revision and waits until its review is open. */
  String submitted(Text text, TestPerson by, TestPerson... editors) {
    String article = newArticle();
    drafting.tells(article, Samples.submission(text, 1, 1, by, editors));
    awaitReview(article, "in-review");
    return article;
  }

  Http.Answer awaitReview(String article, String state) {
    return await("review of " + article + " " + state)
        .atMost(SOON)
        .until(
            () -> api.get(TestPerson.CHEN_BO, "/api/reviews/" + article),
            a -> a.status() == 200 && state.equals(a.text("/state")));
  }

  Http.Answer decide(TestPerson who, String article, String digest, String verdict, String more) {
    return api.post(
        who,
        "/api/reviews/" + article + "/decisions",
        "{\"digest\":\"%s\",\"verdict\":\"%s\"%s}".formatted(digest, verdict, more));
  }

  Http.Answer approve(TestPerson who, String article) {
    return decide(who, article, digestOf(article), "approve", "");
  }

  String digestOf(String article) {
    return api.get(TestPerson.CHEN_BO, "/api/reviews/" + article).text("/digest");
  }

  /** What review told of an article, once it told this much; checks numbers and envelopes. */
  List<LifecycleEvent> awaitTold(String article, int count) {
    List<TopicRecord> records =
        await("events of " + article)
            .atMost(SOON)
            .until(
                () -> TestBroker.topics().readEvents("imprimatur.review", article),
                r -> r.size() >= count);
    assertThat(records).hasSize(count);
    for (int i = 0; i < count; i++) {
      assertThat(records.get(i).header("ce_sequence")).isEqualTo(Integer.toString(i + 1));
      assertThat(records.get(i).header("ce_source")).isEqualTo("/imprimatur/review");
      assertThat(records.get(i).header("ce_subject")).isEqualTo(article);
    }
    return records.stream().map(TopicRecord::event).toList();
  }

  static List<String> names(List<LifecycleEvent> events) {
    return events.stream().map(e -> e.getClass().getSimpleName()).toList();
  }

  /** Until review has taken everything that its neighbours told. */
  static void awaitAllHeard() {
    TestBroker.topics()
        .awaitDrained("imprimatur.review", SOON, "imprimatur.drafting", "imprimatur.publishing");
  }
}
