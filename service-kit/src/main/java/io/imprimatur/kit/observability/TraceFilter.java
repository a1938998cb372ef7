package io.imprimatur.kit.observability;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Goes on with the trace of the request, error pages included. */
final class TraceFilter extends OncePerRequestFilter {

  private static final String HEADER = "traceparent";

  @Override
  @SuppressWarnings("try") // the scope is there to be closed
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    // The error dispatch of a request is another pass; it belongs to the same trace.
    Object earlier = request.getAttribute(TraceFilter.class.getName());
    try (Traceparent.Scope scope =
        Traceparent.open(earlier == null ? request.getHeader(HEADER) : earlier.toString())) {
      request.setAttribute(TraceFilter.class.getName(), Traceparent.current().header());
      chain.doFilter(request, response);
    }
  }

  @Override
  protected boolean shouldNotFilterErrorDispatch() {
    return false;
  }
}
