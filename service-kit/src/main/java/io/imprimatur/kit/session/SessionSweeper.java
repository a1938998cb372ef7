package io.imprimatur.kit.session;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes ended sessions now and then; every instance may, and it does no harm when two do. */
final class SessionSweeper implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SessionSweeper.class);
  private static final Duration EVERY = Duration.ofMinutes(10);
  private static final Duration FIRST = Duration.ofSeconds(20);

  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("sessions-sweeper").factory());

  SessionSweeper(MongoSessions sessions) {
    thread.scheduleWithFixedDelay(
        () -> {
          try {
            sessions.prepare();
            sessions.sweep();
          } catch (RuntimeException e) {
            LOG.debug("Sessions are swept later: {}", e.getMessage());
          }
        },
        FIRST.toSeconds(),
        EVERY.toSeconds(),
        TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
