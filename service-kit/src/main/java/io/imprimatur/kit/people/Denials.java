package io.imprimatur.kit.people;

import io.imprimatur.kit.Unavailable;
import io.imprimatur.kit.web.Problems;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.BearerTokenError;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;

/** Answers whoever has no good token, with a challenge (RFC 6750, section 3) and a problem. */
final class Denials implements AuthenticationEntryPoint, AccessDeniedHandler {

  private final Problems problems;

  Denials(Problems problems) {
    this.problems = problems;
  }

  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException e)
      throws IOException {
    if (e instanceof SignInAway) {
      problems.write(request, response, new Unavailable("Sign-in", e));
      return;
    }
    HttpStatus status = HttpStatus.UNAUTHORIZED;
    String challenge = "Bearer";
    String detail = "This needs a bearer token in the Authorization header (RFC 6750).";
    if (e instanceof OAuth2AuthenticationException token) {
      if (token.getError() instanceof BearerTokenError error) {
        status = error.getHttpStatus();
      }
      detail = plain(token.getError().getDescription());
      challenge +=
          " error=\"%s\", error_description=\"%s\""
              .formatted(token.getError().getErrorCode(), detail);
    }
    response.setHeader(HttpHeaders.WWW_AUTHENTICATE, challenge);
    problems.write(request, response, Problems.of(status, detail));
  }

  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException e)
      throws IOException {
    problems.write(
        request, response, Problems.of(HttpStatus.FORBIDDEN, "You may not use this path."));
  }

  /** Only the characters that a quoted error_description may hold. */
  private static String plain(String description) {
    return description == null
        ? "The token is no good"
        : description.replaceAll("[^\\x20-\\x21\\x23-\\x5b\\x5d-\\x7e]", "'");
  }
}
