package io.imprimatur.system.faults;

import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Where every random choice of a run comes from, so that a run can be given again. Each article and
 * the killer have choices of their own: what one thread draws does not depend on how fast another
 * is.
 */
record Seed(long value) {

  /** The one of the property {@code seed}, or a new one. */
  static Seed given() {
    String given = System.getProperty("seed");
    return new Seed(
        given == null
            ? ThreadLocalRandom.current().nextLong(1_000_000_000)
            : Long.parseLong(given.strip()));
  }

  /** The choices of one article, the killer, or whoever else has a name of their own. */
  Random of(String who) {
    return new Random(value * 1_000_003 + who.hashCode());
  }

  @Override
  public String toString() {
    return "seed " + value;
  }
}
