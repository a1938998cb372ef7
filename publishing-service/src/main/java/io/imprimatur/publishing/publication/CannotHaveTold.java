package io.imprimatur.publishing.publication;

/** An event in the site's own topic that the site, as it stood, has not told. */
public final class CannotHaveTold extends RuntimeException {

  private static final long serialVersionUID = 1L;

  CannotHaveTold(String message) {
    super(message);
  }
}
