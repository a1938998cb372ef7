package io.imprimatur.kit.observability;

import io.micrometer.core.instrument.MeterRegistry;

/**
 * Counts the transitions of a service's aggregate as {@value #NAME}, each after the write that made
 * it. A write that changes no state and tells nothing is none.
 */
public final class Transitions {

  /** The counter's name; its tags are {@code from}, {@code to} and {@code told}. */
  public static final String NAME = "imprimatur.transitions";

  /** The state before the first one, and the event of a transition that tells none. */
  public static final String NONE = "none";

  private final MeterRegistry metrics;

  /**
   * @param metrics where to count; null for nowhere
   */
  private Transitions(MeterRegistry metrics) {
    this.metrics = metrics;
  }

  public static Transitions in(MeterRegistry metrics) {
    return new Transitions(metrics);
  }

  /** For where nobody looks. */
  public static Transitions uncounted() {
    return new Transitions(null);
  }

  /**
   * What is to be done when the write went through.
   *
   * @param from the state's name before; null where there was none
   * @param to the state's name after it
   * @param told the CloudEvents type of the event that tells of it, the last one of several; null
   *     where none does
   */
  public Runnable counted(String from, String to, String told) {
    if (metrics == null || told == null && to.equals(from)) {
      return () -> {};
    }
    return () ->
        metrics
            .counter(
                NAME,
                "from",
                from == null ? NONE : from,
                "to",
                to,
                "told",
                told == null ? NONE : told)
            .increment();
  }
}
