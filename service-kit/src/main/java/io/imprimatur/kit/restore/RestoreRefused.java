package io.imprimatur.kit.restore;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** A service cannot take over what it told, for a reason that only operators can mend. */
final class RestoreRefused extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String advice;

  /**
   * @param advice what has to be done
   */
  RestoreRefused(String message, String advice) {
    super(message);
    this.advice = advice;
  }

  /** Shows the sentence instead of a stack trace. Boot makes it by name. */
  static final class Shown extends AbstractFailureAnalyzer<RestoreRefused> {

    @Override
    protected FailureAnalysis analyze(Throwable root, RestoreRefused cause) {
      return new FailureAnalysis(cause.getMessage(), cause.advice, cause);
    }
  }
}
