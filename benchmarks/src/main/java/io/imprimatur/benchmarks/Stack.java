package io.imprimatur.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The processes of {@code ./imprimatur start}, fresh and with data of their own. They run with the
 * heaps that the local stack gives them, and with both compilers, as the references do: a stack
 * that works for long, where the local stack's first compiler alone is for one that starts fast.
 */
final class Stack implements AutoCloseable {

  private static final String JAVA_OPTIONS = "IMPRIMATUR_JAVA_OPTIONS";
  private static final String BOTH_COMPILERS = "-XX:TieredStopAtLevel=4";

  private final Settings settings;
  private final Path state;
  private final Map<String, String> environment = new HashMap<>();
  private final Map<String, Integer> ports = new HashMap<>();
  private final Map<String, Long> pids = new HashMap<>();

  private Stack(Settings settings, Map<String, String> more) {
    this.settings = settings;
    this.state = settings.state("stack");
    environment.put("IMPRIMATUR_STATE", state.toString());
    if (System.getenv(JAVA_OPTIONS) == null) {
      environment.put(JAVA_OPTIONS, BOTH_COMPILERS);
    }
    environment.putAll(more);
  }

  /** Starts all parts, or those named, with nothing in the store. */
  static Stack fresh(Settings settings, Map<String, String> environment, String... parts) {
    var stack = new Stack(settings, environment);
    if (!settings.keep()) {
      stack.call("stop");
      delete(stack.state.resolve("data"));
    }
    stack.start(parts);
    return stack;
  }

  /** Starts these parts, or all, as the last start left them. */
  void start(String... parts) {
    Benchmarks.say("Starting the stack.");
    var command =
        new ArrayList<>(
            List.of(
                "start",
                "--no-rehearsal",
                "--timeout",
                "240",
                "--port-offset",
                String.valueOf(settings.portOffset())));
    command.addAll(List.of(parts));
    call(command.toArray(String[]::new));
    pids.clear();
    for (JsonNode part :
        JsonMapper.shared().readTree(call("status", "--json")).get("services").values()) {
      String name = part.get("name").asString();
      if (!part.get("pid").isNull()) {
        pids.put(name, part.get("pid").asLong());
      }
      String url = part.get("url").asString();
      ports.put(name, Integer.parseInt(url.substring(url.lastIndexOf(':') + 1)));
    }
  }

  void stop(String... parts) {
    var command = new ArrayList<>(List.of("stop"));
    command.addAll(List.of(parts));
    call(command.toArray(String[]::new));
  }

  int port(String part) {
    return ports.get(part);
  }

  long pid(String part) {
    return pids.get(part);
  }

  /** All processes of this stack. */
  List<Long> pids() {
    return List.copyOf(pids.values());
  }

  Map<String, Long> pidsByName() {
    return Map.copyOf(pids);
  }

  Path keys() {
    return state.resolve("keys");
  }

  /** The value of the header {@code Authorization} for a demo person. */
  String bearer(String person) {
    return "Bearer " + call("token", person).strip();
  }

  String mongoUri() {
    return "mongodb://127.0.0.1:" + port("store");
  }

  private String call(String... arguments) {
    try {
      var command = new ArrayList<String>();
      command.add(settings.root().resolve("imprimatur").toString());
      command.addAll(List.of(arguments));
      var builder = new ProcessBuilder(command);
      builder.environment().putAll(environment);
      builder.redirectError(ProcessBuilder.Redirect.INHERIT);
      Process process = builder.start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException(String.join(" ", command) + " failed: " + said);
      }
      return said;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  static void delete(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    if (!settings.keep()) {
      call("stop");
    }
  }
}
