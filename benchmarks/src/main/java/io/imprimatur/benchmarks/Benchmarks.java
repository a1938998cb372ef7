package io.imprimatur.benchmarks;

import java.nio.file.Path;
import java.util.List;

/** Runs one benchmark, prints its table and leaves it as JSON beside. */
public final class Benchmarks {

  private Benchmarks() {}

  /** {@code benchmarks.root} is the project's folder; the first argument says which. */
  public static void main(String[] arguments) throws Exception {
    List<String> given = List.of(arguments);
    Path root = Path.of(System.getProperty("benchmarks.root")).toAbsolutePath();
    Settings settings = Settings.of(root, given.subList(1, given.size()));
    Report report =
        switch (given.getFirst()) {
          case "b1" -> new B1Decisions(settings).run();
          case "b2" -> new B2Latency(settings).run();
          case "b3" -> new B3Outbox(settings).run();
          case "b4" -> new B4Mails(settings).run();
          case "b5" -> new B5Pages(settings).run();
          case "b6" -> new B6Growth(settings).run();
          default -> throw new IllegalArgumentException("There is no " + given.getFirst() + ".");
        };
    report.write(settings.target());
    System.exit(0);
  }

  /** What a benchmark is doing; on standard error, so that the table stands alone on the other. */
  static void say(String form, Object... values) {
    System.err.printf(form + "%n", values);
  }
}
