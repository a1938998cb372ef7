package io.imprimatur.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a project of two modules whose mvnw only notes how it was called. */
class BuildTest {

  private static final Duration SOON = Duration.ofSeconds(30);

  @TempDir Path root;
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(written, true, UTF_8);
  private Home home;
  private Part desk;

  @BeforeEach
  void project() throws IOException {
    home = new Home(root);
    home.prepare();
    write(
        "pom.xml",
        "<project><artifactId>all</artifactId><modules><module>kit</module><module>desk</module></modules></project>");
    write("kit/pom.xml", "<project><artifactId>kit</artifactId></project>");
    write("kit/src/main/java/Kit.java", "class Kit {}");
    write(
        "desk/pom.xml",
        "<project><artifactId>desk</artifactId><dependencies><dependency><groupId>io.imprimatur</groupId>"
            + "<artifactId>kit</artifactId></dependency></dependencies></project>");
    write("desk/src/main/java/Desk.java", "class Desk {}");
    maven(
        """
        echo "$@" >> calls
        echo "[INFO] Building Kit 0.1.0-SNAPSHOT                         [1/2]"
        echo "[INFO] Building Desk 0.1.0-SNAPSHOT                        [2/2]"
        mkdir -p desk/target; [ -f desk/target/desk-0.1.0-SNAPSHOT.jar ] || echo jar > desk/target/desk-0.1.0-SNAPSHOT.jar
        """);
    desk = desk();
  }

  private static Part desk() {
    return new Part(
        "desk",
        "desk",
        Optional.empty(),
        "localhost:1",
        Map.of("desk", 1),
        () -> Probe.Answer.READY,
        64,
        List.of(),
        Map.of());
  }

  /** Another command, with a state of its own, that brings the same part up to date. */
  static final class Other {
    public static void main(String[] root) {
      Home home = new Home(Path.of(root[0]), Path.of(root[0], "other"));
      home.prepare();
      new Build(home, System.out).bringUpToDate(List.of(desk()));
    }
  }

  @Test
  void buildsWhatIsMissingAndSaysHowFarItIs() throws IOException {
    build();
    assertThat(calls()).hasSize(1);
    assertThat(calls().get(0)).contains("-pl desk -am package").contains("test.skip=true");
    assertThat(written.toString(UTF_8))
        .contains("Building desk:")
        .contains("1 of 2: Kit")
        .contains("2 of 2: Desk");
    build();
    assertThat(calls()).as("nothing to do the second time").hasSize(1);
  }

  @Test
  void buildsAgainAfterAChangeInAModuleThatItUses() throws IOException {
    build();
    later("kit/src/main/java/Kit.java");
    build();
    assertThat(calls()).hasSize(2);
    build();
    assertThat(calls()).as("though Maven left the jar as it was").hasSize(2);
  }

  @Test
  void takesAJarThatSomebodyElseBuilt() throws IOException {
    write("desk/target/desk-0.1.0-SNAPSHOT.jar", "jar");
    Files.setLastModifiedTime(
        root.resolve("desk/target/desk-0.1.0-SNAPSHOT.jar"),
        FileTime.from(Instant.now().plusSeconds(1)));
    build();
    assertThat(root.resolve("calls")).doesNotExist();
  }

  @Test
  void oneBuildsAndAnotherWaitsForIt() throws Exception {
    maven(
        """
        echo "$@" >> calls
        until [ -f go ]; do sleep 0.05; done
        mkdir -p desk/target; echo jar > desk/target/desk-0.1.0-SNAPSHOT.jar
        """);
    Process other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Other.class.getName(),
                root.toString())
            .redirectOutput(root.resolve("other.log").toFile())
            .redirectErrorStream(true)
            .start();
    try {
      await().atMost(SOON).until(() -> Files.exists(root.resolve("calls")));
      CompletableFuture<Void> here = CompletableFuture.runAsync(this::build);
      await().atMost(SOON).until(() -> written.toString(UTF_8).contains("waiting for its end"));
      assertThat(here).isNotDone();

      Files.createFile(root.resolve("go"));

      assertThat(here).succeedsWithin(SOON);
      assertThat(other.waitFor(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
      assertThat(other.exitValue()).as(Files.readString(root.resolve("other.log"))).isZero();
      assertThat(calls()).hasSize(1);
    } finally {
      other.destroyForcibly();
    }
  }

  @Test
  void showsMavensErrorsAndWhatToDo() throws IOException {
    maven(
        """
        echo "[INFO] Scanning"
        echo "[ERROR] Could not transfer artifact a:b:1 from/to central: Unknown host"
        exit 1
        """);
    assertThatThrownBy(this::build)
        .isInstanceOf(Failure.class)
        .hasMessageContaining("[ERROR] Could not transfer artifact")
        .hasMessageContaining("needs the network")
        .hasMessageContaining(home.log("build").toString());
  }

  @Test
  void tellsAFullDiskFromBrokenCode() {
    assertThat(Build.advice("java.io.IOException: No space left on device"))
        .contains("the disk is full");
    assertThat(Build.advice("[ERROR] COMPILATION ERROR :")).contains("does not compile");
    assertThat(Build.advice("mvnw: cannot fetch; Could not resolve host"))
        .contains("needs the network");
  }

  @Test
  void needsRoomOnTheDisk() {
    assertThatThrownBy(() -> Disk.requireFree(root.resolve("not/yet"), Long.MAX_VALUE, "to build"))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("The disk is nearly full")
        .hasMessageContaining("are needed to build. Make room there");
  }

  private void build() {
    new Build(home, out).bringUpToDate(List.of(desk));
  }

  private List<String> calls() throws IOException {
    return Files.readAllLines(root.resolve("calls"));
  }

  private void maven(String body) throws IOException {
    Script.executable(root.resolve("mvnw"), "#!/bin/sh\ncd \"$(dirname \"$0\")\"\n" + body);
  }

  private void write(String path, String content) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(60)));
  }

  private void later(String path) throws IOException {
    Files.setLastModifiedTime(root.resolve(path), FileTime.from(Instant.now().plusSeconds(60)));
  }
}
