package io.imprimatur.notification;

import io.imprimatur.kit.observability.Asking;
import io.imprimatur.notification.alert.LedgerView.Work;
import io.imprimatur.notification.alert.persistence.MongoLedgerView;
import io.imprimatur.notification.delivery.MailFigures;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** What operators watch here beside what every service shows. */
final class Figures implements MailFigures {

  private final Map<Kind, Map<Result, Counter>> mails = new EnumMap<>(Kind.class);

  Figures(MeterRegistry metrics, MongoLedgerView ledger, Clock clock, Asking store) {
    for (Kind kind : Kind.values()) {
      Map<Result, Counter> results = new EnumMap<>(Result.class);
      for (Result result : Result.values()) {
        results.put(
            result,
            Counter.builder("imprimatur.mails")
                .tag("kind", word(kind))
                .tag("result", word(result))
                .description("mails by what became of them, each try once")
                .register(metrics));
      }
      mails.put(kind, results);
    }
    ToDoubleFunction<Work> ranges = store.together(() -> ledger.work(clock.instant()));
    for (Work work : Work.values()) {
      Gauge.builder("imprimatur.ledger.ranges", () -> ranges.applyAsDouble(work))
          .tag("state", word(work))
          .description("parts of the delivery ledger by what happens with them")
          .register(metrics);
    }
  }

  @Override
  public void count(Kind kind, Result result) {
    mails.get(kind).get(result).increment();
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
