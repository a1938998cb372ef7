package io.imprimatur.kit.inbox;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Looks regularly for parked events whose turn has come while nobody was there to see it. */
public final class IntakeSweeper implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(IntakeSweeper.class);

  private final Intake<?> intake;
  private final Duration every;
  private ScheduledExecutorService thread;

  public IntakeSweeper(Intake<?> intake, Duration every) {
    this.intake = intake;
    this.every = every;
  }

  private void sweep() {
    try {
      intake.sweep();
    } catch (RuntimeException e) {
      log.warn("parked events wait for the next sweep: {}", e.toString());
    }
  }

  @Override
  public synchronized void start() {
    thread =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("intake-sweep").factory());
    thread.scheduleWithFixedDelay(
        this::sweep, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public synchronized void stop() {
    thread.shutdownNow();
    thread = null;
  }

  @Override
  public synchronized boolean isRunning() {
    return thread != null;
  }
}
