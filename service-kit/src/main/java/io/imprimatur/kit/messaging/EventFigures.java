package io.imprimatur.kit.messaging;

import io.imprimatur.kit.inbox.Intake.Outcome;
import io.imprimatur.kit.observability.Asking;
import io.imprimatur.kit.outbox.Outboxes;
import io.imprimatur.kit.parked.ParkedEvent.Kind;
import io.imprimatur.kit.parked.ParkedEvents;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What operators watch: how old the oldest unsent event is, and how much is parked. Unknown is NaN.
 * What is counted as it happens begins with 0 here, so that the first one is seen as one.
 *
 * @param neighbours the short names of the services that are heard
 * @param told the types of the events that this service tells
 */
record EventFigures(
    Outboxes outboxes,
    ParkedEvents parked,
    List<String> neighbours,
    Set<String> told,
    Clock clock,
    Asking store)
    implements MeterBinder {

  @Override
  public void bindTo(MeterRegistry metrics) {
    Gauge.builder("imprimatur.outbox.oldest.age", () -> store.ask(this::age))
        .baseUnit("seconds")
        .description("age of the oldest event that the broker does not have, 0 where there is none")
        .register(metrics);
    for (Kind kind : Kind.values()) {
      Gauge.builder("imprimatur.parked.events", () -> store.ask(() -> parked.count(kind)))
          .tag("kind", name(kind))
          .description("parked events that nobody has dealt with")
          .register(metrics);
    }
    told.forEach(type -> metrics.counter("imprimatur.events.sent", "type", type));
    for (String neighbour : neighbours) {
      metrics.counter("imprimatur.events.unknown", "source", neighbour);
      metrics.counter("imprimatur.events.alarms", "source", neighbour);
      for (Outcome outcome : Outcome.values()) {
        metrics.counter("imprimatur.events.taken", "source", neighbour, "outcome", name(outcome));
      }
    }
  }

  private static String name(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private double age() {
    return outboxes
        .oldest()
        .map(at -> Math.max(0, Duration.between(at, clock.instant()).toMillis()) / 1000.0)
        .orElse(0.0);
  }
}
