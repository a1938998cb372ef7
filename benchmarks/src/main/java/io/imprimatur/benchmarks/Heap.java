package io.imprimatur.benchmarks;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a JVM has to keep on its heap, as its own {@code jcmd} tells it. */
final class Heap {

  /** The last line of a histogram: objects and bytes of all classes. */
  private static final Pattern TOTAL = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)\\s*$");

  private Heap() {}

  /**
   * Mebibytes of the objects that are reachable. They are counted while the JVM stands still, so
   * what is made and dropped meanwhile does not count, however busy it is.
   */
  static double reachable(long pid) {
    Matcher total = TOTAL.matcher(jcmd(pid, "GC.class_histogram"));
    if (!total.find()) {
      throw new IllegalStateException("no histogram of process " + pid);
    }
    return Long.parseLong(total.group(1)) / 1048576.0;
  }

  private static String jcmd(long pid, String command) {
    return Tool.run(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
            String.valueOf(pid),
            command));
  }
}
