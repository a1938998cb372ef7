package io.imprimatur.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.TimeUnit;

/**
 * Makes an app's start cache: one run up to the point where a service would begin to work, after
 * which the JVM writes down the classes it loaded. A saving of time only: where it can't be made,
 * the app starts without one.
 */
final class Training {

  private static final int LIMIT_SECONDS = 90;

  private final Home home;
  private final Jvm jvm;
  private final Processes processes;

  Training(Home home, Jvm jvm, Processes processes) {
    this.home = home;
    this.jvm = jvm;
    this.processes = processes;
  }

  /** Whether a cache is still to be made; one try that failed is enough. */
  boolean isDue(App app) {
    return app.part().mainClass().isEmpty()
        && !Files.exists(jvm.cacheIn(app.folder()))
        && !Files.exists(failed(app));
  }

  private Path failed(App app) {
    return app.folder().resolve("no-start-cache");
  }

  /** Returns whether there is a cache now. */
  boolean run(App app) {
    Path unfinished = app.folder().resolve("unfinished-cache");
    var command = new ArrayList<>(jvm.trainingCommand(app, unfinished));
    command.add("-Dspring.context.exit=onRefresh");
    command.addAll(app.program());
    Path log = home.log(app.part().name() + "-cache");
    try {
      Files.deleteIfExists(log);
      Process process = processes.start(command, app.part().environment(), log);
      boolean ended = process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
      if (!ended) {
        process.destroyForcibly().waitFor();
      }
      if (ended && process.exitValue() == 0 && Files.exists(unfinished)) {
        Files.move(unfinished, jvm.cacheIn(app.folder()));
        return true;
      }
      Files.deleteIfExists(unfinished);
      Files.writeString(failed(app), "See " + log + "\n");
      return false;
    } catch (IOException e) {
      throw Disk.cannotWrite(unfinished, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure("Interrupted: run the command again.", e);
    }
  }
}
