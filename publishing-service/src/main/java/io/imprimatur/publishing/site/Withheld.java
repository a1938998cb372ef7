package io.imprimatur.publishing.site;

/** What the database gives back is not what was sealed: it must not be shown. */
final class Withheld extends RuntimeException {

  private static final long serialVersionUID = 1L;

  Withheld(Throwable cause) {
    super(cause.getMessage(), cause, false, false);
  }
}
