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
import java.util.stream.Stream;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers 503 with a sentence while an older state lies in the database. What does not come from
 * there is served: health and figures, public keys, and the files that pages are dressed with; and
 * so is how the service stands, which operators ask for.
 */
final class RestoreFilter extends OncePerRequestFilter {

  private final RestoreProgress progress;
  private final Problems problems;
  private final List<String> open;

  /**
   * @param base the path below which the service has pages for staff; empty where it has none
   * @param served what else is served, by the beginnings of paths
   */
  RestoreFilter(RestoreProgress progress, Problems problems, String base, List<String> served) {
    this.progress = progress;
    this.problems = problems;
    this.open =
        Stream.concat(
                Stream.of(
                    "/actuator/",
                    "/.well-known/",
                    "/api/operations",
                    "/assets/",
                    base + "/assets/"),
                served.stream())
            .toList();
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
