package io.imprimatur.publishing;

import io.imprimatur.publishing.publication.Published;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * How long after its last approval, as the seal has it, a text stands where its page is made from.
 * The clocks are those of two machines: where this one is behind, it counts as no time.
 */
final class ApprovalToPage {

  private static final Duration[] BUCKETS = {
    Duration.ofMillis(5),
    Duration.ofMillis(10),
    Duration.ofMillis(25),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofMillis(2500),
    Duration.ofSeconds(5),
    Duration.ofSeconds(10),
    Duration.ofSeconds(30),
    Duration.ofMinutes(1),
    Duration.ofMinutes(5),
    Duration.ofHours(1),
  };

  private final Timer first;
  private final Timer update;
  private final Clock clock;

  ApprovalToPage(MeterRegistry metrics, Clock clock) {
    this.first = timer(metrics, "first");
    this.update = timer(metrics, "update");
    this.clock = clock;
  }

  private static Timer timer(MeterRegistry metrics, String text) {
    return Timer.builder("imprimatur.approval.to.page")
        .tag("text", text)
        .description("from a text's last approval until its page can answer")
        .serviceLevelObjectives(BUCKETS)
        .register(metrics);
  }

  void answers(Published published) {
    Duration time = Duration.between(published.live().approvedAt(), clock.instant());
    Optional<Timer> newer = published.updatedAt().map(at -> update);
    newer.orElse(first).record(time.isNegative() ? Duration.ZERO : time);
  }
}
