package io.imprimatur.testkit;

/**
 * A server of a test's own, on the same port and the same data each time that it is started: a
 * process, or a container in a build with the profile {@code containers}.
 */
public interface ServerProcess extends AutoCloseable {

  /** Where clients find it: {@code host:port} of a broker, the URI of a store. */
  String address();

  /** Starts it, unless it runs, and returns when it is ready. */
  void start();

  /** Kills it as {@code kill -9} does; {@link #start} brings it back with its data. */
  void kill();

  /** Asks it to end in order. */
  void stop();

  boolean isAlive();

  /** What the server has written. */
  String output();

  /** Kills it and removes its data. */
  @Override
  void close();
}
