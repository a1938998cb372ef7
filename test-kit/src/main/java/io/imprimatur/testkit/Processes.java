package io.imprimatur.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Starts Java programs as processes of their own, so that a test can kill them. */
public final class Processes {

  private Processes() {}

  /**
   * A program of this test's class path. It runs on the JDK that runs the test, which the build
   * chooses as the newest of the machine.
   */
  public static Launch java(String mainClass) {
    return new Launch(List.of("-cp", System.getProperty("java.class.path")), List.of(mainClass));
  }

  /** A program of another class path, such as {@code target/x.jar:target/lib/*}. */
  public static Launch java(String mainClass, String classPath) {
    return new Launch(List.of("-cp", classPath), List.of(mainClass));
  }

  /** A runnable jar. */
  public static Launch jar(Path jar) {
    return new Launch(List.of(), List.of("-jar", jar.toString()));
  }

  /** The {@code java} of the JDK that runs this test. */
  public static Path javaCommand() {
    return Path.of(System.getProperty("java.home"), "bin", "java");
  }

  /** What to start. Each call adds to it. */
  public static final class Launch {

    private final List<String> classPath;
    private final List<String> program;
    private final List<String> options = new ArrayList<>();
    private final List<String> arguments = new ArrayList<>();
    private final Map<String, String> environment = new TreeMap<>();
    private Path output;
    private Path folder;

    private Launch(List<String> classPath, List<String> program) {
      this.classPath = classPath;
      this.program = program;
    }

    /** Adds options of the JVM, such as {@code -Xmx256m}. */
    public Launch option(String... more) {
      options.addAll(List.of(more));
      return this;
    }

    /** Adds arguments of the program. */
    public Launch argument(String... more) {
      arguments.addAll(List.of(more));
      return this;
    }

    /** Sets an environment variable; the others are this process's. */
    public Launch env(String name, String value) {
      environment.put(name, value);
      return this;
    }

    /** Sets environment variables. */
    public Launch env(Map<String, String> more) {
      environment.putAll(more);
      return this;
    }

    /** File that both output streams are appended to; otherwise a temporary one. */
    public Launch output(Path file) {
      output = file;
      return this;
    }

    /** Working directory; otherwise this process's. */
    public Launch folder(Path directory) {
      folder = directory;
      return this;
    }

    /** Starts it and returns at once. */
    public JavaProcess start() {
      List<String> command = new ArrayList<>();
      command.add(javaCommand().toString());
      command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
      command.addAll(options);
      command.addAll(classPath);
      command.addAll(program);
      command.addAll(arguments);
      Path log = output == null ? TemporaryFolder.create("process").resolve("output.log") : output;
      var builder =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
      if (folder != null) {
        builder.directory(folder.toFile());
      }
      builder.environment().putAll(environment);
      try {
        return new JavaProcess(builder.start(), log);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
