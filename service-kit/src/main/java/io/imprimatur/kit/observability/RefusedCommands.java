package io.imprimatur.kit.observability;

import io.imprimatur.kit.Refusal;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Counts the commands that were answered with a refusal, by the answer's status and the reason's
 * name, as {@value #NAME}. A command is a request of a method that may change something; what went
 * wrong here (500) is no refusal.
 */
public final class RefusedCommands extends OncePerRequestFilter {

  static final String NAME = "imprimatur.commands.refused";

  private static final String REASON = RefusedCommands.class.getName();
  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

  private final MeterRegistry metrics;

  RefusedCommands(MeterRegistry metrics) {
    this.metrics = metrics;
  }

  /** Notes why the request is refused; the last reason counts. */
  public static void because(HttpServletRequest request, Refusal why) {
    request.setAttribute(REASON, why);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    chain.doFilter(request, response);
    int status = response.getStatus();
    if (status / 100 == 4 || status == HttpStatus.SERVICE_UNAVAILABLE.value()) {
      metrics
          .counter(NAME, "status", Integer.toString(status), "code", code(request, status))
          .increment();
    }
  }

  /** The reason's own name where it has one, else the status's, such as {@code not-found}. */
  private static String code(HttpServletRequest request, int status) {
    if (request.getAttribute(REASON) instanceof Refusal why && why.code() != null) {
      return why.code();
    }
    HttpStatus known = HttpStatus.resolve(status);
    return known == null ? "other" : known.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return READING.contains(request.getMethod());
  }
}
