package io.imprimatur.publishing;

import io.imprimatur.kit.observability.Asking;
import io.imprimatur.publishing.site.Shelf;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/** How many publications are known not to be what was approved. */
record UnprovenFigure(Shelf shelf, Asking store) implements MeterBinder {

  @Override
  public void bindTo(MeterRegistry metrics) {
    Gauge.builder("imprimatur.publications.unproven", () -> store.ask(shelf::countUnproven))
        .description("publications that were found altered and have not been put right")
        .register(metrics);
  }
}
