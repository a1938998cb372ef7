package io.imprimatur.seals;

/**
 * The key that a seal names is not known here, and whether it exists could not be asked just now.
 * Transient: the same seal is to be tried again later.
 */
public final class KeysUnreachable extends RuntimeException {
  KeysUnreachable(String message, Throwable cause) {
    super(message, cause);
  }

  public KeysUnreachable(String message) {
    super(message);
  }
}
