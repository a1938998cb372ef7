package io.imprimatur.kit.observability;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.MDC;

/** Traces in the form of the W3C's Trace Context, and the keys of log lines. */
class TraceparentTest {

  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String SPAN = "00f067aa0ba902b7";

  @Test
  void aTraceGoesOnUnderANewSpan() {
    String header = "00-" + TRACE + "-" + SPAN + "-00";
    try (Traceparent.Scope scope = Traceparent.open(header)) {
      Traceparent current = Traceparent.current();
      assertThat(current.traceId()).isEqualTo(TRACE);
      assertThat(current.spanId()).isNotEqualTo(SPAN).matches("[0-9a-f]{16}");
      assertThat(current.header()).isEqualTo("00-" + TRACE + "-" + current.spanId() + "-00");
      assertThat(MDC.get(LogKeys.TRACE)).isEqualTo(TRACE);
    }
    assertThat(MDC.get(LogKeys.TRACE)).isNull();
    assertThat(Traceparent.current().traceId()).isNotEqualTo(TRACE);
  }

  @Test
  void anInnerTraceEndsWithItsScope() {
    try (Traceparent.Scope outer = Traceparent.open(null)) {
      Traceparent before = Traceparent.current();
      try (Traceparent.Scope inner = Traceparent.open(null)) {
        assertThat(Traceparent.current().traceId()).isNotEqualTo(before.traceId());
      }
      assertThat(Traceparent.current()).isEqualTo(before);
      assertThat(MDC.get(LogKeys.TRACE)).isEqualTo(before.traceId());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
        "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
        "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more"
      })
  void aMalformedHeaderBeginsATraceOfOurs(String header) {
    assertThat(Traceparent.parse(header)).isEmpty();
    try (Traceparent.Scope scope = Traceparent.open(header)) {
      assertThat(Traceparent.parse(Traceparent.current().header())).contains(Traceparent.current());
    }
  }

  @Test
  void aLaterVersionIsReadAsFarAsItIsKnown() {
    assertThat(Traceparent.parse("01-" + TRACE + "-" + SPAN + "-01-more"))
        .contains(new Traceparent(TRACE, SPAN, true));
  }

  @Test
  void keysStandOnLogLinesUntilTheyAreClosed() {
    MDC.put(LogKeys.EVENT, "outer");
    try (LogKeys keys = LogKeys.with(LogKeys.ARTICLE, "a-1").and(LogKeys.EVENT, "e-1")) {
      assertThat(MDC.get(LogKeys.ARTICLE)).isEqualTo("a-1");
      assertThat(MDC.get(LogKeys.EVENT)).isEqualTo("e-1");
      keys.and(LogKeys.EVENT, "e-2");
    }
    assertThat(MDC.get(LogKeys.ARTICLE)).isNull();
    assertThat(MDC.get(LogKeys.EVENT)).isEqualTo("outer");
    MDC.remove(LogKeys.EVENT);
  }
}
