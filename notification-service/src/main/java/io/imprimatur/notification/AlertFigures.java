package io.imprimatur.notification;

import io.imprimatur.kit.observability.Asking;
import io.imprimatur.notification.alert.AlertState;
import io.imprimatur.notification.alert.persistence.MongoAlertWatch;
import io.imprimatur.notification.alert.persistence.MongoAlertWatch.Awaits;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** The alerts in each state, and for how long the oldest has had no end. */
record AlertFigures(MongoAlertWatch alerts, Clock clock, Asking store) implements MeterBinder {

  @Override
  public void bindTo(MeterRegistry metrics) {
    ToDoubleFunction<AlertState> counts = store.together(alerts::count);
    for (AlertState state : AlertState.values()) {
      Gauge.builder("imprimatur.alerts", () -> counts.applyAsDouble(state))
          .tag("state", word(state))
          .description("alerts in each state")
          .register(metrics);
    }
    ToDoubleFunction<Awaits> ages = store.together(() -> alerts.oldest(clock.instant()));
    for (Awaits awaits : Awaits.values()) {
      Gauge.builder("imprimatur.alerts.oldest.age", () -> ages.applyAsDouble(awaits))
          .tag("awaits", word(awaits))
          .baseUnit("seconds")
          .description("for how long the oldest alert has had no end, by what it waits for")
          .register(metrics);
    }
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
