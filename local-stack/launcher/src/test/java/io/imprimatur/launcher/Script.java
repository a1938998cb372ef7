package io.imprimatur.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A copy of the project's script with what it needs, run with a PATH of the few tools that every
 * system has, so that this machine's own JDKs play no part.
 */
record Script(Path home, Path tools) {

  record Result(int exitCode, String output) {}

  static final Path PROJECT = Path.of("").toAbsolutePath().getParent().getParent();

  static Script copiedTo(Path home) throws IOException {
    Path tools = Files.createDirectories(home.resolveSibling("tools"));
    for (String tool :
        List.of(
            "sh",
            "awk",
            "basename",
            "cat",
            "cksum",
            "dirname",
            "find",
            "head",
            "mkdir",
            "mv",
            "readlink",
            "rm",
            "sed",
            "sort")) {
      executable(tools.resolve(tool), "#!/bin/sh\nexec " + installed(tool) + " \"$@\"\n");
    }
    copy(Path.of("imprimatur"), home);
    copy(Path.of("config"), home);
    copy(Path.of("local-stack/launcher/src/main"), home);
    return new Script(home, tools);
  }

  private static Path installed(String tool) {
    return Stream.of(System.getenv("PATH").split(":"))
        .map(folder -> Path.of(folder, tool))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow();
  }

  private static void copy(Path what, Path home) throws IOException {
    try (Stream<Path> files = Files.walk(PROJECT.resolve(what))) {
      for (Path file : files.toList()) {
        Path target = home.resolve(PROJECT.relativize(file));
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.createDirectories(target.getParent());
          Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
        }
      }
    }
  }

  Path file() {
    return home.resolve("imprimatur");
  }

  Result run(Path directory, Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    return run(file(), directory, environment, arguments);
  }

  /** Calls the script by another name, a link say. */
  Result run(Path called, Path directory, Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    Process process = start(called, directory, environment, arguments);
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Result(process.waitFor(), output);
  }

  Process start(Path called, Path directory, Map<String, String> environment, String... arguments)
      throws IOException {
    var command = new ArrayList<>(List.of(called.toString()));
    command.addAll(List.of(arguments));
    var builder =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().put("PATH", tools.toString());
    builder.environment().put("HOME", home.toString());
    builder.environment().putAll(environment);
    return builder.start();
  }

  static void executable(Path file, String content) throws IOException {
    Files.writeString(file, content);
    if (!file.toFile().setExecutable(true)) {
      throw new IOException(file + " can't be made executable");
    }
  }
}
