package io.imprimatur.store;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A store in a process of its own, that can be killed. */
final class StoreProcess {

  private static final String READY = "ready on 127.0.0.1:";

  private final Process process;
  private final String firstLine;

  private StoreProcess(Process process) throws IOException {
    this.process = process;
    BufferedReader output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    this.firstLine = output.readLine();
  }

  static StoreProcess start(Path data) {
    return run(command("--port", "0", "--data", data.toString()));
  }

  /** Starts a store whose files can't grow above so many KiB. */
  static StoreProcess startLimited(Path data, int kibibytes) {
    List<String> command =
        new ArrayList<>(
            List.of("bash", "-c", "ulimit -f " + kibibytes + " && exec \"$@\"", "limited"));
    command.addAll(command("--port", "0", "--data", data.toString()));
    return run(command);
  }

  static StoreProcess withOptions(String... options) {
    return run(command(options));
  }

  private static List<String> command(String... options) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                DocumentStore.class.getName()));
    command.addAll(List.of(options));
    return command;
  }

  private static StoreProcess run(List<String> command) {
    try {
      return new StoreProcess(new ProcessBuilder(command).redirectErrorStream(true).start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The first line it printed: that it is ready, or why it is not. */
  String firstLine() {
    return firstLine;
  }

  String uri() {
    if (firstLine == null || !firstLine.startsWith(READY)) {
      throw new IllegalStateException("the store did not start: " + firstLine);
    }
    return "mongodb://127.0.0.1:" + firstLine.substring(READY.length());
  }

  /** As {@code kill -9} does. */
  void kill() {
    process.destroyForcibly();
    exit();
  }

  /** As {@code kill} does; gives the exit status. */
  int terminate() {
    process.destroy();
    return exit();
  }

  int exit() {
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        throw new IllegalStateException("the store's process " + process.pid() + " does not end");
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
