package io.imprimatur.system.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.imprimatur.testkit.Processes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a service's process was started with, so that another one can be started like it: the same
 * program with its start cache, the same options and settings. Read from Linux's process table.
 *
 * @param options of the JVM
 */
record Likeness(Path jar, List<String> options, Map<String, String> environment) {

  static Likeness of(long pid) {
    List<String> words = words(pid, "cmdline");
    int program = words.indexOf("-jar");
    assertThat(program).as("a runnable jar in %s", words).isPositive();
    Map<String, String> environment = new TreeMap<>();
    for (String variable : words(pid, "environ")) {
      int sign = variable.indexOf('=');
      if (sign > 0) {
        environment.put(variable.substring(0, sign), variable.substring(sign + 1));
      }
    }
    return new Likeness(
        Path.of(words.get(program + 1)), words.subList(1, program), Map.copyOf(environment));
  }

  private static List<String> words(long pid, String what) {
    try {
      String all =
          Files.readString(Path.of("/proc", Long.toString(pid), what), StandardCharsets.UTF_8);
      return Stream.of(all.split("\0")).filter(word -> !word.isEmpty()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("Several instances are started on Linux only", e);
    }
  }

  /** To be started with settings of its own besides. */
  Processes.Launch launch() {
    return Processes.jar(jar).option(options.toArray(String[]::new)).env(environment);
  }
}
