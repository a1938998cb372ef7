package io.imprimatur.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.imprimatur.events.Person;
import io.imprimatur.events.ReviewClosed;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TestNeighbourTest {

  private static final Instant AT = Instant.parse("2026-11-24T08:00:00Z");
  private static final ReviewClosed CLOSED =
      new ReviewClosed(1, 1, new Person("wang.min", "Wang Min"), AT);

  private final String system = "system-" + UUID.randomUUID();
  private final String topic = system + ".review";
  private final TestNeighbour review = new TestNeighbour(system, "review");

  @BeforeEach
  void topic() {
    TestBroker.topics().create(List.of(topic));
  }

  @Test
  void whatItTellsIsAnEventOfItsArticle() {
    TestNeighbour.Told told = review.tells("a1", CLOSED);

    TopicRecord record = TestBroker.topics().readAll(topic, "a1").getFirst();
    assertThat(record.headers())
        .containsOnly(
            entry("ce_specversion", "1.0"),
            entry("ce_id", told.id()),
            entry("ce_source", "/" + system + "/review"),
            entry("ce_type", "imprimatur.review.closed.v1"),
            entry("ce_subject", "a1"),
            entry("ce_time", "2026-11-24T08:00:00Z"),
            entry("ce_sequence", "1"),
            entry("content-type", "application/json"));
    assertThat(record.event()).isEqualTo(CLOSED);
  }

  @Test
  void eachArticleHasItsNumbersAndATestMayTakeOthers() {
    review.tells("a1", CLOSED);
    review.tells("a2", CLOSED);
    review.tells("a1", CLOSED, 7);
    review.tells("a1", "imprimatur.review.closed.v1", "{".getBytes(StandardCharsets.UTF_8));

    assertThat(TestBroker.topics().readAll(topic, "a1"))
        .extracting(r -> r.header("ce_sequence"))
        .containsExactly("1", "7", "2");
    assertThat(TestBroker.topics().readAll(topic, "a2")).hasSize(1);
  }

  @Test
  void whatIsToldAgainStaysOneEvent() {
    TestNeighbour.Told told = review.tells("a1", CLOSED);
    review.tells(told);

    assertThat(TestBroker.topics().readAll(topic, "a1")).hasSize(2);
    assertThat(TestBroker.topics().readEvents(topic, "a1"))
        .extracting(r -> r.header("ce_id"))
        .containsExactly(told.id());
  }
}
