package io.imprimatur.compare;

/**
 * How much work one comparison may still do, in steps of the alignment. When it is used up, what is
 * not aligned yet counts as replaced: the answer gets coarser, never late, and is the same each
 * time.
 */
final class Effort {

  private static final long STEPS = 60_000_000;

  private long left = STEPS;

  boolean take(long steps) {
    left -= steps;
    return left >= 0;
  }
}
