package io.imprimatur.kit.observability;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerMapping;

/** Goes on with the trace of the request, error pages included. */
final class TraceFilter extends OncePerRequestFilter {

  private static final String HEADER = "traceparent";

  private final Traces traces;

  TraceFilter(Traces traces) {
    this.traces = traces;
  }

  @Override
  @SuppressWarnings("try") // the scope is there to be closed
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    // The error dispatch of a request is another pass; it belongs to the same trace.
    Object earlier = request.getAttribute(TraceFilter.class.getName());
    if (earlier != null) {
      try (Traceparent.Scope scope = Traceparent.open(earlier.toString())) {
        chain.doFilter(request, response);
      }
      return;
    }
    if (request.getRequestURI().startsWith("/actuator/")) {
      // Whoever looks every few seconds whether all is well would fill the collector.
      try (Traceparent.Scope scope = Traceparent.open(request.getHeader(HEADER))) {
        chain.doFilter(request, response);
      }
      return;
    }
    try (Traces.Step step = traces.serving(request.getHeader(HEADER), request.getMethod())) {
      request.setAttribute(TraceFilter.class.getName(), Traceparent.current().header());
      try {
        chain.doFilter(request, response);
      } finally {
        if (traces.recorded()) {
          describe(step, request, response);
        }
      }
    }
  }

  /**
   * By the pattern of the path (HTTP's {@code http.route}): the path itself holds ids and links.
   */
  private static void describe(
      Traces.Step step, HttpServletRequest request, HttpServletResponse response) {
    Object route = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
    if (route != null) {
      step.named(request.getMethod() + " " + route).with("http.route", route.toString());
    }
    step.with("http.request.method", request.getMethod())
        .with("http.response.status_code", response.getStatus());
    if (response.getStatus() >= 500) {
      step.failed(Integer.toString(response.getStatus()));
    }
  }

  @Override
  protected boolean shouldNotFilterErrorDispatch() {
    return false;
  }
}
