package io.imprimatur.notification;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Threads that do rounds of work over and over: at once where more waits or somebody says so, else
 * after a pause. What a round throws is logged, and the next round tries again.
 */
final class Rounds implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(Rounds.class);

  /** How long an end waits for the rounds that are under way. */
  private static final Duration LAST_ROUNDS = Duration.ofSeconds(8);

  private final String name;
  private final int threads;
  private final Duration pause;
  private final Round round;
  private final int phase;
  private final Semaphore signals = new Semaphore(0);
  private final List<Thread> running = new ArrayList<>();
  private volatile boolean goOn;

  /** One round. */
  @FunctionalInterface
  interface Round {
    /**
     * @param goOn false where the process ends: to be asked between two steps
     * @return true where more work waits
     */
    boolean work(BooleanSupplier goOn);
  }

  Rounds(String name, int threads, Duration pause, Round round) {
    this(name, threads, pause, round, DEFAULT_PHASE);
  }

  private Rounds(String name, int threads, Duration pause, Round round, int phase) {
    this.name = name;
    this.threads = threads;
    this.pause = pause;
    this.round = round;
    this.phase = phase;
  }

  /** The same, ending when all others have ended. */
  Rounds endingLast() {
    return new Rounds(name, threads, pause, round, phase - 1);
  }

  /** Says that there may be work now. */
  void signal() {
    if (signals.availablePermits() < threads) {
      signals.release();
    }
  }

  /** Says that there may be work for every thread. */
  void signalAll() {
    signals.release(Math.max(0, threads - signals.availablePermits()));
  }

  private void run() {
    while (goOn) {
      try {
        if (!round.work(() -> goOn)) {
          signals.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (RuntimeException e) {
        log.warn("{} goes on after a pause: {}", name, e.toString());
        log.debug("{}", name, e);
        if (!rest()) {
          return;
        }
      }
    }
  }

  private boolean rest() {
    try {
      signals.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public synchronized void start() {
    goOn = true;
    for (int i = 1; i <= threads; i++) {
      running.add(Thread.ofPlatform().name(name + "-" + i).daemon().start(this::run));
    }
  }

  @Override
  public synchronized void stop() {
    goOn = false;
    signals.release(threads);
    try {
      Instant latest = Instant.now().plus(LAST_ROUNDS);
      for (Thread thread : running) {
        thread.join(Duration.between(Instant.now(), latest));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    running.clear();
  }

  @Override
  public int getPhase() {
    return phase;
  }

  @Override
  public boolean isRunning() {
    return goOn;
  }
}
