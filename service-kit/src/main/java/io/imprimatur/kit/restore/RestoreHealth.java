package io.imprimatur.kit.restore;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Out of service until everything is taken over, with how far it is. */
record RestoreHealth(RestoreProgress progress) implements HealthIndicator {

  private static final String REASON =
      "The database was put back to an older state; what was told since is being taken over.";

  @Override
  public Health health() {
    Health.Builder health =
        progress.isUnderWay() ? Health.outOfService().withDetail("reason", REASON) : Health.up();
    return health
        .withDetail("stage", progress.stage().name().toLowerCase(java.util.Locale.ROOT))
        .withDetail("note", progress.note())
        .withDetail("read", progress.read())
        .withDetail("remaining", progress.remaining())
        .withDetail("takenOver", progress.takenOver())
        .withDetail("listed", progress.listed())
        .build();
  }
}
