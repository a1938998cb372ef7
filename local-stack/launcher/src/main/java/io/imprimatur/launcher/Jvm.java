package io.imprimatur.launcher;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The JDK that everything runs on.
 *
 * @param home its folder
 * @param feature its feature version, 21 or more
 * @param build its full version: a start cache made by one build is no good for another
 * @param more options that somebody gives besides, and that win over ours
 */
record Jvm(Path home, int feature, String build, List<String> more) {

  static final String OPTIONS = "IMPRIMATUR_JAVA_OPTIONS";

  /** From here on the JDK keeps loaded and linked classes in one step (JEP 514). */
  private static final int AOT_CACHE_IN_ONE_STEP = 25;

  /** The one that runs the launcher, with the further options that the environment names. */
  static Jvm current(Map<String, String> environment) {
    String options = environment.getOrDefault(OPTIONS, "").strip();
    return new Jvm(
        Path.of(System.getProperty("java.home")),
        Runtime.version().feature(),
        Runtime.version().toString(),
        options.isEmpty() ? List.of() : List.of(options.split("\\s+")));
  }

  Path java() {
    return home.resolve("bin").resolve("java");
  }

  /**
   * Options for a process that shall start fast and take little; the same for the run that makes
   * its cache and those that use it.
   */
  private List<String> options(int heapMib) {
    var options = new ArrayList<>(usual(heapMib));
    options.addAll(more);
    return options;
  }

  private static List<String> usual(int heapMib) {
    return List.of(
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "-Xss512k",
        "-Xmx" + heapMib + "m",
        "-Xlog:cds=off",
        "-Xlog:aot=off",
        // Space that is given away twice must end a compaction, not damage the store's file.
        "-ea:org.h2.mvstore.FreeSpaceBitSet",
        "-Dstdout.encoding=UTF-8",
        "-Dstderr.encoding=UTF-8",
        "-Dfile.encoding=UTF-8");
  }

  Path cacheIn(Path app) {
    return app.resolve(feature >= AOT_CACHE_IN_ONE_STEP ? "start.aot" : "start.jsa");
  }

  /** The command up to the options of the program, with its start cache where there is one. */
  List<String> command(App app) {
    var command = new ArrayList<String>();
    command.add(java().toString());
    command.addAll(options(app.part().heapMib()));
    Path cache = cacheIn(app.folder());
    if (Files.exists(cache)) {
      command.add(
          (feature >= AOT_CACHE_IN_ONE_STEP ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=") + cache);
    }
    return command;
  }

  /** The command that makes the start cache when the process ends. */
  List<String> trainingCommand(App app, Path cache) {
    var command = new ArrayList<String>();
    command.add(java().toString());
    command.addAll(options(app.part().heapMib()));
    command.add(
        (feature >= AOT_CACHE_IN_ONE_STEP ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=")
            + cache);
    return command;
  }
}
