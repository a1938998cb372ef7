package io.imprimatur.launcher;

/** Ends the command with a sentence that says what is wrong and what to do. */
final class Failure extends RuntimeException {

  /** Something that the command was to do did not come off. */
  static final int FAILED = 1;

  /** The command line itself is wrong. */
  static final int USAGE = 2;

  private final int exitCode;

  Failure(String sentence) {
    this(sentence, null);
  }

  Failure(String sentence, Throwable cause) {
    this(FAILED, sentence, cause);
  }

  private Failure(int exitCode, String sentence, Throwable cause) {
    super(sentence, cause);
    this.exitCode = exitCode;
  }

  static Failure usage(String sentence) {
    return new Failure(USAGE, sentence + " (./imprimatur help lists what there is.)", null);
  }

  int exitCode() {
    return exitCode;
  }
}
