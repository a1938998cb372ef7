package io.imprimatur.seals;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetKeyPair;
import io.imprimatur.events.CanonicalText;
import io.imprimatur.testkit.Tool;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The commands with which anybody checks a published text offline, run by a real shell and a real
 * OpenSSL.
 */
class ProofCommandsTest {

  private static final String TEXT_CHANGED =
      "NOT GENUINE: the text was changed. text.json is not the text that seal.jws names.";
  private static final String SIGNATURE_WRONG =
      "NOT GENUINE: the signature is wrong. The key in key.pem did not sign what seal.jws says.";

  @TempDir Path folder;

  private final OctetKeyPair pair = Ed25519.newKeyPair();
  private final Sealer sealer = Sealer.of(new JWKSet(pair));
  private String script;

  @BeforeEach
  void files() throws Exception {
    Tool.OPENSSL.demand();
    Files.writeString(folder.resolve("text.json"), CanonicalText.json(Samples.TEXT));
    Files.writeString(folder.resolve("seal.jws"), sealer.seal(Samples.seal()));
    Files.writeString(folder.resolve("key.pem"), Ed25519.pem(pair));
    Files.writeString(folder.resolve("jwks.json"), sealer.publicJwkSet());
    script = ProofCommands.check();
  }

  @ParameterizedTest
  @MethodSource("shells")
  void aGenuineProofPasses(String shell) throws Exception {
    Result result = run(shell, script);
    assertThat(result.out()).contains("Signature Verified Successfully").endsWith("\nGENUINE\n");
    assertThat(result.code()).isZero();
  }

  @ParameterizedTest
  @MethodSource("shells")
  void aChangedTextFails(String shell) throws Exception {
    Files.writeString(
        folder.resolve("text.json"),
        CanonicalText.json(Samples.TEXT).replace("3&nbsp;m", "4&nbsp;m"));
    assertFails(shell, TEXT_CHANGED);
    Files.writeString(folder.resolve("text.json"), CanonicalText.json(Samples.TEXT) + "\n");
    assertFails(shell, TEXT_CHANGED);
  }

  @ParameterizedTest
  @MethodSource("shells")
  void aSealByAnotherKeyFails(String shell) throws Exception {
    Files.writeString(
        folder.resolve("seal.jws"), Sealer.of(NewSealKey.fresh()).seal(Samples.seal()));
    assertFails(shell, SIGNATURE_WRONG);
  }

  @ParameterizedTest
  @MethodSource("shells")
  void aChangedSealFails(String shell) throws Exception {
    String jws = sealer.seal(Samples.seal());
    for (int place : List.of(3, jws.indexOf('.') + 20, jws.lastIndexOf('.') + 1)) {
      Files.writeString(
          folder.resolve("seal.jws"),
          jws.substring(0, place)
              + (jws.charAt(place) == 'A' ? 'B' : 'A')
              + jws.substring(place + 1));
      assertFails(shell, SIGNATURE_WRONG);
    }
    for (String no : List.of("no seal", "..", jws.substring(0, jws.lastIndexOf('.') + 1))) {
      Files.writeString(folder.resolve("seal.jws"), no);
      assertFails(shell, SIGNATURE_WRONG);
    }
  }

  @ParameterizedTest
  @MethodSource("shells")
  void whatCantBeCheckedIsNotCalledForged(String shell) throws Exception {
    Result old = run(shell, "openssl() { echo LibreSSL 3.3.6; }\n" + script);
    assertThat(old.out()).isEqualTo("NOT CHECKED: this needs OpenSSL 3 or newer.\n");
    assertThat(old.code()).isEqualTo(2);
    Files.delete(folder.resolve("key.pem"));
    Result without = run(shell, script);
    assertThat(without.out()).isEqualTo("NOT CHECKED: there is no key.pem in this folder.\n");
    assertThat(without.code()).isEqualTo(2);
  }

  @Test
  void theKeyCanBeTakenFromTheJwkSet() throws Exception {
    Tool.JQ.demand();
    Files.delete(folder.resolve("key.pem"));
    assertThat(run("sh", ProofCommands.keyFromJwkSet()).code()).isZero();
    assertThat(Files.readString(folder.resolve("key.pem"))).isEqualTo(Ed25519.pem(pair));
    assertThat(run("sh", script).out()).endsWith("\nGENUINE\n");
  }

  /** The sh of every machine, and of the others those that this one has. */
  static List<String> shells() {
    return Stream.of("sh", "bash", "dash")
        .filter(s -> s.equals("sh") || Files.isExecutable(Path.of("/bin", s)))
        .toList();
  }

  private void assertFails(String shell, String why) throws Exception {
    Result result = run(shell, script);
    assertThat(result.out().lines().toList()).last().isEqualTo(why);
    assertThat(result.code()).isEqualTo(1);
  }

  private record Result(int code, String out) {}

  private Result run(String shellName, String commands) throws IOException, InterruptedException {
    Process shell =
        new ProcessBuilder(shellName, "-c", commands)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    String out = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(shell.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return new Result(shell.exitValue(), out);
  }
}
