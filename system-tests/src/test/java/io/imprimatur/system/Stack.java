package io.imprimatur.system;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The local stack, started by {@code ./imprimatur} with data and ports of its own, so that a stack
 * which somebody runs beside the tests is left alone. Where the property {@code stack} names the
 * state folder of one that runs, that one is taken as it is and left running.
 */
public final class Stack implements AutoCloseable {

  private static final Duration STARTING = Duration.ofMinutes(8);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Path root = root();
  private final String given = System.getProperty("stack");
  private final Path state =
      (given == null ? root.resolve("system-tests/target/stack") : Path.of(given)).toAbsolutePath();
  private final int offset = freeOffset();
  private final Map<String, String> tokens = new ConcurrentHashMap<>();
  private volatile Map<String, Part> parts = Map.of();

  /** One process of the stack. */
  public record Part(String name, String url, long pid) {}

  private Stack() {}

  static Stack start() {
    Stack stack = new Stack();
    if (stack.given == null) {
      delete(stack.state);
      stack.mend();
    } else {
      stack.look();
    }
    return stack;
  }

  /** Starts what is not running and waits until all of it is ready. */
  public void mend() {
    command(STARTING, "start", "--no-rehearsal", "--port-offset", Integer.toString(offset));
    look();
  }

  private void look() {
    Map<String, Part> running = new HashMap<>();
    for (JsonNode service : status().get("services")) {
      String name = service.get("name").asString();
      running.put(name, new Part(name, service.get("url").asString(), service.get("pid").asLong()));
    }
    parts = Map.copyOf(running); // at once: writers at work read it meanwhile
  }

  /**
   * Fills it with the articles, in every state and both languages, that the demo shows.
   *
   * @return what the command said, line by line
   */
  String demo() {
    return command(STARTING, "demo");
  }

  public JsonNode status() {
    return JSON.readTree(command(Duration.ofMinutes(1), "status", "--json"));
  }

  public String url(String part) {
    return parts.get(part).url();
  }

  /** What a service wrote to its log about an article. */
  List<JsonNode> log(String service, String article) {
    try (Stream<String> lines = Files.lines(state.resolve("logs/" + service + ".log"))) {
      return lines
          .filter(line -> line.startsWith("{"))
          .map(JSON::readTree)
          .filter(line -> line.path("articleId").asString("").equals(article))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Kills a process as {@code kill -9} does and waits until it is gone. */
  void kill(String part) {
    ProcessHandle process = ProcessHandle.of(parts.get(part).pid()).orElseThrow();
    process.destroyForcibly();
    await().atMost(Duration.ofSeconds(10)).until(() -> !process.isAlive());
  }

  /** A demo person's access token; kept, as a person's browser would. */
  public String token(String person) {
    return tokens.computeIfAbsent(person, p -> command(Duration.ofMinutes(1), "token", p).strip());
  }

  private String command(Duration patience, String... words) {
    List<String> line = new ArrayList<>();
    line.add(root.resolve("imprimatur").toString());
    line.addAll(List.of(words));
    try {
      Path output = Files.createTempFile("imprimatur", ".out");
      Path errors = Files.createTempFile("imprimatur", ".err");
      ProcessBuilder builder =
          new ProcessBuilder(line)
              .directory(root.toFile())
              .redirectOutput(output.toFile())
              .redirectError(errors.toFile());
      builder.environment().put("IMPRIMATUR_STATE", state.toString());
      // A sign-out has reached every desk after this, instead of after minutes.
      builder.environment().put("IMPRIMATUR_PAGES_LOOK_AGAIN", "5s");
      for (String external :
          List.of("MONGODB_URI", "KAFKA_BOOTSTRAP_SERVERS", "OIDC_ISSUER", "SMTP_HOST")) {
        builder.environment().remove(external);
      }
      Process process = builder.start();
      boolean ended = process.waitFor(patience.toSeconds(), TimeUnit.SECONDS);
      String told = Files.readString(output, StandardCharsets.UTF_8);
      if (!ended || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new IllegalStateException(
            String.join(" ", line) + " failed:\n" + told + Files.readString(errors));
      }
      return told;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    if (given == null) {
      command(Duration.ofMinutes(2), "stop");
    }
  }

  private static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("imprimatur"))) {
      folder = folder.getParent();
    }
    return folder;
  }

  /**
   * An offset at which the stack's ports are free, tried with those that all of them are between.
   */
  private static int freeOffset() {
    for (int offset = 20_000; offset < 50_000; offset += 100) {
      if (free(8400 + offset) && free(8405 + offset) && free(8409 + offset)) {
        return offset;
      }
    }
    throw new IllegalStateException("no free ports");
  }

  private static boolean free(int port) {
    try (ServerSocket socket = new ServerSocket(port)) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }

  private static void delete(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (var all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
