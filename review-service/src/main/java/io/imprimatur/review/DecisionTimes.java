package io.imprimatur.review;

import io.imprimatur.review.approval.DecisionFigures;
import io.imprimatur.review.approval.Verdict;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/**
 * How long steps wait for their decisions, from the opening of the round or the decision before.
 * Where the instances' clocks disagree, it counts as no time.
 */
final class DecisionTimes implements DecisionFigures {

  private static final Duration[] BUCKETS = {
    Duration.ofMinutes(1),
    Duration.ofMinutes(5),
    Duration.ofMinutes(15),
    Duration.ofMinutes(30),
    Duration.ofHours(1),
    Duration.ofHours(2),
    Duration.ofHours(4),
    Duration.ofHours(8),
    Duration.ofDays(1),
    Duration.ofDays(2),
    Duration.ofDays(3),
    Duration.ofDays(7),
    Duration.ofDays(14),
  };

  private final Map<Verdict, Timer> timers = new EnumMap<>(Verdict.class);

  DecisionTimes(MeterRegistry metrics) {
    for (Verdict verdict : Verdict.values()) {
      timers.put(
          verdict,
          Timer.builder("imprimatur.decision.time")
              .tag("verdict", verdict.word())
              .description("from when a step was open until it was decided")
              .serviceLevelObjectives(BUCKETS)
              .register(metrics));
    }
  }

  @Override
  public void taken(Verdict verdict, Duration waited) {
    timers.get(verdict).record(waited.isNegative() ? Duration.ZERO : waited);
  }
}
