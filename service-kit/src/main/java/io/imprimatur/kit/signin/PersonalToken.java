package io.imprimatur.kit.signin;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** The access token of the person at a page, with which a service asks another in their name. */
public final class PersonalToken {

  private PersonalToken() {}

  /** The bearer token (RFC 6750) of who is signed in; nothing without a session. */
  public static Optional<String> of(HttpServletRequest request) {
    return StaffTokens.of(request).map(StaffTokens::access);
  }
}
