package io.imprimatur.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A PostgreSQL cluster of its own, as Debian configures it: fsync and synchronous commit on. Where
 * root starts it, it runs as the user {@code postgres}, because it refuses to run as root.
 */
final class Postgres implements AutoCloseable {

  private final Process process;
  private final int port;

  private Postgres(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  static Postgres fresh(Settings settings) {
    Path data = settings.state("postgres");
    int port = settings.port(0);
    Benchmarks.say("Starting PostgreSQL.");
    Stack.delete(data);
    try {
      Files.createDirectories(data);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (Tool.isRoot()) {
      Tool.run(List.of("chown", "postgres", data.toString()));
    }
    Tool.run(
        asServer(
            Tool.find("initdb"),
            "--auth=trust",
            "--username=benchmark",
            "--encoding=UTF8",
            "--locale=C",
            "-D",
            data.toString()));
    Process process =
        Tool.serve(
            settings,
            "postgres",
            port,
            asServer(
                Tool.find("postgres"),
                "-D",
                data.toString(),
                "-p",
                String.valueOf(port),
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "unix_socket_directories=",
                "-c",
                "fsync=on",
                "-c",
                "synchronous_commit=on"));
    return new Postgres(process, port);
  }

  private static List<String> asServer(String... command) {
    var whole = new ArrayList<String>();
    if (Tool.isRoot()) {
      whole.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups"));
    }
    whole.addAll(List.of(command));
    return whole;
  }

  String url() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=benchmark";
  }

  static String version() {
    return Tool.run(List.of(Tool.find("postgres"), "--version"))
        .strip()
        .replaceFirst("postgres \\(PostgreSQL\\) (\\S+).*", "PostgreSQL $1");
  }

  long pid() {
    return process.pid();
  }

  @Override
  public void close() {
    Tool.end(process);
  }
}
