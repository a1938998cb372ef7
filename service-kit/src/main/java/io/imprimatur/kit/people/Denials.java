package io.imprimatur.kit.people;

import io.imprimatur.kit.Unavailable;
import io.imprimatur.kit.web.Problems;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.BearerTokenError;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

/** Answers whoever has no good token, with a challenge (RFC 6750, section 3) and a problem. */
final class Denials implements AuthenticationEntryPoint, AccessDeniedHandler {

  private final Problems problems;
  private final List<PublicPaths.Path> open;

  /**
   * @param open paths that need no token for some methods
   */
  Denials(Problems problems, List<PublicPaths.Path> open) {
    this.problems = problems;
    this.open = open;
  }

  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException e)
      throws IOException {
    if (e instanceof SignInAway) {
      problems.write(request, response, new Unavailable("Sign-in", e));
      return;
    }
    List<String> methods = pageMethods(request);
    if (!methods.isEmpty()) {
      response.setHeader(HttpHeaders.ALLOW, String.join(", ", methods));
      problems.write(
          request,
          response,
          Problems.of(
              HttpStatus.METHOD_NOT_ALLOWED,
              "This page takes %s.".formatted(String.join(" and ", methods))));
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
      detail =
          detail.replaceFirst(
              "^An error occurred while attempting to decode the Jwt: ", "The token is no good: ");
      challenge +=
          " error=\"%s\", error_description=\"%s\""
              .formatted(token.getError().getErrorCode(), detail);
    }
    response.setHeader(HttpHeaders.WWW_AUTHENTICATE, challenge);
    problems.write(request, response, Problems.of(status, detail));
  }

  /** What a public page takes: asking for it in another way is no question of who asks. */
  private List<String> pageMethods(HttpServletRequest request) {
    if (Problems.forPrograms(request, request.getRequestURI())
        || request.getHeader(HttpHeaders.AUTHORIZATION) != null) {
      return List.of();
    }
    return open.stream()
        .filter(
            path ->
                PathPatternRequestMatcher.withDefaults().matcher(path.pattern()).matches(request))
        .map(path -> path.method().name())
        .distinct()
        .toList();
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
