package io.imprimatur.kit.restore;

import io.imprimatur.kit.Unavailable;
import io.imprimatur.kit.people.PeopleAutoConfiguration;
import io.imprimatur.kit.web.Problems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers 503 with a sentence while an older state lies in the database. What does not come from
 * there is served: health and figures, public keys, and the files that pages are dressed with.
 */
final class RestoreFilter extends OncePerRequestFilter {

  private final RestoreProgress progress;
  private final Problems problems;
  private final List<String> open;

  /**
   * @param base the path below which the service has pages for staff; empty where it has none
   */
  RestoreFilter(RestoreProgress progress, Problems problems, String base) {
    this.progress = progress;
    this.problems = problems;
    this.open = List.of("/actuator/", "/.well-known/", "/assets/", base + "/assets/");
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !progress.isUnderWay() || open.stream().anyMatch(request.getRequestURI()::startsWith);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    PeopleAutoConfiguration.headers(response);
    problems.write(request, response, Unavailable.restoring());
  }
}
