package io.imprimatur.kit.restore;

import io.imprimatur.kit.inbox.TransientFailure;
import java.time.Duration;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries again for as long as broker, store or keys are away, and says what it waits for. What is
 * away is never taken for empty.
 */
final class Patience {

  private static final Logger log = LoggerFactory.getLogger(Patience.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

  private final RestoreProgress progress;
  private volatile boolean ended;
  private volatile Thread worker;

  Patience(RestoreProgress progress) {
    this.progress = progress;
  }

  /** The process ends: whoever waits or reads stops. */
  static final class Ended extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Ended() {
      super("the process ends before the restore is done; the next start goes on with it");
    }
  }

  /** Something other than a failure to be waited for. */
  @FunctionalInterface
  interface Step<T> {
    T take() throws InterruptedException;
  }

  void begin() {
    worker = Thread.currentThread();
  }

  /** From any thread: ends the work soon. */
  void end() {
    ended = true;
    Thread waiting = worker;
    if (waiting != null) {
      waiting.interrupt();
    }
  }

  void goOn() {
    if (ended) {
      throw new Ended();
    }
  }

  /**
   * @param meanwhile done before each further try, such as keeping a lease
   */
  <T> T untilItWorks(String what, Runnable meanwhile, Supplier<T> step) {
    Duration pause = FIRST_PAUSE;
    String told = null;
    while (true) {
      goOn();
      try {
        return step.get();
      } catch (RuntimeException e) {
        goOn();
        if (!isPassing(e)) {
          throw e;
        }
        String hindrance = e.toString();
        if (!hindrance.equals(told)) {
          log.warn("restore: {} is waited for: {}", what, hindrance);
          told = hindrance;
        }
        progress.notes(what + " is waited for: " + hindrance);
      }
      rest(pause);
      pause =
          pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0
              ? LONGEST_PAUSE
              : pause.multipliedBy(2);
      meanwhile.run();
    }
  }

  <T> T untilItWorks(String what, Supplier<T> step) {
    return untilItWorks(what, () -> {}, step);
  }

  /** Whatever the broker says may pass: rights and topics can be mended while this waits. */
  private static boolean isPassing(RuntimeException e) {
    return TransientFailure.isBehind(e) || e instanceof KafkaException;
  }

  void rest(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Ended();
    }
    goOn();
  }
}
