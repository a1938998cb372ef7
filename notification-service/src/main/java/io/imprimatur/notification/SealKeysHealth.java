package io.imprimatur.notification;

import io.imprimatur.seals.SealKeys;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;

/** Without keys no seal can be checked, so published articles wait; everything else works. */
@Component("sealKeysHealthIndicator")
final class SealKeysHealth implements HealthIndicator {

  private final SealKeys keys;

  SealKeysHealth(SealKeys keys) {
    this.keys = keys;
  }

  @Override
  public Health health() {
    return keys.trouble()
        .map(why -> Health.status(new Status("DEGRADED")).withDetail("reason", why).build())
        .orElseGet(() -> Health.up().build());
  }
}
