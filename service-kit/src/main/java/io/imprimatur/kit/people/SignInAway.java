package io.imprimatur.kit.people;

import org.springframework.security.core.AuthenticationException;

/** Nobody can say whether a token is good: sign-in is away and its keys were never fetched. */
final class SignInAway extends AuthenticationException {

  private static final long serialVersionUID = 1L;

  SignInAway(Throwable cause) {
    super("sign-in does not answer", cause);
  }
}
