package io.imprimatur.kit.messaging;

import io.imprimatur.kit.outbox.Outboxes;
import io.imprimatur.kit.parked.ParkedEvent.Kind;
import io.imprimatur.kit.parked.ParkedEvents;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import org.springframework.dao.DataAccessException;

/**
 * What operators watch: how old the oldest unsent event is, and how much is parked. Unknown is NaN.
 */
record EventFigures(Outboxes outboxes, ParkedEvents parked, Clock clock) implements MeterBinder {

  @Override
  public void bindTo(MeterRegistry metrics) {
    Gauge.builder("imprimatur.outbox.oldest.age", () -> known(this::age))
        .baseUnit("seconds")
        .description("age of the oldest event that the broker does not have, 0 where there is none")
        .register(metrics);
    for (Kind kind : Kind.values()) {
      Gauge.builder("imprimatur.parked.events", () -> known(() -> (double) parked.count(kind)))
          .tag("kind", kind.name().toLowerCase(Locale.ROOT))
          .description("parked events that nobody has dealt with")
          .register(metrics);
    }
  }

  private double age() {
    return outboxes
        .oldest()
        .map(at -> Math.max(0, Duration.between(at, clock.instant()).toMillis()) / 1000.0)
        .orElse(0.0);
  }

  private static double known(java.util.function.DoubleSupplier figure) {
    try {
      return figure.getAsDouble();
    } catch (DataAccessException e) {
      return Double.NaN;
    }
  }
}
