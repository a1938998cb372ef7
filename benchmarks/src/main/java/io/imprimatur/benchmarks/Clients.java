package io.imprimatur.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Several clients that each begin the next piece of work when the last one is done. */
final class Clients {

  private Clients() {}

  /** Does one piece of work; closed at the end. */
  interface Client extends AutoCloseable {
    void work() throws Exception;

    @Override
    default void close() {}
  }

  /**
   * What was done.
   *
   * @param done pieces that ended within the time
   * @param seconds from the first beginning to the end of the time
   * @param latencies from the beginning of each piece to its end
   */
  record Done(int done, double seconds, Latencies latencies) {
    double perSecond() {
      return done / seconds;
    }
  }

  /** Runs as many clients for as many seconds; each comes from the supplier, on its own thread. */
  static Done run(int clients, int seconds, Callable<? extends Client> next) {
    var latencies = new Latencies();
    var done = new AtomicInteger();
    long began = System.nanoTime();
    long end = began + TimeUnit.SECONDS.toNanos(seconds);
    Callable<Void> whole =
        () -> {
          try (Client client = next.call()) {
            for (long start = System.nanoTime(); start < end; ) {
              client.work();
              long now = System.nanoTime();
              if (now <= end) {
                done.incrementAndGet();
                latencies.add(now - start);
              }
              start = now;
            }
          }
          return null;
        };
    try (ExecutorService pool = Executors.newFixedThreadPool(clients)) {
      List<Future<Void>> all = new ArrayList<>();
      for (int i = 0; i < clients; i++) {
        all.add(pool.submit(whole));
      }
      for (Future<Void> each : all) {
        each.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
    if (done.get() == 0) {
      throw new IllegalStateException(
          "nothing was done within " + seconds + " s: give it more by --seconds and --warm-up");
    }
    return new Done(done.get(), (end - began) / 1e9, latencies);
  }
}
