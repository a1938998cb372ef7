package io.imprimatur.testkit;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Function;

/** A server as a process, on the same port and the same data each time that it is started. */
public final class ServerProcess implements AutoCloseable {

  private static final Duration START_TIME = Duration.ofSeconds(60);

  private final String address;
  private final Path folder;
  private final Function<Path, Processes.Launch> launch;
  private JavaProcess process;
  private int starts;

  ServerProcess(String address, Path folder, Function<Path, Processes.Launch> launch) {
    this.address = address;
    this.folder = folder;
    this.launch = launch;
    start();
  }

  /** Where clients find it: {@code host:port} of a broker, the URI of a store. */
  public String address() {
    return address;
  }

  /** Starts it, unless it runs, and returns when it is ready. */
  public void start() {
    if (process == null || !process.isAlive()) {
      starts++;
      process = launch.apply(folder.resolve("output-" + starts + ".log")).start();
      process.awaitLine("ready on", START_TIME);
    }
  }

  /** Kills it as {@code kill -9} does; {@link #start} brings it back with its data. */
  public void kill() {
    process.kill();
  }

  /** Asks it to end in order. */
  public void stop() {
    process.stop();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** What the server has written since its last start. */
  public String output() {
    return process.output();
  }

  /** Kills it and removes its data. */
  @Override
  public void close() {
    process.kill();
    TemporaryFolder.delete(folder);
  }
}
