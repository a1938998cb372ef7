package io.imprimatur.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code deploy/link-keys}, run by real shells with the machine's OpenSSL. */
class LinkKeyScriptTest {

  private static final Path SCRIPT = Path.of("../deploy/link-keys").toAbsolutePath().normalize();

  @TempDir Path folder;

  private String shell = "sh";

  static List<String> shells() {
    return Stream.of("sh", "bash", "dash")
        .filter(s -> s.equals("sh") || Files.isExecutable(Path.of("/bin", s)))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("shells")
  void aKeyComesSignsAndGoes(String shell) throws Exception {
    this.shell = shell;
    Path file = folder.resolve("keys/subscription.key");
    String old = names(done(file, "add")).getFirst();
    String before = Files.readString(file).strip();
    String fresh = names(done(file, "add")).getLast();

    assertThat(done(file))
        .containsExactly(old + "  signs", fresh + "  does not sign: its links go on working");
    assertThat(Files.readString(file)).as("the old one is as it was").startsWith(before + "\n\n");
    TokenKey.read(file.toString());

    assertThat(names(done(file, "sign", fresh))).containsExactly(fresh, old);
    assertThat(Files.readString(file)).endsWith("\n\n" + before + "\n");
    assertRefused(file, "signs: let another one sign first", "remove", fresh);
    assertThat(done(file, "remove", old)).containsExactly(fresh + "  signs");
    assertThat(Files.readString(file)).doesNotContain(before);
    TokenKey.read(file.toString());
    try (Stream<Path> left = Files.list(file.getParent())) {
      assertThat(left).as("nothing is left beside it").containsExactly(file);
    }
  }

  @Test
  void aKeyInSeveralLinesIsOne() throws Exception {
    String wrapped = "A".repeat(64) + "\n" + "B".repeat(64) + "\n";
    Path file = Files.writeString(folder.resolve("subscription.key"), wrapped);
    assertThat(done(file)).hasSize(1);
    assertThat(done(file, "add")).hasSize(2);
    assertThat(Files.readString(file)).startsWith("A".repeat(64) + "B".repeat(64) + "\n\n");
  }

  @Test
  void aNewFileIsItsOwnersAloneAndAnOldOneKeepsItsMode() throws Exception {
    Path file = folder.resolve("subscription.key");
    done(file, "add");
    assertThat(mode(file)).isEqualTo("rw-------");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    done(file, "add");
    assertThat(mode(file)).as("for the group in which a container runs").isEqualTo("rw-r-----");
  }

  @Test
  void whatIsNoFileOfKeysIsLeftAsItIs() throws Exception {
    Path file = folder.resolve("subscription.key");
    assertThat(run(file).out()).contains("There is no file", "add makes it");
    assertThat(file).doesNotExist();
    for (String content : List.of("", "\n\n", "c2hvcnQ=\n", "A".repeat(44) + "\n\nno key!\n")) {
      Files.writeString(file, content);
      assertRefused(file, "can't be read, or holds something else", "add");
    }
    Files.writeString(file, String.join("\n\n", java.util.Collections.nCopies(20, "A".repeat(44))));
    assertRefused(file, "more than 20", "add");
    assertRefused(file, "has no key 0123456789abcdef", "sign", "0123456789abcdef");
  }

  @ParameterizedTest
  @ValueSource(strings = {"distrust", "sign", "remove", "add more words"})
  void anotherCommandLineIsAnsweredWithTheRightOnes(String words) throws Exception {
    Path file = folder.resolve("subscription.key");
    done(file, "add");
    Result result = run(file, words.split(" "));
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.out()).contains("FILE add ", "FILE sign KEY", "FILE remove KEY");
  }

  private static List<String> names(List<String> listed) {
    return listed.stream().map(line -> line.split(" ")[0]).toList();
  }

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  private List<String> done(Path file, String... words) throws Exception {
    Result result = run(file, words);
    assertThat(result.code()).as(result.out()).isZero();
    for (String key : Files.readString(file).split("\\s+")) {
      assertThat(result.out()).as("no secret is shown").doesNotContain(key);
    }
    return result.out().lines().toList();
  }

  private void assertRefused(Path file, String why, String... words) throws Exception {
    String before = Files.readString(file);
    Result result = run(file, words);
    assertThat(result.out()).contains(why);
    assertThat(result.code()).isEqualTo(1);
    assertThat(Files.readString(file)).isEqualTo(before);
  }

  private record Result(int code, String out) {}

  private Result run(Path file, String... words) throws IOException, InterruptedException {
    List<String> line = new ArrayList<>(List.of(shell, SCRIPT.toString(), file.toString()));
    line.addAll(List.of(words));
    Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return new Result(process.exitValue(), out);
  }
}
