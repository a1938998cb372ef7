package io.imprimatur.seals;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Shell commands with which anybody checks a published text offline, without software of ours:
 * POSIX sh and OpenSSL 3 or newer.
 */
public final class ProofCommands {

  private ProofCommands() {}

  /**
   * Checks {@code text.json} (the canonical JSON of the text, not one byte more) and {@code
   * seal.jws} (the compact JWS) under {@code key.pem}. The last line is {@code GENUINE} with status
   * 0, {@code NOT GENUINE: why} with 1, or {@code NOT CHECKED: why} with 2, as where OpenSSL is too
   * old. Leaves the shell open into which it is pasted.
   */
  public static String check() {
    return read("check-proof.sh");
  }

  /** Takes the key that a seal names out of {@code jwks.json} into {@code key.pem}. Needs jq. */
  public static String keyFromJwkSet() {
    return read("key-from-jwks.sh");
  }

  private static String read(String name) {
    try (InputStream in = ProofCommands.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
