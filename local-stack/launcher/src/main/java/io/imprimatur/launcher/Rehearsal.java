package io.imprimatur.launcher;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Starts new programs once on trial, on free ports and with data that is thrown away, so that the
 * JVM can write down what it loaded: a start cache, with which they start in less than half the
 * time. Nothing depends on it: a program whose cache can't be made starts without one.
 */
final class Rehearsal {

  private static final Duration READY_WITHIN = Duration.ofSeconds(90);
  private static final Duration WRITTEN_WITHIN = Duration.ofSeconds(180);
  private static final List<String> SERVICES_NEED = List.of("store", "broker");

  private final Home stage;
  private final Home home;
  private final Stack trial;
  private final Jvm jvm;
  private final PrintStream out;
  private final Processes processes;

  Rehearsal(Home home, Stack stack, Jvm jvm, PrintStream out) {
    this.home = home;
    this.stage = home.rehearsal();
    this.trial = stack.onTrial(stage);
    this.jvm = jvm;
    this.out = out;
    this.processes = new Processes(home.root());
  }

  /** Makes the caches that are missing and were not tried yet. */
  void run(List<App> apps) {
    List<App> due = apps.stream().filter(this::isDue).toList();
    if (due.isEmpty()) {
      return;
    }
    if (Disk.free(home.state()) < Disk.FOR_CACHES + Disk.FOR_START) {
      out.println("No start caches are made, the disk has too little room: starts take longer.");
      return;
    }
    boolean withService = due.stream().anyMatch(app -> app.part().isService());
    List<App> cast =
        apps.stream()
            .filter(
                app ->
                    due.contains(app) || withService && SERVICES_NEED.contains(app.part().name()))
            .toList();
    out.println("Rehearsing the start, once after a build, so that later ones are quick:");
    long began = System.nanoTime();
    clear();
    var interrupted = new Thread(this::end, "end-rehearsal");
    Runtime.getRuntime().addShutdownHook(interrupted);
    try {
      int made = rehearse(cast, due);
      out.printf(
          "  %d of %d start caches made in %.0f s%n",
          made, due.size(), (System.nanoTime() - began) / 1e9);
    } catch (IOException e) {
      throw Disk.cannotWrite(stage.state(), e);
    } finally {
      end();
      Runtime.getRuntime().removeShutdownHook(interrupted);
    }
    clear();
  }

  private boolean isDue(App app) {
    return !Files.exists(jvm.cacheIn(app.folder())) && !Files.exists(inVain(app));
  }

  private static Path inVain(App app) {
    return app.folder().resolve("no-start-cache");
  }

  private static Path unfinished(App app) {
    return app.folder().resolve("unfinished-cache");
  }

  private int rehearse(List<App> cast, List<App> due) throws IOException {
    stage.prepare();
    Keys.makeMissing(stage.keys());
    Map<App, Process> started = new LinkedHashMap<>();
    for (App app : cast) {
      started.put(app, start(app, due.contains(app)));
    }
    awaitReady(started);
    out.println("  writing down what was loaded …");
    started.values().forEach(Process::destroy);
    long limit = System.nanoTime() + WRITTEN_WITHIN.toNanos();
    int made = 0;
    for (App app : due) {
      made += keep(app, started.get(app), limit) ? 1 : 0;
    }
    return made;
  }

  private Process start(App app, boolean write) throws IOException {
    Part part = trial.part(app.part().name());
    Files.deleteIfExists(unfinished(app));
    Files.createDirectories(stage.data(part.name()));
    var command =
        new ArrayList<>(write ? jvm.trainingCommand(app, unfinished(app)) : jvm.command(app));
    command.addAll(app.program());
    command.addAll(part.arguments());
    Process process = processes.start(command, part.environment(), stage.log(part.name()));
    Run.of(process.toHandle(), "rehearsal").write(stage.runFile(part.name()));
    return process;
  }

  /** Not being ready is no harm here: less is then in the cache. */
  private void awaitReady(Map<App, Process> started) {
    long limit = System.nanoTime() + READY_WITHIN.toNanos();
    for (Map.Entry<App, Process> each : started.entrySet()) {
      Part part = trial.part(each.getKey().part().name());
      boolean done = false;
      while (!done && System.nanoTime() < limit) {
        done =
            Run.waited(each.getValue().toHandle(), 100) || part.probe().ask() == Probe.Answer.READY;
      }
    }
  }

  private boolean keep(App app, Process process, long limit) throws IOException {
    try {
      long left = Math.max(0, limit - System.nanoTime());
      if (process.waitFor(left, TimeUnit.NANOSECONDS) && Files.exists(unfinished(app))) {
        Files.move(unfinished(app), jvm.cacheIn(app.folder()));
        return true;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure("Interrupted: run the command again.", e);
    }
    Path log = home.log(app.part().name() + "-rehearsal");
    Files.deleteIfExists(log);
    Files.copy(stage.log(app.part().name()), log);
    Files.writeString(inVain(app), "The rehearsal's log: " + log + "\n");
    out.printf("  %s starts without one%n", app.part().name());
    return false;
  }

  /** Ends what still runs of this rehearsal, or of one that was cut short. */
  private void end() {
    for (String name : Stack.NAMES) {
      Run.read(stage.runFile(name)).ifPresent(run -> run.end(Duration.ZERO));
    }
  }

  private void clear() {
    end();
    try {
      Apps.delete(stage.state());
    } catch (IOException e) {
      throw Disk.cannotWrite(stage.state(), e);
    }
  }
}
