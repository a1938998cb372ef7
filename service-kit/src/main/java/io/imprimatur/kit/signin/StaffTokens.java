package io.imprimatur.kit.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.io.Serializable;
import java.time.Instant;
import java.util.Optional;

/**
 * What a session holds of the provider: never the client's own secret.
 *
 * @param access the newest access token
 * @param at when the provider gave it
 * @param expires when it ends
 * @param refresh asks for the next one; null where the provider gives none
 */
record StaffTokens(String access, Instant at, Instant expires, String refresh)
    implements Serializable {

  private static final String ATTRIBUTE = "staff-tokens";

  static Optional<StaffTokens> of(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    return session == null
        ? Optional.empty()
        : Optional.ofNullable((StaffTokens) session.getAttribute(ATTRIBUTE));
  }

  void keep(HttpServletRequest request) {
    request.getSession().setAttribute(ATTRIBUTE, this);
  }

  static void forget(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    if (session != null) {
      session.removeAttribute(ATTRIBUTE);
    }
  }
}
