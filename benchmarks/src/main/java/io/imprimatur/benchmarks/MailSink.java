package io.imprimatur.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Postfix's {@code smtp-sink}, which takes every mail and forgets it, and its counterpart. */
final class MailSink implements AutoCloseable {

  private static final String BACKLOG = "256";

  private final Process process;
  private final int port;

  private MailSink(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  static MailSink start(Settings settings, String... more) {
    var command = new ArrayList<>(List.of(Tool.find("smtp-sink")));
    if (Tool.isRoot()) {
      command.addAll(List.of("-u", "nobody"));
    }
    command.addAll(List.of(more));
    int port = port(settings);
    command.addAll(List.of("127.0.0.1:" + port, BACKLOG));
    return new MailSink(Tool.serve(settings, "smtp-sink", port, command), port);
  }

  static int port(Settings settings) {
    return settings.port(2);
  }

  long pid() {
    return process.pid();
  }

  /**
   * Sends as many mails of a length by {@code smtp-source}, over connections that are kept.
   *
   * @return mails a second
   */
  double fill(int mails, int connections, long bytes) {
    long began = System.nanoTime();
    Tool.run(
        List.of(
            Tool.find("smtp-source"),
            "-d",
            "-s",
            String.valueOf(connections),
            "-m",
            String.valueOf(mails),
            "-l",
            String.valueOf(bytes),
            "-f",
            "news@press.linhe.example",
            "-t",
            "reader@readers.example",
            "127.0.0.1:" + port));
    return mails / ((System.nanoTime() - began) / 1e9);
  }

  static String version() {
    return "smtp-source of "
        + Tool.run(List.of("dpkg-query", "-W", "-f", "Postfix ${Version}", "postfix"));
  }

  /** A folder in which a sink may lay mails down. */
  static Path folder(Settings settings) {
    Path folder = settings.state("mails");
    Stack.delete(folder);
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (Tool.isRoot()) {
      Tool.run(List.of("chown", "nobody", folder.toString()));
    }
    return folder;
  }

  /** The length of a mail that was laid down there. */
  static long bytesOfOne(Path folder) {
    try (Stream<Path> mails = Files.list(folder)) {
      return Files.size(mails.findFirst().orElseThrow());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    Tool.end(process);
  }
}
