package io.imprimatur.kit.office;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** The office file can't be read; without it no service starts. */
final class OfficeFileProblem extends RuntimeException {

  private static final long serialVersionUID = 1L;

  OfficeFileProblem(String message, Throwable cause) {
    super(message, cause);
  }

  /** Shows the sentence instead of a stack trace. Boot makes it by name. */
  static final class Shown extends AbstractFailureAnalyzer<OfficeFileProblem> {

    @Override
    protected FailureAnalysis analyze(Throwable root, OfficeFileProblem cause) {
      return new FailureAnalysis(
          cause.getMessage(),
          "Name a readable file in IMPRIMATUR_OFFICE, or leave the variable out to use the sample.",
          cause);
    }
  }
}
