package io.imprimatur.benchmarks;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How a benchmark is to be run.
 *
 * @param root the project's folder
 * @param seconds of one repetition
 * @param warmUp seconds of load before the first repetition, which nobody counts
 * @param repetitions of ours and of the reference, one after the other in turn
 * @param portOffset added to the ports of the local stack
 * @param keep whether the stack is taken as it is and left running, to try a benchmark out
 * @param more options of one benchmark alone
 */
record Settings(
    Path root,
    int seconds,
    int warmUp,
    int repetitions,
    int portOffset,
    boolean keep,
    Map<String, String> more) {

  private static final int FIRST_REFERENCE_PORT = 8450;

  static Settings of(Path root, List<String> arguments) {
    var options = new HashMap<String, String>();
    for (int i = 0; i < arguments.size(); i += 2) {
      if (!arguments.get(i).startsWith("--") || i + 1 == arguments.size()) {
        throw new IllegalArgumentException(
            "Options have a value, as in --seconds 30; this has none: " + arguments.get(i));
      }
      options.put(arguments.get(i).substring(2), arguments.get(i + 1));
    }
    return new Settings(
        root,
        take(options, "seconds", 30),
        take(options, "warm-up", 60),
        take(options, "repetitions", 3),
        take(options, "port-offset", 6000),
        take(options, "keep", 0) > 0,
        options);
  }

  private static int take(Map<String, String> options, String name, int otherwise) {
    String value = options.remove(name);
    return value == null ? otherwise : Integer.parseInt(value);
  }

  /** An option of one benchmark. */
  int option(String name, int otherwise) {
    return Integer.parseInt(more.getOrDefault(name, String.valueOf(otherwise)));
  }

  /** Where results and everything that is started on the way lies. */
  Path target() {
    return root.resolve("benchmarks").resolve("target");
  }

  /** A folder for what one part keeps. */
  Path state(String part) {
    return target().resolve("state").resolve(part);
  }

  /** A port for a reference, beside those of the stack. */
  int port(int number) {
    return FIRST_REFERENCE_PORT + portOffset + number;
  }
}
