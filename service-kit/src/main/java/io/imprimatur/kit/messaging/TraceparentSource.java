package io.imprimatur.kit.messaging;

/** Tells the trace in which a command runs, so that its events carry it on. */
@FunctionalInterface
public interface TraceparentSource {

  /** The {@code traceparent} value (W3C Trace Context), or null outside of a trace. */
  String current();
}
