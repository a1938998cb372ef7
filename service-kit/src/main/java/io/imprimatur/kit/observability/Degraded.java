package io.imprimatur.kit.observability;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/**
 * The health of a service that does its work although something it needs is away: it is ready,
 * answers 200, and says what is missing.
 */
public final class Degraded {

  public static final Status STATUS = new Status("DEGRADED");

  private Degraded() {}

  /**
   * @param why what is away and what waits for it, in words for operators
   */
  public static Health because(String why) {
    return Health.status(STATUS).withDetail("reason", why).build();
  }
}
