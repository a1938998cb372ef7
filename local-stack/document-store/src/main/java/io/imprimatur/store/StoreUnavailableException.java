package io.imprimatur.store;

/** The store can't start; the message is one sentence for the person who started it. */
public final class StoreUnavailableException extends RuntimeException {

  StoreUnavailableException(String message) {
    super(message);
  }

  StoreUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
