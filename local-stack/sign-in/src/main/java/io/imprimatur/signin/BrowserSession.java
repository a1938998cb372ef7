package io.imprimatur.signin;

import java.io.Serializable;
import java.security.Principal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;

/**
 * One sign-in of a person in one browser. It goes with the person into everything that clients get
 * through it, so that signing out can end exactly that.
 *
 * @param id the {@code sid} of id tokens (OpenID Connect Front-Channel Logout 1.0, section 3)
 */
record BrowserSession(String id) implements Serializable {

  static Optional<BrowserSession> of(@Nullable Authentication person) {
    return person != null && person.getDetails() instanceof BrowserSession session
        ? Optional.of(session)
        : Optional.empty();
  }

  static Optional<BrowserSession> of(OAuth2Authorization authorization) {
    return of(authorization.<Authentication>getAttribute(Principal.class.getName()));
  }
}
