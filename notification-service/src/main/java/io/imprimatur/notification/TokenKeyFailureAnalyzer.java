package io.imprimatur.notification;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in a sentence why the service did not start, and what to do. */
final class TokenKeyFailureAnalyzer extends AbstractFailureAnalyzer<TokenKeyUnusable> {

  @Override
  protected FailureAnalysis analyze(Throwable root, TokenKeyUnusable cause) {
    return new FailureAnalysis(
        cause.getMessage(),
        "Set SUBSCRIPTION_TOKEN_KEY_FILE to a file with 32 random bytes in base64, the same for every instance, for"
            + " example from: openssl rand -base64 32. The local stack's start makes one, and so does"
            + " deploy/link-keys FILE add.",
        cause);
  }
}
