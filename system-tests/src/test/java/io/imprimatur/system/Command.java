package io.imprimatur.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A command of the shell in a folder.
 *
 * @param environment variables of its own, besides those of the tests
 * @param without variables of the tests that it does not get
 */
public record Command(Path folder, Map<String, String> environment, List<String> without) {

  public Command(Path folder, Map<String, String> environment) {
    this(folder, environment, List.of());
  }

  /** What a command said, and how it ended. */
  public record Told(List<String> line, int exit, String output, String errors) {

    /** The output of a command that went well. */
    public String orThrow() {
      if (exit != 0) {
        throw new IllegalStateException(toString());
      }
      return output;
    }

    @Override
    public String toString() {
      return String.join(" ", line) + " ended with " + exit + ":\n" + output + errors;
    }
  }

  /** Runs it to its end; one that takes longer is ended. */
  public Told run(Duration patience, List<String> line) {
    try {
      Path output = Files.createTempFile("command", ".out");
      Path errors = Files.createTempFile("command", ".err");
      ProcessBuilder builder =
          new ProcessBuilder(line)
              .directory(folder.toFile())
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .redirectOutput(output.toFile())
              .redirectError(errors.toFile());
      without.forEach(builder.environment()::remove);
      builder.environment().putAll(environment);
      Process process = builder.start();
      boolean ended = process.waitFor(patience.toSeconds(), TimeUnit.SECONDS);
      if (!ended) {
        process.destroyForcibly().waitFor();
      }
      Told told =
          new Told(
              line,
              ended ? process.exitValue() : -1,
              Files.readString(output, StandardCharsets.UTF_8),
              Files.readString(errors, StandardCharsets.UTF_8));
      Files.delete(output);
      Files.delete(errors);
      return told;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
