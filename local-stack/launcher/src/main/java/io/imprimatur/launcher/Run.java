package io.imprimatur.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A process as its run file remembers it.
 *
 * @param pid its number, which the system may have given to another process since
 * @param startedAt when it started, which tells the two apart
 * @param version names the program and the settings that it was started with
 */
record Run(long pid, Instant startedAt, String version) {

  /** Start times are read in ticks after the boot, whose own time may shift a little. */
  private static final Duration SHIFT = Duration.ofSeconds(2);

  /** Fields of /proc/PID/stat, counted from the one after the program's name (proc(5)). */
  private static final int STATE = 0;

  private static final int THREADS = 17;

  static Run of(ProcessHandle process, String version) {
    return new Run(process.pid(), process.info().startInstant().orElse(Instant.now()), version);
  }

  /** Reads the file; empty where there is none or it is spoilt. */
  static Optional<Run> read(Path file) {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      Map<String, Object> json = Json.object(Files.readString(file));
      if (json.get("pid") instanceof Long pid
          && json.get("startedAt") instanceof String startedAt
          && json.get("version") instanceof String version) {
        return Optional.of(new Run(pid, Instant.parse(startedAt), version));
      }
      return Optional.empty();
    } catch (RuntimeException | IOException e) {
      // A file that says nothing is as good as none: the process then shows by its taken port.
      return Optional.empty();
    }
  }

  void write(Path file) {
    var json = new LinkedHashMap<String, Object>();
    json.put("pid", pid);
    json.put("startedAt", startedAt.toString());
    json.put("version", version);
    Path unfinished = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.writeString(unfinished, Json.write(json) + "\n");
      Files.move(
          unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw Disk.cannotWrite(file, e);
    }
  }

  /** The process, where it lives and is the one that was started. */
  Optional<ProcessHandle> process() {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .filter(process -> !ended(process.pid()))
        .filter(
            process ->
                process
                    .info()
                    .startInstant()
                    .map(at -> Duration.between(startedAt, at).abs().compareTo(SHIFT) <= 0)
                    .orElse(true));
  }

  /**
   * Asks the process to end, and makes it end where it has not within the patience.
   *
   * @return whether it ended by itself
   * @throws Failure where it can't be ended
   */
  boolean end(Duration patience) {
    Optional<ProcessHandle> process = process();
    if (process.isEmpty()) {
      return true;
    }
    process.get().destroy();
    if (awaitEnd(process.get(), patience)) {
      return true;
    }
    process.get().destroyForcibly();
    if (!awaitEnd(process.get(), Duration.ofSeconds(10))) {
      throw new Failure(
          "The process %d does not end, not even by kill -9: look at it with ps.".formatted(pid));
    }
    return false;
  }

  private static boolean awaitEnd(ProcessHandle process, Duration patience) {
    long limit = System.nanoTime() + patience.toNanos();
    while (System.nanoTime() < limit) {
      if (ended(process.pid()) || waited(process, 100)) {
        return true;
      }
    }
    return false;
  }

  /** Waits for the process's end, though no longer than the time; tells whether it ended. */
  static boolean waited(ProcessHandle process, long millis) {
    try {
      process.onExit().get(millis, TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure("Interrupted.", e);
    } catch (ExecutionException e) {
      throw new Failure("The process " + process.pid() + " can't be watched.", e);
    }
  }

  /**
   * On Linux a process that ended stays in the table until its parent asks, for ever in a container
   * whose first process never asks; Java takes it for alive.
   */
  private static boolean ended(long pid) {
    Path stat = Path.of("/proc/" + pid + "/stat");
    try {
      String line = Files.exists(stat) ? Files.readString(stat) : "";
      String[] fields = line.substring(line.lastIndexOf(')') + 1).strip().split(" ");
      // While other threads are still ending, so do their ports and files.
      return fields[STATE].equals("Z") && Integer.parseInt(fields[THREADS]) <= 1;
    } catch (IOException e) {
      // Gone between the two calls.
      return true;
    }
  }
}
