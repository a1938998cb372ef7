package io.imprimatur.testkit;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Function;

/** One of the project's own servers as a process. */
final class LocalServer implements ServerProcess {

  private static final Duration START_TIME = Duration.ofSeconds(60);

  private final String address;
  private final Path folder;
  private final Function<Path, Processes.Launch> launch;
  private JavaProcess process;
  private int starts;

  LocalServer(String address, Path folder, Function<Path, Processes.Launch> launch) {
    this.address = address;
    this.folder = folder;
    this.launch = launch;
    start();
  }

  @Override
  public String address() {
    return address;
  }

  @Override
  public void start() {
    if (process == null || !process.isAlive()) {
      starts++;
      process = launch.apply(folder.resolve("output-" + starts + ".log")).start();
      process.awaitLine("ready on", START_TIME);
    }
  }

  @Override
  public void kill() {
    process.kill();
  }

  @Override
  public void stop() {
    process.stop();
  }

  @Override
  public boolean isAlive() {
    return process.isAlive();
  }

  @Override
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
