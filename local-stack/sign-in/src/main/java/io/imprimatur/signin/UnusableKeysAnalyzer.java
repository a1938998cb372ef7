package io.imprimatur.signin;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Shows the sentence alone, without the stack trace that nobody at a start can use. */
final class UnusableKeysAnalyzer extends AbstractFailureAnalyzer<UnusableKeys> {

  @Override
  protected FailureAnalysis analyze(Throwable root, UnusableKeys cause) {
    return new FailureAnalysis(cause.getMessage(), null, cause);
  }
}
