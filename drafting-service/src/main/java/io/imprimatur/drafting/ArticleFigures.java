package io.imprimatur.drafting;

import io.imprimatur.drafting.draft.Overview;
import io.imprimatur.drafting.draft.persistence.StoredDrafts;
import io.imprimatur.kit.observability.Asking;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.function.ToDoubleFunction;

/** The articles in each state, for those who watch the whole office. */
record ArticleFigures(StoredDrafts drafts, Asking store) implements MeterBinder {

  private static final String MOST = "published";

  @Override
  public void bindTo(MeterRegistry metrics) {
    ToDoubleFunction<String> counts = store.together(() -> drafts.count(Overview.states(), MOST));
    for (String state : Overview.states()) {
      Gauge.builder("imprimatur.articles", () -> counts.applyAsDouble(state))
          .tag("state", state)
          .description("articles in each state")
          .register(metrics);
    }
  }
}
