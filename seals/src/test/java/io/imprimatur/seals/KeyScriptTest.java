package io.imprimatur.seals;

import static io.imprimatur.seals.Samples.ARTICLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.JWKSet;
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

/** {@code deploy/seal-keys}, run by real shells with the machine's OpenSSL. */
class KeyScriptTest {

  private static final Path SCRIPT = Path.of("../deploy/seal-keys").toAbsolutePath().normalize();

  @TempDir Path folder;

  private String shell = "sh";

  @ParameterizedTest
  @MethodSource("io.imprimatur.seals.ProofCommandsTest#shells")
  void oldSealsStayGoodThroughAWholeRotation(String shell) throws Exception {
    this.shell = shell;
    Path file = folder.resolve("keys/seal.jwks.json");
    String old = kids(done(file, "add")).getFirst();
    String sealed = sealedBy(file, old);

    List<String> both = kids(done(file, "add"));
    assertThat(both).hasSize(2).startsWith(old);
    String fresh = both.getLast();
    sealedBy(file, old);

    assertThat(done(file, "sign", fresh))
        .containsExactly(fresh + "  signs", old + "  does not sign");
    String byFresh = sealedBy(file, fresh);
    assertThat(verifier(file).verify(sealed, ARTICLE)).isEqualTo(Samples.seal());

    assertThat(done(file, "retire", old))
        .containsExactly(fresh + "  signs", old + "  public part only: its seals stay good");
    sealedBy(file, fresh);
    assertThat(verifier(file).verify(sealed, ARTICLE)).isEqualTo(Samples.seal());
    assertThat(JWKSet.parse(Files.readString(file)).getKeyByKeyId(old).isPrivate()).isFalse();

    assertThat(done(file, "distrust", old)).containsExactly(fresh + "  signs");
    assertThatThrownBy(() -> verifier(file).verify(sealed, ARTICLE))
        .isInstanceOf(SealRefused.class)
        .hasMessageContaining("none of the office's");
    assertThat(verifier(file).verify(byFresh, ARTICLE)).isEqualTo(Samples.seal());
    try (Stream<Path> left = Files.list(file.getParent())) {
      assertThat(left).as("nothing is left beside it").containsExactly(file);
    }
  }

  @Test
  void aFileThatTheLocalStackMadeIsKnown() throws Exception {
    Path file = folder.resolve("seal.jwks.json");
    Files.writeString(file, NewSealKey.fresh().toString(false));
    String old = Sealer.read(file).kid();
    assertThat(done(file)).containsExactly(old + "  signs");
    assertThat(kids(done(file, "add"))).hasSize(2).startsWith(old);
    sealedBy(file, old);
  }

  @Test
  void aNewFileIsItsOwnersAloneAndAnOldOneKeepsItsMode() throws Exception {
    Path file = folder.resolve("seal.jwks.json");
    done(file, "add");
    assertThat(mode(file)).isEqualTo("rw-------");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    done(file, "add");
    assertThat(mode(file)).as("for the group in which a container runs").isEqualTo("rw-r-----");
  }

  @Test
  void whatWouldLeaveNoKeyToSignIsRefused() throws Exception {
    Path file = folder.resolve("seal.jwks.json");
    String signs = kids(done(file, "add")).getFirst();
    String other = kids(done(file, "add")).getLast();
    done(file, "retire", other);
    assertRefused(file, "signs: let another one sign first", "retire", signs);
    assertRefused(file, "signs: let another one sign first", "distrust", signs);
    assertRefused(file, "has no private part here and can't sign", "sign", other);
    assertRefused(file, "has no key somebody", "sign", "somebody");
  }

  @Test
  void withoutAFileOnlyAddMakesOne() throws Exception {
    Path file = folder.resolve("none.json");
    Result listed = run(file);
    assertThat(listed.code()).isEqualTo(1);
    assertThat(listed.out()).contains("There is no file", "add makes it");
    assertThat(file).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "[]",
        "{\"keys\":[]}",
        "{\"keys\":[{\"kty\":\"OKP\"",
        "{\"keys\":[{\"kty\":\"oct\",\"k\":\"AAAA\"}]}",
        "{\"keys\":[{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"kid\":\"mine\","
            + "\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\"}]}",
      })
  void aFileThatReviewWouldNotTakeWholeIsLeftAsItIs(String content) throws Exception {
    Path file = Files.writeString(folder.resolve("seal.jwks.json"), content);
    assertRefused(file, "is no JWK Set, can't be read, or holds something else", "add");
  }

  @ParameterizedTest
  @ValueSource(strings = {"remove", "sign", "retire", "distrust", "add more words"})
  void anotherCommandLineIsAnsweredWithTheRightOnes(String words) throws Exception {
    Path file = folder.resolve("seal.jwks.json");
    done(file, "add");
    Result result = run(file, words.split(" "));
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.out()).contains("FILE add ", "FILE sign KID", "FILE retire KID");
  }

  /** Seals as review would after its next start, and looks at who did it. */
  private static String sealedBy(Path file, String kid) throws Exception {
    Sealer sealer = Sealer.read(file);
    assertThat(sealer.kid()).isEqualTo(kid);
    String jws = sealer.seal(Samples.seal());
    assertThat(verifier(file).verify(jws, ARTICLE)).isEqualTo(Samples.seal());
    return jws;
  }

  /** Whoever fetches what review publishes from this file. */
  private static SealVerifier verifier(Path file) throws Exception {
    return new SealVerifier(KeySet.parse(Sealer.read(file).publicJwkSet()));
  }

  private static List<String> kids(List<String> listed) {
    return listed.stream().map(line -> line.split(" ")[0]).toList();
  }

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  private List<String> done(Path file, String... words) throws Exception {
    Result result = run(file, words);
    assertThat(result.code()).as(result.out()).isZero();
    return result.out().lines().toList();
  }

  private void assertRefused(Path file, String why, String... words) throws Exception {
    String before = Files.readString(file);
    Result result = run(file, words);
    assertThat(result.out()).contains(why);
    assertThat(result.code()).isEqualTo(1);
    assertThat(file).hasContent(before);
  }

  private record Result(int code, String out) {}

  private Result run(Path file, String... words) throws IOException, InterruptedException {
    List<String> line = new ArrayList<>(List.of(shell, SCRIPT.toString(), file.toString()));
    line.addAll(List.of(words));
    Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(out).as("no secret is shown").doesNotContain("\"d\"");
    return new Result(process.exitValue(), out);
  }
}
