package io.imprimatur.notification.delivery.smtp;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;

/** Mails wait while the mail server is away; everything else works. */
@Component("smtpHealthIndicator")
final class SmtpHealth implements HealthIndicator {

  private static final Status DEGRADED = new Status("DEGRADED");

  private final SmtpMailServer server;

  SmtpHealth(SmtpMailServer server) {
    this.server = server;
  }

  /** Asks the server unless a connection is already at hand. */
  @Override
  public Health health() {
    try (var connection = server.connect()) {
      return Health.up().build();
    } catch (SmtpMailServer.Unreachable e) {
      return Health.status(DEGRADED).withDetail("reason", e.getMessage()).build();
    }
  }
}
