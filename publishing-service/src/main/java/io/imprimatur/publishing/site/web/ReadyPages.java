package io.imprimatur.publishing.site.web;

import io.imprimatur.kit.people.PeopleAutoConfiguration;
import io.imprimatur.publishing.site.Page;
import io.imprimatur.publishing.site.Site;
import io.imprimatur.publishing.site.Target;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.security.web.header.HeaderWriter;
import org.springframework.security.web.header.writers.HstsHeaderWriter;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.filter.ServerHttpObservationFilter;

/**
 * Answers for articles whose page is ready in memory, before anybody asks who the reader is: the
 * page is the same for all. Whatever is not ready, or not asked for in the plainest way, goes on to
 * {@link SiteController}, which answers with the same headers.
 */
public final class ReadyPages extends OncePerRequestFilter {

  private static final String PATTERN = "/{language:zh|en}/news/{year:[0-9]{4}}/{name}";

  /** RFC 6797; said over TLS only. */
  private static final HeaderWriter HSTS = new HstsHeaderWriter();

  private final Site site;

  public ReadyPages(Site site) {
    this.site = site;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Optional<Page> ready = ready(request);
    if (ready.isEmpty()) {
      chain.doFilter(request, response);
      return;
    }
    ServerHttpObservationFilter.findObservationContext(request)
        .ifPresent(observed -> observed.setPathPattern(PATTERN));
    PeopleAutoConfiguration.headers(response);
    HSTS.writeHeaders(request, response);
    PageWriter.write(ready.get(), request, response);
  }

  private Optional<Page> ready(HttpServletRequest request) {
    boolean plain = request.getMethod().equals("GET") && request.getQueryString() == null;
    return plain ? site.ready(new Target.Article(request.getRequestURI())) : Optional.empty();
  }
}
