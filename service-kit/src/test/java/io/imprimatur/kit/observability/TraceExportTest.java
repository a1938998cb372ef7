package io.imprimatur.kit.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.imprimatur.testkit.TestCollector;
import io.imprimatur.testkit.TestCollector.Span;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Spans go out by OTLP where OpenTelemetry's settings say so, and nowhere else. */
class TraceExportTest {

  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String CALLER = "00-" + TRACE + "-00f067aa0ba902b7-01";

  private final TestCollector collector = new TestCollector();

  @AfterEach
  void stop() {
    collector.close();
  }

  @Test
  void aStepAndWhatFollowsFromItAreSpansOfTheCallersTrace() {
    String inner;
    try (TraceExport export = export(Map.of())) {
      Traces traces = export.traces();
      try (Traces.Step step = traces.serving(CALLER, "POST")) {
        step.named("POST /notes/{id}").with("http.route", "/notes/{id}");
        assertThat(Traceparent.current().traceId()).isEqualTo(TRACE);
        inner = Traceparent.current().header();
      }
      traces.sending(inner, "send notes").ended(true);
      try (Traces.Step step = traces.hearing(inner, "process notes")) {
        step.with("imprimatur.outcome", "applied");
      }
    }

    assertThat(collector.spans(TRACE))
        .extracting(Span::name, Span::kind, Span::service)
        .containsExactlyInAnyOrder(
            org.assertj.core.api.Assertions.tuple("POST /notes/{id}", "SERVER", "notes"),
            org.assertj.core.api.Assertions.tuple("send notes", "PRODUCER", "notes"),
            org.assertj.core.api.Assertions.tuple("process notes", "CONSUMER", "notes"));
    Span click = span("POST /notes/{id}");
    assertThat(click.parentId()).isEqualTo("00f067aa0ba902b7");
    assertThat(inner).isEqualTo("00-" + TRACE + "-" + click.spanId() + "-01");
    assertThat(span("send notes").parentId()).isEqualTo(click.spanId());
    assertThat(span("process notes").parentId()).isEqualTo(click.spanId());
    assertThat(span("process notes").attributes()).containsEntry("imprimatur.outcome", "applied");
  }

  @Test
  void workThatFailsIsASpanAllTheSameAndItsMessageStaysHere() {
    try (TraceExport export = export(Map.of())) {
      assertThatThrownBy(
              () ->
                  export
                      .traces()
                      .run(
                          CALLER,
                          "work",
                          () -> {
                            throw new IllegalStateException("to ann@example.org");
                          }))
          .hasMessageContaining("ann");
    }
    assertThat(span("work").attributes())
        .containsEntry("error.type", "java.lang.IllegalStateException");
    assertThat(collector.spans().toString()).doesNotContain("ann@example.org");
  }

  @Test
  void aTraceThatItsCallerDoesNotRecordIsNotRecordedHereEither() {
    try (TraceExport export = export(Map.of())) {
      export
          .traces()
          .run(
              CALLER.replaceAll("01$", "00"),
              "work",
              () ->
                  assertThat(Traceparent.current().header())
                      .startsWith("00-" + TRACE)
                      .endsWith("-00"));
    }
    assertThat(collector.spans()).isEmpty();
  }

  @Test
  void withoutAnEndpointNothingIsRecordedAndTracesGoOn() {
    for (Map<String, String> off :
        java.util.List.of(
            Map.<String, String>of(),
            Map.of("otel.exporter.otlp.endpoint", ""),
            Map.of(
                "otel.exporter.otlp.endpoint", collector.endpoint(), "otel.sdk.disabled", "true"),
            Map.of(
                "otel.exporter.otlp.endpoint",
                collector.endpoint(),
                "otel.traces.exporter",
                "none"))) {
      try (TraceExport export = TraceExport.of(off, "notes")) {
        assertThat(export.traces()).isSameAs(Traces.UNRECORDED);
        export
            .traces()
            .run(
                CALLER, "work", () -> assertThat(Traceparent.current().traceId()).isEqualTo(TRACE));
      }
    }
    assertThat(collector.requests()).isZero();
  }

  @Test
  void theServicesNameCanBeGiven() {
    try (TraceExport export = export(Map.of("otel.service.name", "the-office"))) {
      export.traces().run(null, "work", () -> {});
    }
    assertThat(span("work").service()).isEqualTo("the-office");
    assertThat(span("work").parentId()).isEmpty();
  }

  @Test
  void zipkinGetsTheStepsInItsOwnFormat() throws Exception {
    BlockingQueue<String> taken = new LinkedBlockingQueue<>();
    HttpServer zipkin =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    zipkin.createContext(
        "/api/v2/spans",
        exchange -> {
          try (var body = new GZIPInputStream(exchange.getRequestBody())) {
            taken.add(new String(body.readAllBytes(), StandardCharsets.UTF_8));
          }
          exchange.sendResponseHeaders(202, -1);
          exchange.close();
        });
    zipkin.start();
    try {
      String address = "http://127.0.0.1:%d/api/v2/spans".formatted(zipkin.getAddress().getPort());
      Map<String, String> settings =
          Map.of("otel.exporter.zipkin.endpoint", address, "otel.exporter.otlp.endpoint", "");
      try (TraceExport export = TraceExport.of(settings, "notes")) {
        export.traces().run(CALLER, "work", () -> {});
      }
      assertThat(taken.poll(10, TimeUnit.SECONDS))
          .contains("\"traceId\":\"" + TRACE + "\"")
          .contains("\"name\":\"work\"")
          .contains("\"serviceName\":\"notes\"");
    } finally {
      zipkin.stop(0);
    }
  }

  private TraceExport export(Map<String, String> more) {
    Map<String, String> settings = new HashMap<>(more);
    settings.put("otel.exporter.otlp.endpoint", collector.endpoint());
    return TraceExport.of(settings, "notes");
  }

  private Span span(String name) {
    return collector.spans().stream()
        .filter(s -> s.name().equals(name))
        .reduce(
            (one, other) -> {
              throw new AssertionError("two spans of the name " + name);
            })
        .orElseThrow();
  }
}
