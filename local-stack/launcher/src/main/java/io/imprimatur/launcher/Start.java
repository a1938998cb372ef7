package io.imprimatur.launcher;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Brings the stack to where every part runs the newest build with the present settings. */
final class Start {

  private static final int LOG_LINES = 15;

  private final Home home;
  private final Stack stack;
  private final PrintStream out;
  private final Duration limit;
  private final boolean rehearse;
  private final Jvm jvm;
  private final Processes processes;

  /**
   * @param limit how long a process may take until it is ready
   * @param rehearse whether start caches that are missing are made first
   */
  Start(Home home, Stack stack, Jvm jvm, PrintStream out, Duration limit, boolean rehearse) {
    this.home = home;
    this.stack = stack;
    this.jvm = jvm;
    this.out = out;
    this.limit = limit;
    this.rehearse = rehearse;
    this.processes = new Processes(home.root());
  }

  /** Brings these parts up; those that run already and answer are left alone. */
  void run(List<Part> parts) {
    Disk.requireFree(home.state(), Disk.FOR_START, "to start");
    stopReplaced();
    begin(prepare(parts));
  }

  private void stopReplaced() {
    for (String name : stack.externals().addresses().keySet()) {
      Optional<Run> run = Run.read(home.runFile(name));
      if (run.isPresent() && run.get().process().isPresent()) {
        out.printf(
            "  %-13s %s takes its place: stopping it%n",
            name, stack.externals().addresses().get(name));
        new Stop(home, out).stop(name);
      }
    }
  }

  private Map<Part, App> prepare(List<Part> parts) {
    var build = new Build(home, out);
    build.bringUpToDate(parts);
    var apps = new Apps(home, jvm);
    var installed = new LinkedHashMap<Part, App>();
    for (Part part : parts) {
      installed.put(part, apps.install(part, build.jar(part).orElseThrow()));
    }
    if (rehearse) {
      new Rehearsal(home, stack, jvm, out).run(List.copyOf(installed.values()));
    }
    return installed;
  }

  private void begin(Map<Part, App> apps) {
    long began = System.nanoTime();
    var toStart = new LinkedHashMap<Part, App>();
    var running = new ArrayList<Part>();
    apps.forEach(
        (part, app) -> {
          if (keeps(part, version(app))) {
            running.add(part);
          } else {
            toStart.put(part, app);
          }
        });
    List<Part> waiting =
        running.stream().filter(part -> part.probe().ask() != Probe.Answer.READY).toList();
    if (toStart.isEmpty() && waiting.isEmpty()) {
      out.println("Everything is running already.");
    } else {
      Taken.requireFree(toStart.keySet());
      out.println(heading(toStart.isEmpty(), running.isEmpty()));
      running.forEach(
          part ->
              out.printf("  · %-13s %-24s %s%n", part.name(), part.url(), doing(part, waiting)));
      List<Callable<Optional<String>>> starts = new ArrayList<>();
      toStart.values().forEach(app -> starts.add(() -> start(app)));
      waiting.forEach(part -> starts.add(() -> awaitAgain(part)));
      List<String> troubles =
          inParallel(starts.size(), starts).stream().flatMap(Optional::stream).toList();
      if (!troubles.isEmpty()) {
        throw new Failure(
            String.join("\n\n", troubles)
                + "\n\nThe other parts are left running. Mend the cause, then run ./imprimatur start again"
                + " for what is missing, or ./imprimatur stop to end them all.");
      }
      out.printf("Ready in %.1f s.%n", (System.nanoTime() - began) / 1e9);
    }
    var forget = new Apps(home, jvm);
    apps.values().forEach(forget::forgetOthers);
  }

  private static String heading(boolean nothingMissing, boolean nothingRuns) {
    if (nothingMissing) {
      return "Everything is running already; waiting until all of it can work:";
    }
    return nothingRuns ? "Starting:" : "Starting what is missing:";
  }

  private static String doing(Part part, List<Part> waiting) {
    return waiting.contains(part) ? "running, not ready yet" : "running";
  }

  private String version(App app) {
    String options = String.join("\n", jvm.more());
    return Stamps.digest(app.version() + "\n" + stack.settings(app.part()) + options);
  }

  /** Whether the part runs as it should; one that doesn't is ended here. */
  private boolean keeps(Part part, String version) {
    Optional<Run> run = Run.read(home.runFile(part.name()));
    if (run.isEmpty() || run.get().process().isEmpty()) {
      return false;
    }
    var stop = new Stop(home, out);
    if (!run.get().version().equals(version)) {
      out.printf("  %-13s has changed since its start: starting it again%n", part.name());
      stop.stop(part.name());
      return false;
    }
    if (!answers(part)) {
      out.printf("  %-13s does not answer: starting it again%n", part.name());
      stop.stop(part.name(), Stop.LITTLE_PATIENCE);
      return false;
    }
    return true;
  }

  private static boolean answers(Part part) {
    // A busy machine may miss one answer.
    return part.probe().ask() != Probe.Answer.NONE || part.probe().ask() != Probe.Answer.NONE;
  }

  /** Starts and waits; what is wrong where it did not become ready. */
  private Optional<String> start(App app) {
    Part part = app.part();
    var command = new ArrayList<>(jvm.command(app));
    command.addAll(app.program());
    command.addAll(part.arguments());
    var log = home.log(part.name());
    try {
      Files.createDirectories(home.data(part.name()));
    } catch (IOException e) {
      throw Disk.cannotWrite(home.data(part.name()), e);
    }
    long logFrom = Processes.length(log);
    Process process = processes.start(command, part.environment(), log);
    Run.of(process.toHandle(), version(app)).write(home.runFile(part.name()));
    return awaitReady(
        part, process.toHandle(), () -> " (exit code " + process.exitValue() + ")", logFrom);
  }

  /** Waits for a part that runs already, but lacked something when it was asked. */
  private Optional<String> awaitAgain(Part part) {
    long logFrom = Processes.length(home.log(part.name()));
    Optional<ProcessHandle> process = Run.read(home.runFile(part.name())).flatMap(Run::process);
    return process.isEmpty()
        ? Optional.of(trouble(part, "ended by itself", logFrom))
        : awaitReady(part, process.get(), () -> "", logFrom);
  }

  private Optional<String> awaitReady(
      Part part, ProcessHandle process, Supplier<String> exitCode, long logFrom) {
    long began = System.nanoTime();
    while (System.nanoTime() - began < limit.toNanos()) {
      if (Run.waited(process, 50)) {
        return Optional.of(trouble(part, "ended by itself" + exitCode.get(), logFrom));
      }
      if (part.probe().ask() == Probe.Answer.READY) {
        line("✓", part.name(), part.url(), began);
        return Optional.empty();
      }
    }
    return Optional.of(trouble(part, "was not ready within " + limit.toSeconds() + " s", logFrom));
  }

  private String trouble(Part part, String what, long logFrom) {
    List<String> lines =
        Processes.tail(home.log(part.name()), logFrom, LOG_LINES).stream()
            .flatMap(each -> Logs.readable(each).lines())
            .filter(each -> !each.isBlank())
            .toList();
    String text = String.join("\n", lines);
    line("✗", part.name(), what, System.nanoTime());
    return "%s %s. The end of its log, %s:%n%s%s"
        .formatted(
            part.name(),
            what,
            home.log(part.name()),
            lines.stream().map(line -> "  | " + line).collect(Collectors.joining("\n")),
            Disk.isFull(text) ? "\nThe disk is full: make room, then start again." : "");
  }

  private synchronized void line(String sign, String name, String text, long began) {
    double seconds = (System.nanoTime() - began) / 1e9;
    out.printf(
        "  %s %-13s %-24s%s%n",
        sign, name, text, sign.equals("✗") ? "" : " %.1f s".formatted(seconds));
  }

  private static <T> List<T> inParallel(int threads, List<Callable<T>> tasks) {
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      var results = new ArrayList<T>();
      for (Future<T> future : pool.invokeAll(tasks)) {
        results.add(future.get());
      }
      return results;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure("Interrupted: run the command again.", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Failure failure
          ? failure
          : new IllegalStateException(e.getCause());
    }
  }
}
