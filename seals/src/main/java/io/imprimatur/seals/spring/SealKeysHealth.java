package io.imprimatur.seals.spring;

import io.imprimatur.seals.SealKeys;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Without the keys what is sealed waits; everything else works, so the service is degraded. */
final class SealKeysHealth implements HealthIndicator {

  private static final String WAITING = ". What is sealed with a key that is not known here waits.";

  private final SealKeys keys;

  SealKeysHealth(SealKeys keys) {
    this.keys = keys;
  }

  @Override
  public Health health() {
    return keys.trouble()
        .map(why -> Health.status("DEGRADED").withDetail("reason", why + WAITING))
        .orElseGet(Health::up)
        .withDetail("known", keys.ready())
        .build();
  }
}
