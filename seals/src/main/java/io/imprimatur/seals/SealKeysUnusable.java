package io.imprimatur.seals;

/** The file with the sealing keys is missing or holds none. The message says what to do. */
public final class SealKeysUnusable extends RuntimeException {
  SealKeysUnusable(String message) {
    super(message);
  }

  SealKeysUnusable(String message, Throwable cause) {
    super(message, cause);
  }
}
