package io.imprimatur.benchmarks;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a JVM has to keep on its heap, as its own {@code jcmd} tells it. */
final class Heap {

  private static final Pattern USED = Pattern.compile("used (\\d+)K");

  private Heap() {}

  /** Mebibytes in use right after a full collection. */
  static double afterCollection(long pid) {
    jcmd(pid, "GC.run");
    return jcmd(pid, "GC.heap_info")
            .lines()
            .filter(line -> !line.contains("Metaspace") && !line.contains("class space"))
            .map(USED::matcher)
            .filter(Matcher::find)
            .mapToLong(found -> Long.parseLong(found.group(1)))
            .sum()
        / 1024.0;
  }

  private static String jcmd(long pid, String command) {
    return Tool.run(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
            String.valueOf(pid),
            command));
  }
}
