package io.imprimatur.launcher;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Ends processes of the stack, and no others. */
final class Stop {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** For a process that answers nobody, which will hardly answer this either. */
  static final Duration LITTLE_PATIENCE = Duration.ofSeconds(3);

  private final Home home;
  private final PrintStream out;

  Stop(Home home, PrintStream out) {
    this.home = home;
    this.out = out;
  }

  /** Ends those of the named parts that run: the services first, while what they use is there. */
  void run(List<String> names) {
    List<String> running = names.stream().filter(this::runs).toList();
    if (running.isEmpty()) {
      out.println("Nothing is running.");
      return;
    }
    out.println("Stopping:");
    List<String> behind = List.of("sign-in", "mailbox", "broker", "store");
    inParallel(running.stream().filter(name -> !behind.contains(name)).toList());
    inParallel(running.stream().filter(behind::contains).toList());
    out.println("Stopped. The data stays in " + home.state().resolve("data") + ".");
  }

  private void inParallel(List<String> names) {
    var threads = new ArrayList<Thread>();
    var troubles = new ConcurrentLinkedQueue<Failure>();
    for (String name : names) {
      threads.add(
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      stop(name);
                    } catch (Failure e) {
                      troubles.add(e);
                    }
                  }));
    }
    for (Thread thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new Failure("Interrupted: run ./imprimatur stop again.", e);
      }
    }
    if (!troubles.isEmpty()) {
      throw troubles.element();
    }
  }

  private boolean runs(String name) {
    Optional<Run> run = Run.read(home.runFile(name));
    return run.isPresent() && run.get().process().isPresent();
  }

  void stop(String name) {
    stop(name, PATIENCE);
  }

  /** Ends the part's process, by force after the patience, and forgets it. */
  void stop(String name, Duration patience) {
    Path file = home.runFile(name);
    Optional<Run> run = Run.read(file);
    if (run.isPresent()) {
      boolean byItself = run.get().end(patience);
      out.printf(
          "  %-13s %s%n",
          name,
          byItself ? "stopped" : "did not stop within " + patience.toSeconds() + " s: killed");
    }
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw Disk.cannotWrite(file, e);
    }
  }
}
