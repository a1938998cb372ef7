package io.imprimatur.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** Processor time of processes, as Linux counts it in {@code /proc/PID/stat} (proc(5)). */
final class Cpu {

  /** Ticks a second: a constant of Linux towards programs, whatever the kernel's own is. */
  private static final double TICKS = 100;

  /** Places behind the name: user and system time, and both of children that ended. */
  private static final int FIRST = 11;

  private static final int LAST = 14;

  private static final double REST = 0.25;
  private static final int MOST_SECONDS_TO_REST = 180;

  private Cpu() {}

  /** Seconds of user and system time of the processes and all below them, up to now. */
  static double seconds(Collection<Long> pids) {
    return pids.stream()
        .flatMap(pid -> ProcessHandle.of(pid).stream())
        .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
        .mapToDouble(process -> of(process.pid()))
        .sum();
  }

  /**
   * Waits until the processes rest, so that what one side still has to do is not charged to the
   * other: a second in which they take less than a quarter of a processor, or three minutes.
   */
  static void awaitRest(Collection<Long> pids) {
    for (int second = 0; second < MOST_SECONDS_TO_REST; second++) {
      double before = seconds(pids);
      LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
      if (seconds(pids) - before < REST) {
        return;
      }
    }
    Benchmarks.say("What was measured before still works; the next figures have less than all.");
  }

  /** Seconds that this process itself took, with its own children that ended. */
  static double own() {
    return of(ProcessHandle.current().pid());
  }

  private static double of(long pid) {
    try {
      String line = Files.readString(Path.of("/proc/" + pid + "/stat"));
      String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
      long ticks = 0;
      for (int i = FIRST; i <= LAST; i++) {
        ticks += Long.parseLong(fields[i]);
      }
      return ticks / TICKS;
    } catch (IOException e) {
      // Ended meanwhile; its parent has its time.
      return 0;
    }
  }
}
