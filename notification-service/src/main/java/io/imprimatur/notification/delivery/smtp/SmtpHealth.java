package io.imprimatur.notification.delivery.smtp;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.imprimatur.kit.observability.Degraded;
import io.imprimatur.notification.delivery.MailServer;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeoutException;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Mails wait while the mail server is away; everything else works. The server is asked beside, at
 * most once in a while, so that one that hangs doesn't hang whoever looks at the health page.
 */
@Component("smtpHealthIndicator")
final class SmtpHealth implements HealthIndicator {

  private static final long FRESH = Duration.ofSeconds(3).toNanos();
  private static final Duration MOST_WAIT = Duration.ofMillis(700);

  private final SmtpMailServer server;

  private Health last;
  private FutureTask<Health> asking;
  private long askedAt;

  SmtpHealth(SmtpMailServer server) {
    this.server = server;
    this.last = Degraded.because("The mail server at " + server + " has not answered yet.");
  }

  /** What the server last answered; waits a moment where it is being asked. */
  @Override
  public Health health() {
    try {
      Health answer = asked().get(MOST_WAIT.toMillis(), MILLISECONDS);
      return keep(answer);
    } catch (TimeoutException e) {
      return last();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return last();
    } catch (ExecutionException e) {
      return keep(Degraded.because("The mail server could not be asked: " + e.getCause()));
    }
  }

  private synchronized FutureTask<Health> asked() {
    boolean fresh = asking != null && System.nanoTime() - askedAt < FRESH;
    if (asking == null || asking.isDone() && !fresh) {
      asking = new FutureTask<>(this::ask);
      askedAt = System.nanoTime();
      Thread.ofVirtual().name("smtp-health").start(asking);
    }
    return asking;
  }

  private Health ask() {
    try {
      server.greet();
      return Health.up().withDetail("at", server.toString()).build();
    } catch (MailServer.Unreachable e) {
      return Degraded.because(e.getMessage());
    }
  }

  private synchronized Health keep(Health answer) {
    last = answer;
    return answer;
  }

  private synchronized Health last() {
    return last;
  }
}
