package io.imprimatur.publishing;

import io.imprimatur.seals.SealKeys;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Says where seals can't be proven, or only by keys that were fetched before. */
final class SealKeysHealth implements HealthIndicator {

  private final SealKeys keys;

  SealKeysHealth(SealKeys keys) {
    this.keys = keys;
  }

  @Override
  public Health health() {
    return keys.trouble()
        .map(
            trouble ->
                Health.status("DEGRADED")
                    .withDetail("trouble", trouble)
                    .withDetail("keptKeys", keys.ready()))
        .orElseGet(Health::up)
        .build();
  }
}
