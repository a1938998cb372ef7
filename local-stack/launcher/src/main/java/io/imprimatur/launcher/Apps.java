package io.imprimatur.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Copies built programs to where they are run from, each version in a folder of its own. */
final class Apps {

  private final Home home;
  private final Jvm jvm;

  Apps(Home home, Jvm jvm) {
    this.home = home;
    this.jvm = jvm;
  }

  /**
   * The app of the jar, copied where it isn't yet.
   *
   * @param jar as Maven made it; a plain one has its libraries beside it in {@code lib/}
   */
  App install(Part part, Path jar) {
    List<Path> content = part.mainClass().isPresent() ? withLibraries(jar) : List.of(jar);
    Path folder =
        home.apps().resolve(part.name()).resolve(Stamps.of(content, jvm.home() + jvm.build()));
    if (Files.isDirectory(folder)) {
      return new App(part, folder);
    }
    Path unfinished = folder.resolveSibling(folder.getFileName() + ".new");
    try {
      delete(unfinished);
      Files.createDirectories(unfinished);
      if (part.mainClass().isPresent()) {
        Files.createDirectory(unfinished.resolve("lib"));
        for (Path file : content) {
          boolean main = file.equals(jar);
          copy(file, (main ? unfinished : unfinished.resolve("lib")).resolve(file.getFileName()));
        }
      } else {
        extract(jar, unfinished);
      }
      Files.move(unfinished, folder);
    } catch (IOException e) {
      throw Disk.cannotWrite(folder, e);
    }
    return new App(part, folder);
  }

  private static List<Path> withLibraries(Path jar) {
    try (Stream<Path> libraries = Files.list(jar.resolveSibling("lib"))) {
      return Stream.concat(Stream.of(jar), libraries.sorted()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    // The start cache knows jars by their times, so these have to be kept.
    Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES);
  }

  /** Spring Boot's own way to lay its jar out so that the JVM can cache its classes. */
  private void extract(Path jar, Path folder) throws IOException {
    Path log = home.log("extract");
    Process process =
        new ProcessBuilder(
                jvm.java().toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Djarmode=tools",
                "-jar",
                jar.toString(),
                "extract",
                "--force",
                "--destination",
                folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      if (process.waitFor() != 0) {
        String said = Files.readString(log).strip();
        throw new FileSystemException(folder.toString(), null, said);
      }
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new Failure("Interrupted while unpacking " + jar + ".", e);
    }
  }

  /** Removes the versions of the part that are neither this one nor in use. */
  void forgetOthers(App app) {
    Path folder = home.apps().resolve(app.part().name());
    try (Stream<Path> versions = Files.list(folder)) {
      for (Path version : versions.filter(each -> !each.equals(app.folder())).toList()) {
        delete(version);
      }
    } catch (IOException e) {
      throw Disk.cannotWrite(folder, e);
    }
  }

  static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
