package io.imprimatur.kit.observability;

import java.time.Duration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * A neighbour that is asked at most once in a while, however often somebody looks at the health
 * page, and whose absence only degrades this service.
 */
abstract class AskedNowAndThen implements HealthIndicator {

  private static final long FRESH = Duration.ofSeconds(3).toNanos();

  private Health last;
  private long at;

  @Override
  public final synchronized Health health() {
    if (last == null || System.nanoTime() - at > FRESH) {
      last = ask();
      at = System.nanoTime();
    }
    return last;
  }

  private Health ask() {
    try {
      return Health.up().withDetail("at", address()).build();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Degraded.because("Asking was interrupted.");
    } catch (Exception e) {
      return Degraded.because(away(e));
    }
  }

  /**
   * Asks, and gives the address that answered.
   *
   * @throws Exception where there is no answer
   */
  abstract String address() throws Exception;

  /** What it means that there is no answer. */
  abstract String away(Exception why);
}
