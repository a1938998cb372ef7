package io.imprimatur.notification;

/** The service can't start without its key: it could neither confirm nor end a subscription. */
final class TokenKeyUnusable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  TokenKeyUnusable(String what) {
    super(what);
  }
}
