package io.imprimatur.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole way: script, javac, launcher; in a folder whose name has spaces and Chinese. */
class ScriptTest {

  private static final Map<String, String> JDK =
      Map.of("JAVA_HOME", System.getProperty("java.home"), "IMPRIMATUR_JDKS", "/nonexistent");

  @TempDir static Path folder;
  private static Script script;

  @BeforeAll
  static void place() throws Exception {
    script = Script.copiedTo(folder.resolve("a folder 文件夹"));
  }

  @Test
  void runsFromAnywhereThroughALink() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("shortcut"), script.file());
    var result = script.run(link, Path.of("/"), JDK, "help");
    assertThat(result.exitCode()).as(result.output()).isZero();
    assertThat(result.output()).contains("start [PART…]").contains("./imprimatur COMMAND");
  }

  @Test
  void tellsProgramsTheStatusOfAStoppedStack() throws Exception {
    var result = script.run(folder, JDK, "status", "--json");
    assertThat(result.exitCode()).as(result.output()).isZero();
    Map<String, Object> status = Json.object(result.output());
    assertThat((List<?>) status.get("services"))
        .extracting("name")
        .containsExactlyElementsOf(Stack.NAMES);
    assertThat((List<?>) status.get("services")).extracting("up").containsOnly(false);
    assertThat((List<?>) status.get("people")).extracting("name").contains("lin.yue", "chen.bo");
  }

  @Test
  void endsWithTheLaunchersExitCode() throws Exception {
    assertThat(script.run(folder, JDK, "nonsense").exitCode()).isEqualTo(2);
    assertThat(script.run(folder, JDK, "token", "nobody").exitCode()).isEqualTo(1);
  }

  @Test
  void namesThePeopleWhereOneIsUnknown() throws Exception {
    assertThat(script.run(folder, JDK, "token", "nobody").output())
        .contains("Nobody is called nobody")
        .contains("lin.yue, tom.baker, wang.min");
  }

  @Test
  void compilesOnceAndAgainAfterAChange() throws Exception {
    script.run(folder, JDK, "help");
    List<Path> compiled = compiled();
    var first = Files.getLastModifiedTime(compiled.getFirst());
    script.run(folder, JDK, "help");
    assertThat(compiled()).isEqualTo(compiled);
    assertThat(Files.getLastModifiedTime(compiled.getFirst())).isEqualTo(first);

    change("this text", "this text, mended");
    assertThat(script.run(folder, JDK, "help").output()).contains("this text, mended");
  }

  @Test
  void commandsThatCompileAtOnceAllRun() throws Exception {
    int before = compiled().size();
    change("this text", "this text,  read by many");
    List<Process> commands = new ArrayList<>();
    for (int i = 0; i < 8; i++) { // so many that some run while others still compile
      commands.add(script.start(script.file(), folder, JDK, "status", "--json"));
    }
    for (Process command : commands) {
      String output = new String(command.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(command.waitFor()).as(output).isZero();
      assertThat(output).contains("lin.yue");
    }
    assertThat(compiled()).as("one more, and nothing half done").hasSize(before + 1);
    assertThat(compiled()).allMatch(classes -> Files.exists(classes.resolve("io/imprimatur")));
  }

  private static void change(String text, String to) throws IOException {
    Path source =
        script
            .home()
            .resolve("local-stack/launcher/src/main/java/io/imprimatur/launcher/Launcher.java");
    Files.writeString(source, Files.readString(source).replace(text, to));
  }

  private static List<Path> compiled() throws IOException {
    Path state = script.home().resolve(".imprimatur");
    if (!Files.exists(state)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(state)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("launcher"))
          .sorted()
          .toList();
    }
  }

  @Test
  void oneCommandAtATimeChangesTheStack() throws Exception {
    script.run(folder, JDK, "stop");
    try (var channel =
        FileChannel.open(script.home().resolve(".imprimatur/lock"), StandardOpenOption.WRITE)) {
      channel.lock();
      Process second = script.start(script.file(), folder, JDK, "stop");
      var lines = second.inputReader();
      assertThat(lines.readLine()).contains("waiting for its end");
      assertThat(second.isAlive()).isTrue();
      channel.close();
      assertThat(lines.readLine()).isEqualTo("Nothing is running.");
      assertThat(second.waitFor()).isZero();
    }
  }
}
