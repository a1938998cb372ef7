package io.imprimatur.publishing.site.web;

import io.imprimatur.kit.web.Problems;
import io.imprimatur.publishing.site.Site;
import io.imprimatur.publishing.site.View.Notice.Kind;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorViewResolver;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** The site's own page for what goes wrong outside of it, such as an address that there is not. */
@Component
@Order(0) // before the framework's own
final class SiteErrors implements ErrorViewResolver {

  private final Site site;

  SiteErrors(Site site) {
    this.site = site;
  }

  @Override
  public ModelAndView resolveErrorView(
      HttpServletRequest request, HttpStatus status, Map<String, Object> model) {
    Kind kind =
        switch (status) {
          case NOT_FOUND, METHOD_NOT_ALLOWED -> Kind.NOT_FOUND;
          case SERVICE_UNAVAILABLE -> Problems.isRestoring(request) ? Kind.RESTORING : Kind.AWAY;
          default -> status.is5xxServerError() ? Kind.FAULT : Kind.BAD_REQUEST;
        };
    String language = language(request);
    return new ModelAndView(
        (m, req, res) -> {
          byte[] body = site.notice(kind, language).body();
          res.setContentType("text/html;charset=UTF-8");
          res.setHeader("Content-Language", language);
          res.setHeader("Cache-Control", "no-store");
          res.setContentLength(body.length);
          res.getOutputStream().write(body);
        });
  }

  private static String language(HttpServletRequest request) {
    Object path = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
    String asked = path == null ? "" : path.toString();
    if (asked.startsWith("/zh/")) {
      return "zh";
    }
    return asked.startsWith("/en/") ? "en" : ReaderLanguage.of(request);
  }
}
