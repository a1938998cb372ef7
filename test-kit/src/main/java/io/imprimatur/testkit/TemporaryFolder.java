package io.imprimatur.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;

/** Folders for servers that run in tests. */
final class TemporaryFolder {

  private TemporaryFolder() {}

  static Path create(String name) {
    try {
      return Files.createTempDirectory("imprimatur-" + name + "-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void delete(Path folder) {
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (NoSuchFileException e) {
      // It is gone already, which is what was asked for.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Stops a server and removes its folder when this JVM ends. */
  static void atExit(AutoCloseable server, Path folder) {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  try {
                    server.close();
                  } catch (Exception e) {
                    throw new IllegalStateException("A test server did not stop", e);
                  } finally {
                    delete(folder);
                  }
                },
                "stop-" + folder.getFileName()));
  }
}
