package io.imprimatur.launcher;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Builds the modules whose jars are missing or older than their sources, in one call of Maven. */
final class Build {

  private static final Pattern BUILDING =
      Pattern.compile("\\[INFO\\] Building (.+) \\S+\\s+\\[(\\d+)/(\\d+)\\]");
  private static final int PROGRESS_EVERY = 100;
  private static final int TAIL = 15;

  private final Home home;
  private final PrintStream out;
  private final Modules modules;
  private final Map<String, Object> built;

  Build(Home home, PrintStream out) {
    this.home = home;
    this.out = out;
    this.modules = new Modules(home.root());
    this.built = recorded();
  }

  /** Leaves an up-to-date jar for each of the parts. */
  void bringUpToDate(Collection<Part> parts) {
    if (stale(parts).isEmpty()) {
      return;
    }
    try (Lock lock = Lock.ofBuild(home, out)) {
      build(stale(parts)); // somebody else may have built them meanwhile
    }
  }

  private List<Part> stale(Collection<Part> parts) {
    return parts.stream().filter(part -> !upToDate(part)).toList();
  }

  private void build(List<Part> stale) {
    if (stale.isEmpty()) {
      return;
    }
    Disk.requireFree(home.state(), Disk.FOR_BUILD, "to build");
    Map<String, String> fingerprints = new LinkedHashMap<>();
    stale.forEach(part -> fingerprints.put(part.module(), fingerprint(part.module())));
    out.println("Building " + String.join(", ", stale.stream().map(Part::name).toList()) + ":");
    long began = System.nanoTime();
    maven(stale.stream().map(Part::module).toList());
    for (Part part : stale) {
      if (jar(part).isEmpty()) {
        throw new Failure(
            "Maven made no jar in %s/target: look into %s.".formatted(part.module(), log()));
      }
    }
    built.putAll(fingerprints);
    record();
    out.printf("  built in %.0f s%n", (System.nanoTime() - began) / 1e9);
  }

  boolean upToDate(Part part) {
    Optional<Path> jar = jar(part);
    if (jar.isEmpty()) {
      return false;
    }
    FileTime made = Stamps.modified(jar.get());
    boolean newer =
        modules.runningIn(part.module()).stream()
            .flatMap(module -> modules.sources(module).stream())
            .allMatch(source -> Stamps.modified(source).compareTo(made) <= 0);
    // Maven leaves a jar alone whose classes have not changed, though a file was touched.
    return newer || fingerprint(part.module()).equals(built.get(part.module()));
  }

  private String fingerprint(String module) {
    return Stamps.of(
        modules.runningIn(module).stream().flatMap(each -> modules.sources(each).stream()).toList(),
        "");
  }

  /** The part's jar, where it was built; a plain one counts only with its libraries. */
  Optional<Path> jar(Part part) {
    Path target = home.root().resolve(part.module()).resolve("target");
    if (!Files.isDirectory(target)
        || part.mainClass().isPresent() && !Files.isDirectory(target.resolve("lib"))) {
      return Optional.empty();
    }
    Pattern name = Pattern.compile(Pattern.quote(part.artifact()) + "-\\d[^-]*(-SNAPSHOT)?\\.jar");
    try (Stream<Path> files = Files.list(target)) {
      return files.filter(file -> name.matcher(file.getFileName().toString()).matches()).findAny();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path log() {
    return home.log("build");
  }

  private void maven(List<String> targets) {
    var command =
        List.of(
            home.root().resolve("mvnw").toString(),
            "-B",
            "-Dmaven.test.skip=true",
            "-Dspotless.check.skip=true",
            "-Dstyle.color=never",
            "-pl",
            String.join(",", targets),
            "-am",
            "package");
    var lines = new ArrayList<String>();
    int exit;
    try {
      Process maven =
          new ProcessBuilder(command)
              .directory(home.root().toFile())
              .redirectErrorStream(true)
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .start();
      try (BufferedReader reader = maven.inputReader();
          var log = Files.newBufferedWriter(log())) {
        int fetched = 0;
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
          log.write(line);
          log.newLine();
          if (line.contains("Downloaded from ")) {
            if (++fetched % PROGRESS_EVERY == 0) {
              out.printf("  … %d files fetched%n", fetched);
            }
          } else if (!line.contains("Downloading from ")) {
            lines.add(line);
            Matcher building = BUILDING.matcher(line);
            if (building.find()) {
              out.printf(
                  "  %s of %s: %s%n", building.group(2), building.group(3), building.group(1));
            }
          }
        }
      }
      exit = maven.waitFor();
    } catch (IOException e) {
      throw Disk.isFull(String.valueOf(e.getMessage()))
          ? Disk.cannotWrite(log(), e)
          : new Failure("Maven could not be run: " + e.getMessage() + ".", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure("The build was interrupted: run the command again.", e);
    }
    if (exit != 0) {
      throw new Failure(explain(lines));
    }
  }

  private String explain(List<String> lines) {
    List<String> errors = lines.stream().filter(line -> line.contains("[ERROR]")).toList();
    List<String> shown = errors.isEmpty() ? lines : errors;
    String tail =
        errors.isEmpty()
            ? String.join("\n", shown.subList(Math.max(0, shown.size() - TAIL), shown.size()))
            : String.join("\n", shown.subList(0, Math.min(TAIL, shown.size())));
    return tail
        + "\n\nThe build failed"
        + advice(String.join("\n", lines))
        + " All of Maven's words: "
        + log();
  }

  static String advice(String output) {
    if (Disk.isFull(output)) {
      return ": the disk is full. Make room, then run the command again.";
    }
    if (Pattern.compile(
            "Unknown host|UnknownHostException|Could not transfer|Connection refused|connect timed out"
                + "|Network is unreachable|Failed to fetch|Could not resolve host|in offline mode",
            Pattern.CASE_INSENSITIVE)
        .matcher(output)
        .find()) {
      return ": not all it needs could be fetched. The first build needs the network, to reach Maven"
          + " Central (behind a proxy, name it in ~/.m2/settings.xml and https_proxy); connect, then"
          + " run the command again.";
    }
    if (output.contains("COMPILATION ERROR")) {
      return ": the code named above does not compile. Mend it or take the change back, then run the"
          + " command again.";
    }
    return ". Mend what the lines above name, then run the command again.";
  }

  private Map<String, Object> recorded() {
    Path file = recordFile();
    if (!Files.exists(file)) {
      return new LinkedHashMap<>();
    }
    try {
      return Json.object(Files.readString(file));
    } catch (IllegalArgumentException e) {
      // Only a saving of time: without the record the next start builds once more than needed.
      return new LinkedHashMap<>();
    } catch (IOException e) {
      throw new Failure("%s can't be read: %s.".formatted(file, e), e);
    }
  }

  private void record() {
    try {
      Files.writeString(recordFile(), Json.write(built) + "\n");
    } catch (IOException e) {
      throw Disk.cannotWrite(recordFile(), e);
    }
  }

  private Path recordFile() {
    return home.state().resolve("build.json");
  }
}
