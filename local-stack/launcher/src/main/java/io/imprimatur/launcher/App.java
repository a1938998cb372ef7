package io.imprimatur.launcher;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A part's program as it is run: a copy, so that a build beside a running stack takes nothing away
 * from it.
 *
 * @param part what it is for
 * @param folder the copy: a jar and {@code lib/}
 */
record App(Part part, Path folder) {

  /** Names this copy among the part's others. */
  String version() {
    return folder.getFileName().toString();
  }

  /** The program with its class path, as the JVM's command line has it. */
  List<String> program() {
    Path jar = jar();
    if (part.mainClass().isEmpty()) {
      return List.of("-jar", jar.toString());
    }
    try (Stream<Path> libraries = Files.list(folder.resolve("lib"))) {
      String classPath =
          Stream.concat(Stream.of(jar), libraries.sorted())
              .map(Path::toString)
              .collect(Collectors.joining(File.pathSeparator));
      return List.of("-cp", classPath, part.mainClass().get());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path jar() {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".jar")).findFirst().orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
