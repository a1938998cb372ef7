package io.imprimatur.testkit;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A started program. It ends with this JVM at the latest. */
public final class JavaProcess implements AutoCloseable {

  private static final Duration STOP_TIME = Duration.ofSeconds(20);

  private final Process process;
  private final Path output;

  JavaProcess(Process process, Path output) {
    this.process = process;
    this.output = output;
    Runtime.getRuntime()
        .addShutdownHook(new Thread(process::destroyForcibly, "kill-" + process.pid()));
  }

  /**
   * Waits until the program has written a text.
   *
   * @throws IllegalStateException with the output, where the program ends first
   * @throws org.awaitility.core.ConditionTimeoutException where the time runs out first
   */
  public JavaProcess awaitLine(String text, Duration time) {
    await("\"" + text + "\" in " + output)
        .atMost(time)
        .pollInterval(Duration.ofMillis(50))
        .until(
            () -> {
              // Asked in this order: what a program writes just before it ends still counts.
              boolean alive = process.isAlive();
              if (output().contains(text)) {
                return true;
              }
              if (!alive) {
                throw new IllegalStateException(
                    "The program ended with " + process.exitValue() + ":\n" + output());
              }
              return false;
            });
    return this;
  }

  /** Everything that the program has written so far. */
  public String output() {
    try {
      // A killed program may leave half a character; decoding so replaces it.
      return new String(Files.readAllBytes(output), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Kills it as {@code kill -9} does and waits for its end. */
  public void kill() {
    process.destroyForcibly();
    awaitEnd(STOP_TIME);
  }

  /** Asks it to end as {@code kill} does, waits, and gives the exit status. */
  public int stop() {
    process.destroy();
    return awaitEnd(STOP_TIME);
  }

  /**
   * Waits for its end.
   *
   * @return the exit status
   * @throws IllegalStateException with the output, where it runs on
   */
  public int awaitEnd(Duration time) {
    try {
      if (!process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IllegalStateException(
            "Process " + pid() + " still runs after " + time + ":\n" + output());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting for process " + pid(), e);
    }
    return process.exitValue();
  }

  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** Kills it, if it still runs. */
  @Override
  public void close() {
    kill();
  }
}
