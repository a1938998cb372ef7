package io.imprimatur.review;

import io.imprimatur.kit.observability.Asking;
import io.imprimatur.review.approval.persistence.MongoReviews;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;

/** How long the step has waited that has waited longest. */
record WaitingFigures(MongoReviews reviews, Clock clock, Asking store) implements MeterBinder {

  @Override
  public void bindTo(MeterRegistry metrics) {
    Gauge.builder("imprimatur.decisions.oldest.age", () -> store.ask(this::age))
        .baseUnit("seconds")
        .description("for how long the oldest open step has waited, 0 where none does")
        .register(metrics);
  }

  private double age() {
    return reviews
        .longestWaiting()
        .map(since -> Math.max(0, Duration.between(since, clock.instant()).toMillis()) / 1000.0)
        .orElse(0.0);
  }
}
