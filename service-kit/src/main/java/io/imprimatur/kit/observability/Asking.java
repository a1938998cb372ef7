package io.imprimatur.kit.observability;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.ToDoubleFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a store or a broker for figures when they are read, without making the reader wait for one
 * that is away: what is not answered within a second is unknown, and as long as an answer is
 * awaited no further question is put. Unknown is NaN.
 */
public final class Asking implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Asking.class);
  private static final long PATIENCE = Duration.ofSeconds(1).toMillis();
  private static final long FRESH = Duration.ofMillis(250).toNanos();

  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("figures-", 0).factory());

  /** A question whose answer came too late, or has not come yet. */
  private volatile Future<?> late;

  /** One figure, asked for each time. */
  public double ask(Callable<? extends Number> question) {
    Number answer = answer(question);
    return answer == null ? Double.NaN : answer.doubleValue();
  }

  /**
   * Several figures by one question, which is put once for all that are read at the same time.
   *
   * @param question gives a figure for each key; none, or null, for what is unknown
   */
  public <K> ToDoubleFunction<K> together(Callable<? extends Map<K, ? extends Number>> question) {
    return new Together<K>(question)::of;
  }

  private <T> T answer(Callable<T> question) {
    Future<?> before = late;
    if (before != null && !before.isDone()) {
      return null;
    }
    Future<T> asked = threads.submit(question);
    try {
      return asked.get(PATIENCE, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      late = asked;
    } catch (ExecutionException e) {
      LOG.debug("A figure is unknown", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return null;
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }

  private final class Together<K> {

    private final Callable<? extends Map<K, ? extends Number>> question;
    private Map<K, ? extends Number> answer;
    private long answeredAt;

    Together(Callable<? extends Map<K, ? extends Number>> question) {
      this.question = question;
    }

    synchronized double of(K key) {
      if (answer == null || System.nanoTime() - answeredAt > FRESH) {
        answer = answer(question);
        answeredAt = System.nanoTime();
      }
      Number figure = answer == null ? null : answer.get(key);
      return figure == null ? Double.NaN : figure.doubleValue();
    }
  }
}
