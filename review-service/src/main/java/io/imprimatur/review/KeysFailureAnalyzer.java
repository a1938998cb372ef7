package io.imprimatur.review;

import io.imprimatur.seals.SealKeysUnusable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in a sentence, not in a stack trace, that review can't start without its sealing keys. */
class KeysFailureAnalyzer extends AbstractFailureAnalyzer<SealKeysUnusable> {

  @Override
  protected FailureAnalysis analyze(Throwable root, SealKeysUnusable cause) {
    return new FailureAnalysis(
        cause.getMessage(),
        "Set SEAL_KEYS_FILE to a JWK Set (RFC 7517) with a private Ed25519 key. Every instance of review gets the same file; no service makes one.",
        cause);
  }
}
