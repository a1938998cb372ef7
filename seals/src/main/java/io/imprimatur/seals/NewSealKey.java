package io.imprimatur.seals;

import com.nimbusds.jose.jwk.JWKSet;

/**
 * A new sealing key within a program. Files with keys are made and changed by {@code
 * deploy/seal-keys}; no service makes a key.
 */
public final class NewSealKey {

  private NewSealKey() {}

  /** A set with one new private key. */
  public static JWKSet fresh() {
    return new JWKSet(Ed25519.newKeyPair());
  }
}
