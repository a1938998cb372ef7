package io.imprimatur.system;

import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The local stack, its store and its broker in containers where the build has the profile {@code
 * containers}, started by {@code ./imprimatur} with data and ports of its own, so that a stack
 * which somebody runs beside the tests is left alone. Where the property {@code stack} names the
 * state folder of one that runs, that one is taken as it is and left running.
 */
public final class Stack implements Addresses, Deployment, AutoCloseable {

  private static final Duration STARTING = Duration.ofMinutes(8);

  /** Many starts are worth a rehearsal; the programs with their start caches are then kept. */
  private static final boolean REHEARSED = Boolean.getBoolean("rehearsed");

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Path root = root();
  private final String given = System.getProperty("stack");
  private final Path state =
      (given == null ? module().resolve("target/stack") : Path.of(given)).toAbsolutePath();
  private final int offset = PortOffset.free();
  private final Map<String, String> tokens = new ConcurrentHashMap<>();
  private volatile Map<String, Part> parts = Map.of();

  /** One process of the stack. */
  public record Part(String name, String url, long pid) {}

  private Stack() {}

  static Stack start() {
    Stack stack = new Stack();
    if (stack.given == null) {
      stack.clear();
      stack.mend();
      Parts.note(stack);
    } else {
      stack.look();
    }
    return stack;
  }

  /**
   * Starts what is not running and waits until all of it is ready.
   *
   * @param names of the parts to look after; none means all
   */
  public void mend(String... names) {
    run(STARTING, Map.of(), start(names)).orThrow();
    look();
  }

  /**
   * Starts parts with variables of their own, which the next start does not know of any more.
   *
   * @return what the command said and how it ended: a part that is meant to die may do so before it
   *     is ready
   */
  public Command.Told startWith(Map<String, String> environment, String... names) {
    Command.Told told = run(STARTING, environment, start(names));
    look();
    return told;
  }

  /**
   * Ends parts in order.
   *
   * @return what the command said, line by line
   */
  public String stop(String... names) {
    List<String> words = new ArrayList<>(List.of("stop"));
    words.addAll(List.of(names));
    return command(Duration.ofMinutes(2), words.toArray(String[]::new));
  }

  private String[] start(String... names) {
    List<String> words =
        new ArrayList<>(List.of("start", "--timeout", Long.toString(STARTING.toSeconds() / 2)));
    if (given == null) {
      words.addAll(List.of("--port-offset", Integer.toString(offset)));
    }
    if (!REHEARSED || !parts.isEmpty()) {
      words.add("--no-rehearsal");
    }
    words.addAll(List.of(names));
    return words.toArray(String[]::new);
  }

  private void look() {
    Map<String, Part> running = new HashMap<>();
    if (!parts.isEmpty()) { // addresses stay, and the pids stand in the files of the runs
      parts.values().forEach(p -> running.put(p.name(), new Part(p.name(), p.url(), pid(p))));
      parts = Map.copyOf(running);
      return;
    }
    for (JsonNode service : status().get("services")) {
      String name = service.get("name").asString();
      running.put(
          name, new Part(name, service.get("url").asString(), service.path("pid").asLong(0)));
    }
    parts = Map.copyOf(running); // at once: writers at work read it meanwhile
  }

  /** As the last start of the part wrote it down; a part that was stopped has none. */
  private long pid(Part part) {
    Path file = state.resolve("run").resolve(part.name() + ".json");
    try {
      return Files.exists(file) ? JSON.readTree(Files.readString(file)).get("pid").asLong() : 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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

  @Override
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

  /** Kills a process, where it runs, as {@code kill -9} does and waits until it is gone. */
  public void kill(String part) {
    ProcessHandle.of(parts.get(part).pid()).ifPresent(ProcessHandle::destroyForcibly);
    await().atMost(Duration.ofSeconds(10)).until(() -> !alive(part));
  }

  /** Whether the process runs that was there at the last look. */
  public boolean alive(String part) {
    return ProcessHandle.of(parts.get(part).pid()).filter(Stack::runs).isPresent();
  }

  /** A process that ended stays in Linux's table until its parent asks; Java takes it for alive. */
  private static boolean runs(ProcessHandle process) {
    Path stat = Path.of("/proc/" + process.pid() + "/stat");
    try {
      return process.isAlive()
          && !(Files.exists(stat) && Files.readString(stat).matches("(?s).*\\) Z .*"));
    } catch (IOException e) {
      return false; // gone between the two calls
    }
  }

  /** The process of a part, as of the last look. */
  public long pid(String part) {
    return parts.get(part).pid();
  }

  /** Where its data, logs and keys are. */
  public Path state() {
    return state;
  }

  @Override
  public String origin(String service) {
    return url(service);
  }

  @Override
  public String api(String service) {
    return url(service);
  }

  @Override
  public String mailbox() {
    return url("mailbox");
  }

  /** One click on the person's name does it. */
  @Override
  public void signIn(Page page, String person) {
    page.waitForURL(address -> address.startsWith(url("sign-in")));
    page.locator("form:has(input[name=username][value='%s']) button".formatted(person)).click();
  }

  @Override
  public void drained() {
    new Backlog(this).drained();
  }

  @Override
  public String token(String person) {
    return tokens.computeIfAbsent(person, p -> command(Duration.ofMinutes(1), "token", p).strip());
  }

  /** An access token fetched now, as people sign in again now and then. */
  public void signInAgain(String person) {
    tokens.put(person, command(Duration.ofMinutes(1), "token", person).strip());
  }

  private String command(Duration patience, String... words) {
    return run(patience, Map.of(), words).orThrow();
  }

  private Command.Told run(Duration patience, Map<String, String> more, String... words) {
    Map<String, String> environment = new HashMap<>();
    environment.put("IMPRIMATUR_STATE", state.toString());
    // A sign-out has reached every desk after this, instead of after minutes.
    environment.put("IMPRIMATUR_PAGES_LOOK_AGAIN", "5s");
    Parts.choose(environment);
    environment.putAll(more);
    List<String> line = new ArrayList<>(List.of(root.resolve("imprimatur").toString()));
    line.addAll(List.of(words));
    return new Command(root, environment, Parts.ADDRESSES).run(patience, line);
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

  /** Of the module that is tested: two of them have these classes. */
  private Path module() {
    String folder = System.getProperty("basedir");
    return folder == null ? root.resolve("system-tests") : Path.of(folder);
  }

  /** Takes away what an earlier run left. */
  private void clear() {
    if (!Files.exists(state)) {
      return;
    }
    try (Stream<Path> left = Files.list(state)) {
      left.filter(path -> !(REHEARSED && path.endsWith("apps"))).forEach(Stack::delete);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
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
