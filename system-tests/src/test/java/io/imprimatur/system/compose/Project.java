package io.imprimatur.system.compose;

import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import io.imprimatur.system.Command;
import io.imprimatur.system.Deployment;
import io.imprimatur.system.Newsroom;
import io.imprimatur.system.PortOffset;
import io.imprimatur.testkit.Http;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;

/**
 * The project of {@code docker-compose.yml} under a name, ports, volumes and secrets of its own.
 * With {@code -Dcompose.keep=true} it is left running, and {@code target/compose/env} has what
 * Compose has to be told to look at it; with {@code -Dcompose.running=true} one that was left so is
 * taken as it is, and left again.
 */
public final class Project implements AutoCloseable, Deployment {

  static final List<String> SERVICES =
      List.of("drafting-service", "review-service", "publishing-service", "notification-service");

  /** What runs all the time, and can die. */
  static final List<String> CONTAINERS =
      List.of(
          "drafting-service",
          "review-service",
          "publishing-service",
          "notification-service",
          "kafka",
          "mongo",
          "keycloak",
          "front",
          "mailpit");

  private static final List<String> PORTS =
      List.of(
          "IMPRIMATUR_PORT",
          "KEYCLOAK_PORT",
          "MAILPIT_PORT",
          "PROMETHEUS_PORT",
          "ZIPKIN_PORT",
          "TEST_KAFKA_PORT",
          "TEST_MONGO_PORT");

  private static final boolean RUNNING = Boolean.getBoolean("compose.running");
  private static final String NAME = "imprimatur-test";
  private static final String HOST = "imprimatur.localhost";
  private static final Duration STARTING = Duration.ofMinutes(15);
  private static final Duration SHORT = Duration.ofMinutes(2);

  private final Path root = root();
  private final Path folder = root.resolve("system-tests/target/compose");
  private final Map<String, String> settings = new LinkedHashMap<>();
  private final Command command = new Command(root, Map.of("DOCKER_BUILDKIT", "1"));
  private final Map<String, String> tokens = new ConcurrentHashMap<>();

  private Project() {}

  /** Starts it anew, with images of the programs as they were built. */
  static Project start() {
    Project project = new Project();
    if (RUNNING) {
      project.read();
      return project;
    }
    project.describe();
    project.compose(SHORT, "down", "--volumes", "--remove-orphans").orThrow();
    project.makeSecrets();
    project.compose(STARTING, "up", "--build", "--wait", "--wait-timeout", "600").orThrow();
    return project;
  }

  private void describe() {
    settings.put("IMPRIMATUR_VERSION", "test");
    settings.put("IMPRIMATUR_SECRETS", secrets().toString());
    settings.put("IMPRIMATUR_HOST", HOST);
    // They start many times here, on few processors.
    settings.put("SERVICE_JAVA_OPTIONS", "-Xmx384m -XX:TieredStopAtLevel=1");
    settings.put("ZIPKIN_ENDPOINT", "http://zipkin:9411/api/v2/spans");
    // Containers that die and come back want theirs again, so none that a connection may be given.
    int lowest = PortOffset.LOWEST + PortOffset.free();
    for (int i = 0; i < PORTS.size(); i++) {
      settings.put(PORTS.get(i), Integer.toString(lowest + i));
    }
    try {
      Files.createDirectories(folder);
      Files.write(
          folder.resolve("env"),
          settings.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void read() {
    try {
      for (String line : Files.readAllLines(folder.resolve("env"))) {
        int sign = line.indexOf('=');
        settings.put(line.substring(0, sign), line.substring(sign + 1));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void makeSecrets() {
    command.run(SHORT, List.of("deploy/make-secrets", secrets().toString())).orThrow();
  }

  Path secrets() {
    return folder.resolve("secrets");
  }

  /** A password as make-secrets made it. */
  String secret(String name) {
    try {
      return Files.readString(secrets().resolve(name)).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Kafka as reached from this machine, as one of its users. */
  Broker broker(String user) {
    return new Broker(
        "127.0.0.1:" + settings.get("TEST_KAFKA_PORT"),
        user,
        secret("kafka-" + user + ".password"));
  }

  /** MongoDB as reached from this machine, as the user of a service. */
  String mongo(String service) {
    return "mongodb://%s:%s@127.0.0.1:%s/%s?authSource=%s&directConnection=true"
        .formatted(
            service,
            secret("mongo-" + service + ".password"),
            settings.get("TEST_MONGO_PORT"),
            service,
            service);
  }

  /** Runs {@code docker compose} on the project. */
  Command.Told compose(Duration patience, String... words) {
    return command.run(patience, line(words));
  }

  private List<String> line(String... words) {
    List<String> line =
        new ArrayList<>(
            List.of(
                "docker",
                "compose",
                "--project-name",
                NAME,
                "--env-file",
                folder.resolve("env").toString(),
                "--file",
                "docker-compose.yml",
                "--file",
                "system-tests/src/test/compose/overlay.yaml"));
    line.addAll(Arrays.asList(words));
    return line;
  }

  /** Starts what is missing and waits until all of it is well. */
  void mend(String... options) {
    List<String> words = new ArrayList<>(List.of("up", "--wait", "--wait-timeout", "600"));
    words.addAll(List.of(options));
    compose(STARTING, words.toArray(String[]::new)).orThrow();
  }

  /** Runs {@code docker compose} on the project, which has to succeed. */
  void compose(String... words) {
    compose(SHORT, words).orThrow();
  }

  /** Starts one part anew, with settings for this one start, and waits until it is well. */
  void upWith(Map<String, String> more, String part) {
    new Command(root, more)
        .run(STARTING, line("up", "--wait", "--wait-timeout", "600", part))
        .orThrow();
  }

  /** The ids of a part's running containers. */
  List<String> containers(String part) {
    return compose(SHORT, "ps", "--quiet", part).orThrow().lines().toList();
  }

  /** Kills a part's only container, as a power cut would, and waits until it is gone. */
  String kill(String part) {
    String container = containers(part).getFirst();
    docker("kill", container);
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> docker("inspect", "-f", "{{.State.Running}}", container).equals("false"));
    return container;
  }

  /** Starts a container again that was killed, and waits until it is well. */
  void startAgain(String container) {
    docker("start", container);
    awaitHealthy(container);
  }

  /** Stops and starts a part in order, and waits until it is well. */
  void restart(String part) {
    String container = containers(part).getFirst();
    compose(Duration.ofMinutes(3), "restart", part).orThrow();
    awaitHealthy(container);
  }

  private void awaitHealthy(String container) {
    await(container + " is well")
        .atMost(Duration.ofMinutes(5))
        .pollInterval(Duration.ofMillis(500))
        .until(
            () -> docker("inspect", "-f", "{{.State.Health.Status}}", container).equals("healthy"));
  }

  private String docker(String... words) {
    List<String> line = new ArrayList<>(List.of("docker"));
    line.addAll(List.of(words));
    return command.run(SHORT, line).orThrow().strip();
  }

  /** The one address of all pages. */
  String address() {
    return "http://" + HOST + ":" + settings.get("IMPRIMATUR_PORT");
  }

  /** Keycloak's own port, for those who administer it. */
  String keycloak() {
    return "http://localhost:" + settings.get("KEYCLOAK_PORT");
  }

  String prometheus() {
    return "http://127.0.0.1:" + settings.get("PROMETHEUS_PORT");
  }

  String zipkin() {
    return "http://127.0.0.1:" + settings.get("ZIPKIN_PORT");
  }

  @Override
  public String origin(String service) {
    return address();
  }

  @Override
  public String api(String service) {
    return desk(service);
  }

  @Override
  public String mailbox() {
    return "http://127.0.0.1:" + settings.get("MAILPIT_PORT");
  }

  @Override
  public String token(String person) {
    return tokens.computeIfAbsent(person, this::signedIn);
  }

  private String signedIn(String person) {
    Command signIn = new Command(root, Map.of("IMPRIMATUR_URL", address()));
    return signIn.run(SHORT, List.of("deploy/token", person)).orThrow().strip();
  }

  @Override
  public void signIn(Page page, String person) {
    page.waitForURL(url -> url.startsWith(address() + "/realms/imprimatur/"));
    page.locator("#username").fill(person);
    page.locator("#password").fill("imprimatur");
    page.locator("#kc-login").click();
  }

  /** Looks twice, as what is heard makes a service tell something. */
  @Override
  public void drained() {
    for (int look = 0; look < 2; look++) {
      for (String service : Newsroom.SERVICES) {
        await(service + " has told and heard everything")
            .atMost(patience())
            .pollInterval(Duration.ofMillis(500))
            .ignoreExceptions()
            .until(() -> idle(operations(service)));
      }
    }
  }

  private static boolean idle(JsonNode status) {
    return status.has("lag")
        && status.get("oldestUnsent").isNull()
        && status.get("lag").valueStream().allMatch(lag -> lag.isNumber() && lag.asLong() == 0);
  }

  /** How a service is, as its operators see it. */
  JsonNode operations(String service) {
    return Http.anywhere()
        .exchange(
            token(Newsroom.ADMINISTRATOR),
            "GET",
            api(service) + "/api/operations",
            BodyPublishers.noBody(),
            Map.of())
        .json();
  }

  /** A container that died has to start again meanwhile, on a machine that is busy. */
  @Override
  public Duration patience() {
    return Duration.ofMinutes(5);
  }

  @Override
  public void close() {
    if (!RUNNING && !Boolean.getBoolean("compose.keep")) {
      compose(Duration.ofMinutes(5), "--profile", "observability", "down", "--volumes").orThrow();
    }
  }

  static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("docker-compose.yml"))) {
      folder = folder.getParent();
    }
    return folder;
  }
}
