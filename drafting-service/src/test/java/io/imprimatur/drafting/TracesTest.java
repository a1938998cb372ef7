package io.imprimatur.drafting;

import static io.imprimatur.drafting.Api.entry;
import static io.imprimatur.testkit.TestPerson.LIN_YUE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.imprimatur.testkit.TestBroker;
import io.imprimatur.testkit.TestCollector;
import io.imprimatur.testkit.TestCollector.Span;
import io.imprimatur.testkit.TestDesk;
import io.imprimatur.testkit.TestKeys;
import io.imprimatur.testkit.TestStack;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** The spans of a click, where a collector is named; and none where it isn't. */
class TracesTest {

  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String CALLER = "00-" + TRACE + "-b7ad6b7169203331-01";

  @Test
  void aClickAndItsEventAreSpansOfOneTrace() {
    try (TestCollector collector = new TestCollector();
        TestKeys keys = TestKeys.create();
        ConfigurableApplicationContext service =
            start(
                "drafting-traced",
                keys,
                Map.of(
                    "otel.exporter.otlp.endpoint",
                    collector.endpoint(),
                    "otel.bsp.schedule.delay",
                    "100"))) {
      int port = Instances.port(service);
      String article = Api.as(port, LIN_YUE).create(entry()).is(201).id();
      TestDesk lin = TestDesk.of(port, LIN_YUE, "/write");
      TestDesk.Page form = lin.get("/write/" + article + "/submit");
      TestDesk.Page done = lin.submit(form, "form[action$=submit]", Map.of());
      assertThat(done.status()).as(done.text("main")).isEqualTo(200);

      Span send =
          await()
              .atMost(SOON)
              .until(
                  () -> spans(collector, "send drafting-traced.drafting"),
                  found -> !found.isEmpty())
              .getFirst();
      Span click =
          await()
              .atMost(SOON)
              .until(() -> spans(collector, "POST /write/{id}/submit"), found -> !found.isEmpty())
              .getFirst();
      assertThat(click.kind()).isEqualTo("SERVER");
      assertThat(click.service()).isEqualTo("drafting");
      assertThat(click.attributes()).containsEntry("http.response.status_code", "302");
      assertThat(send.kind()).isEqualTo("PRODUCER");
      assertThat(send.traceId()).isEqualTo(click.traceId());
      assertThat(send.parentId()).isEqualTo(click.spanId());
      assertThat(send.attributes())
          .containsEntry("cloudevents.event_type", "imprimatur.draft.submitted.v1")
          .containsEntry("imprimatur.article", article);
      String header =
          TestBroker.topics()
              .readAll("drafting-traced.drafting", article)
              .getFirst()
              .header("traceparent");
      assertThat(header)
          .as("the record carries the click")
          .isEqualTo("00-" + click.traceId() + "-" + click.spanId() + "-01");
      assertThat(collector.spans())
          .extracting(Span::name)
          .noneMatch(name -> name.contains(article) || name.contains("actuator"));
    }
  }

  @Test
  void withoutACollectorTheTraceGoesOnAllTheSame() {
    try (TestKeys keys = TestKeys.create();
        ConfigurableApplicationContext service = start("drafting-untraced", keys, Map.of())) {
      Api lin = Api.as(Instances.port(service), LIN_YUE);
      String article = lin.create(entry()).is(201).id();
      lin.submit(article, 1, "traceparent", CALLER).is(202);

      String header =
          await()
              .atMost(SOON)
              .until(
                  () -> TestBroker.topics().readAll("drafting-untraced.drafting", article),
                  records -> !records.isEmpty())
              .getFirst()
              .header("traceparent");
      assertThat(header).startsWith("00-" + TRACE + "-").doesNotContain("b7ad6b7169203331");
    }
  }

  private static List<Span> spans(TestCollector collector, String name) {
    return collector.spans().stream().filter(s -> s.name().equals(name)).toList();
  }

  private static ConfigurableApplicationContext start(
      String system, TestKeys keys, Map<String, String> more) {
    TestBroker.topics()
        .create(
            List.of("drafting", "review", "publishing", "notification").stream()
                .map(name -> system + "." + name)
                .toList());
    Map<String, Object> settings = new HashMap<>(TestStack.properties(TracesTest.class));
    settings.putAll(keys.properties());
    settings.put("imprimatur.events.system", system);
    settings.putAll(more);
    return Instances.start(settings);
  }
}
