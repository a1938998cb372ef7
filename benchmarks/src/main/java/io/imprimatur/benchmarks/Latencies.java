package io.imprimatur.benchmarks;

import java.util.Arrays;

/** Durations as they were measured, each of them kept. For any number of threads. */
final class Latencies {

  private long[] nanos = new long[1024];
  private int size;

  synchronized void add(long each) {
    if (size == nanos.length) {
      nanos = Arrays.copyOf(nanos, size * 2);
    }
    nanos[size++] = each;
  }

  synchronized int count() {
    return size;
  }

  /**
   * The smallest duration that so many of a hundred don't exceed.
   *
   * @return milliseconds; NaN where nothing was measured
   */
  synchronized double percentile(double of) {
    if (size == 0) {
      return Double.NaN;
    }
    long[] sorted = Arrays.copyOf(nanos, size);
    Arrays.sort(sorted);
    int at = (int) Math.ceil(of / 100 * size) - 1;
    return sorted[Math.max(0, at)] / 1e6;
  }
}
