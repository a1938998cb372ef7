package io.imprimatur.drafting.draft.imports;

/** A file of a kind that is not read here. Answers 415. */
public final class UnsupportedFile extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnsupportedFile(String reason) {
    super(reason);
  }
}
