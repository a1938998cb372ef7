package io.imprimatur.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A JVM of its own that does what it is told in lines and answers each with a line of JSON. Its
 * other words go to a log.
 */
final class Child implements AutoCloseable {

  /** Marks the lines that are answers. */
  static final String ANSWER = "answer ";

  private final Process process;
  private final BufferedReader lines;
  private final OutputStream commands;
  private final String name;

  private Child(String name, Process process) {
    this.name = name;
    this.process = process;
    this.lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    this.commands = process.getOutputStream();
  }

  /** Starts a main class of this module, with the options of the services' JVMs. */
  static Child start(Settings settings, String name, Class<?> main, String... arguments) {
    try {
      Path log = settings.target().resolve(name + ".log");
      Files.createDirectories(log.getParent());
      var command =
          new ArrayList<>(
              List.of(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:+UseSerialGC",
                  "-Xmx384m",
                  "-Dlogback.configurationFile=quiet-logback.xml",
                  "-cp",
                  System.getProperty("java.class.path"),
                  main.getName()));
      command.addAll(List.of(arguments));
      Process process =
          new ProcessBuilder(command)
              .redirectError(ProcessBuilder.Redirect.to(log.toFile()))
              .start();
      Tool.endWithThis(process);
      var child = new Child(name, process);
      child.answer();
      return child;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  JsonNode tell(String command) {
    try {
      commands.write((command + "\n").getBytes(StandardCharsets.UTF_8));
      commands.flush();
      return answer();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  long pid() {
    return process.pid();
  }

  private JsonNode answer() throws IOException {
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith(ANSWER)) {
        return JsonMapper.shared().readTree(line.substring(ANSWER.length()));
      }
    }
    throw new IllegalStateException(name + " ended; its log is benchmarks/target/" + name + ".log");
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
