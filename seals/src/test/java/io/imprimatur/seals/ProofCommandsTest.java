package io.imprimatur.seals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetKeyPair;
import io.imprimatur.events.CanonicalText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The commands with which anybody checks a published text offline, run by a real shell and a real
 * OpenSSL.
 */
class ProofCommandsTest {

  @TempDir Path folder;

  private final OctetKeyPair pair = Ed25519.newKeyPair();
  private final Sealer sealer = Sealer.of(new JWKSet(pair));
  private String script;

  @BeforeEach
  void files() throws Exception {
    assumeTrue(run("openssl version").out().matches("(?s)OpenSSL [3-9].*"), "OpenSSL 3 or newer");
    Files.writeString(folder.resolve("text.json"), CanonicalText.json(Samples.TEXT));
    Files.writeString(folder.resolve("seal.jws"), sealer.seal(Samples.seal()));
    Files.writeString(folder.resolve("key.pem"), Ed25519.pem(pair));
    Files.writeString(folder.resolve("jwks.json"), sealer.publicJwkSet());
    script = ProofCommands.check();
  }

  @Test
  void aGenuineProofPasses() throws Exception {
    Result result = run(script);
    assertThat(result.out()).contains("Signature Verified Successfully").endsWith("GENUINE\n");
    assertThat(result.code()).isZero();
  }

  @Test
  void aChangedTextFails() throws Exception {
    Files.writeString(
        folder.resolve("text.json"),
        CanonicalText.json(Samples.TEXT).replace("3&nbsp;m", "4&nbsp;m"));
    Result result = run(script);
    assertThat(result.out()).doesNotContain("GENUINE");
    assertThat(result.code()).isNotZero();
  }

  @Test
  void aSealByAnotherKeyFails() throws Exception {
    Files.writeString(
        folder.resolve("seal.jws"), Sealer.of(NewSealKey.fresh()).seal(Samples.seal()));
    Result result = run(script);
    assertThat(result.out()).doesNotContain("GENUINE");
    assertThat(result.code()).isNotZero();
  }

  @Test
  void aChangedSealFails() throws Exception {
    String jws = sealer.seal(Samples.seal());
    int payload = jws.indexOf('.') + 20;
    Files.writeString(
        folder.resolve("seal.jws"),
        jws.substring(0, payload)
            + (jws.charAt(payload) == 'A' ? 'B' : 'A')
            + jws.substring(payload + 1));
    Result result = run(script);
    assertThat(result.out()).doesNotContain("GENUINE");
    assertThat(result.code()).isNotZero();
  }

  @Test
  void theKeyCanBeTakenFromTheJwkSet() throws Exception {
    assumeTrue(run("jq --version").code() == 0, "jq");
    Files.delete(folder.resolve("key.pem"));
    assertThat(run(ProofCommands.keyFromJwkSet()).code()).isZero();
    assertThat(Files.readString(folder.resolve("key.pem"))).isEqualTo(Ed25519.pem(pair));
    assertThat(run(script).out()).endsWith("GENUINE\n");
  }

  private record Result(int code, String out) {}

  private Result run(String commands) throws IOException, InterruptedException {
    Process shell =
        new ProcessBuilder("sh", "-c", commands)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    String out = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(shell.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return new Result(shell.exitValue(), out);
  }
}
