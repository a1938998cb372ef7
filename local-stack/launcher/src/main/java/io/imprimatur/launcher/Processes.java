package io.imprimatur.launcher;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Starts processes that go on without the launcher and its terminal. */
final class Processes {

  private static final long LOG_TURNED_AT = 10 * Disk.MIB;
  private static final long READ_AT_MOST = 64 * 1024;

  private final Path directory;

  /**
   * @param directory that they run in
   */
  Processes(Path directory) {
    this.directory = directory;
  }

  /**
   * @param command with absolute paths
   * @param log gets their output, after what stands there
   */
  Process start(List<String> command, Map<String, String> environment, Path log) {
    var detached = new ArrayList<>(session());
    // Where there is no setsid (macOS), this alone keeps Ctrl-C and the terminal's end from them.
    detached.addAll(List.of("/bin/sh", "-c", "trap '' HUP INT QUIT; exec \"$@\"", "imprimatur"));
    detached.addAll(command);
    var builder = new ProcessBuilder(detached).directory(directory.toFile());
    builder.environment().putAll(environment);
    try {
      turn(log);
      return builder
          .redirectErrorStream(true)
          .redirectInput(Path.of("/dev/null").toFile())
          .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
          .start();
    } catch (IOException e) {
      throw Disk.isFull(String.valueOf(e.getMessage()))
          ? Disk.cannotWrite(log, e)
          : new Failure(
              "%s could not be started: %s.".formatted(command.get(0), e.getMessage()), e);
    }
  }

  /** A session of its own; the pid stays the same, as a child here leads no process group. */
  private static List<String> session() {
    return Stream.of("/usr/bin/setsid", "/bin/setsid")
        .filter(path -> Files.isExecutable(Path.of(path)))
        .limit(1)
        .toList();
  }

  private static void turn(Path log) throws IOException {
    if (Files.exists(log) && Files.size(log) > LOG_TURNED_AT) {
      Files.move(
          log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** The end of what the log says from a place on, at most so many lines. */
  static List<String> tail(Path log, long from, int lines) {
    if (!Files.exists(log)) {
      return List.of();
    }
    try (var file = new RandomAccessFile(log.toFile(), "r")) {
      long start = Math.max(Math.min(from, file.length()), file.length() - READ_AT_MOST);
      byte[] bytes = new byte[(int) (file.length() - start)];
      file.seek(start);
      file.readFully(bytes);
      List<String> all = new String(bytes, StandardCharsets.UTF_8).lines().toList();
      return all.subList(Math.max(0, all.size() - lines), all.size());
    } catch (IOException e) {
      return List.of("(" + log + " can't be read: " + e.getMessage() + ")");
    }
  }

  static long length(Path log) {
    return log.toFile().length();
  }
}
