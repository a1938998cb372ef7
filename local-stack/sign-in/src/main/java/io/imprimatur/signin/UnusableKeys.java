package io.imprimatur.signin;

/** The key file can't be used; the message is a sentence that says what to do. */
final class UnusableKeys extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UnusableKeys(String sentence) {
    super(sentence);
  }

  UnusableKeys(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
