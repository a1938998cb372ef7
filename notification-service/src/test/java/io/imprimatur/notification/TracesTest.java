package io.imprimatur.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.imprimatur.events.EventJson;
import io.imprimatur.events.LifecycleEvent;
import io.imprimatur.notification.delivery.smtp.PostOffice.Manner;
import io.imprimatur.testkit.TestBroker;
import io.imprimatur.testkit.TestCollector;
import io.imprimatur.testkit.TestCollector.Span;
import io.imprimatur.testkit.TestPerson;
import io.imprimatur.testkit.TopicRecord;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The trace of a publication goes on through planning and mailing, whenever they are done. */
class TracesTest {

  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String PUBLISHED = "00-" + TRACE + "-00f067aa0ba902b7-01";
  private static final String WITHDRAWN = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

  @Test
  void mailsAndWhatIsToldOfThemBelongToThePublicationsTrace() {
    String system = "notification-traced";
    try (TestCollector collector = new TestCollector();
        Watched service =
            new Watched(
                system,
                Map.of(
                    "otel.exporter.otlp.endpoint",
                    collector.endpoint(),
                    "otel.bsp.schedule.delay",
                    "100"))) {
      service.subscribed("ann@example.org", RunningService.GOVERNMENT);
      service.subscribed("ben@example.org", RunningService.GOVERNMENT);
      // The first try is put off, so that the second one comes by itself.
      service.post.treat("ben@example.org", Manner.PUT_OFF);
      String article = RunningService.newArticle();
      tell(
          system,
          article,
          1,
          PUBLISHED,
          service.publishing.published(
              service.publishing.seal(article, 1, "government", "zh", "News", ""),
              1,
              Instant.now()));
      await().atMost(Watched.SOON).until(() -> service.post.tries() >= 2);
      service.post.treat("ben@example.org", Manner.GOOD);
      service.awaitAlert(article, "completed");

      List<Span> spans =
          await()
              .atMost(Watched.SOON)
              .until(
                  () -> collector.spans(TRACE),
                  found ->
                      names(found, "send notification-traced.notification") == 2
                          && names(found, "mail alert") >= 2);
      Span heard = only(spans, "process publishing");
      assertThat(heard.kind()).isEqualTo("CONSUMER");
      assertThat(heard.parentId()).isEqualTo("00f067aa0ba902b7");
      assertThat(heard.service()).isEqualTo("notification");
      assertThat(only(spans, "plan alert").parentId()).isEqualTo(heard.spanId());
      assertThat(spans)
          .filteredOn(s -> s.name().equals("mail alert"))
          .allSatisfy(
              mail -> {
                assertThat(mail.kind()).isEqualTo("CLIENT");
                assertThat(mail.parentId()).isEqualTo(heard.spanId());
              });
      assertThat(traces(system, article)).hasSize(2).containsOnly(TRACE);
      assertThat(collector.spans().toString()).doesNotContain("example.org");
    }
  }

  @Test
  void whatAStopTellsBelongsToTheAlertsTraceOrToTheClicks() {
    String system = "notification-untraced";
    try (Watched service = new Watched(system, Map.of("imprimatur.alerts.retry-first", "1h"))) {
      service.subscribed("ann@example.org", RunningService.GOVERNMENT);
      service.post.treat("ann@example.org", Manner.PUT_OFF);
      String article = RunningService.newArticle();
      tell(
          system,
          article,
          1,
          PUBLISHED,
          service.publishing.published(
              service.publishing.seal(article, 1, "government", "zh", "News", ""),
              1,
              Instant.now()));
      await().atMost(Watched.SOON).until(() -> traces(system, article).size() == 1);
      assertThat(traces(system, article)).containsExactly(TRACE);
      await().atMost(Watched.SOON).until(() -> service.post.tries() == 1);

      service.http.send(
          TestPerson.ADAM_FREY,
          "POST",
          "/api/alerts/" + article + "/stop",
          "{\"reason\":\"Enough.\"}",
          Map.of("traceparent", WITHDRAWN));
      service.awaitAlert(article, "stopped");
      await().atMost(Watched.SOON).until(() -> traces(system, article).size() == 2);
      assertThat(traces(system, article))
          .as("the alert's own, whoever settled it; the click's, where that did")
          .allMatch(t -> t.equals(TRACE) || WITHDRAWN.contains(t));
    }
  }

  private static long names(List<Span> spans, String name) {
    return spans.stream().filter(s -> s.name().equals(name)).count();
  }

  private static Span only(List<Span> spans, String name) {
    List<Span> found = spans.stream().filter(s -> s.name().equals(name)).toList();
    assertThat(found).as(name).hasSize(1);
    return found.getFirst();
  }

  /** The traces of what was told of an article, in order. */
  private static List<String> traces(String system, String article) {
    return TestBroker.topics().readAll(system + ".notification", article).stream()
        .map((TopicRecord r) -> r.header("traceparent").split("-")[1])
        .toList();
  }

  private static void tell(
      String system, String article, long number, String trace, LifecycleEvent event) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("ce_specversion", "1.0");
    headers.put("ce_id", UUID.randomUUID().toString());
    headers.put("ce_source", "/" + system + "/publishing");
    headers.put("ce_type", EventJson.typeOf(event));
    headers.put("ce_subject", article);
    headers.put("ce_time", event.at().toString());
    headers.put("ce_sequence", Long.toString(number));
    headers.put("content-type", "application/json");
    headers.put("traceparent", trace);
    TestBroker.topics().write(system + ".publishing", article, headers, EventJson.write(event));
  }
}
