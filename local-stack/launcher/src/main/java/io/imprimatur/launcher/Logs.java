package io.imprimatur.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Shows what a process wrote, by the system's own {@code tail}. */
final class Logs {

  private static final String LINES = "200";

  private Logs() {}

  /** What a line says, without the keys of a structured one that only programs need. */
  static String readable(String line) {
    if (!line.startsWith("{")) {
      return line;
    }
    try {
      Map<String, Object> json = Json.object(line);
      Object level = json.get("log") instanceof Map<?, ?> log ? log.get("level") : "";
      return json.containsKey("message")
          ? level + " " + json.get("message").toString().strip()
          : line;
    } catch (IllegalArgumentException e) {
      // A line that only looks like JSON, or was cut off.
      return line;
    }
  }

  static int show(Home home, String name, boolean follow) {
    Path log = home.log(name);
    if (!Files.exists(log)) {
      throw new Failure("%s has no log yet: start it with ./imprimatur start.".formatted(name));
    }
    var command = new ArrayList<>(List.of("tail", "-n", LINES));
    if (follow) {
      command.add("-F");
    }
    command.add(log.toString());
    try {
      return new ProcessBuilder(command).inheritIO().start().waitFor();
    } catch (IOException e) {
      throw new Failure("The log is %s; tail can't show it here.".formatted(log), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Failure.FAILED;
    }
  }
}
