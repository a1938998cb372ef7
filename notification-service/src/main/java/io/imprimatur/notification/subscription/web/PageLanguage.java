package io.imprimatur.notification.subscription.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Locale;

/**
 * The language of a page: what the address says, else what the browser prefers, else the office's
 * first.
 */
final class PageLanguage {

  private static final String FIRST = "zh";

  private PageLanguage() {}

  static String of(HttpServletRequest request) {
    String asked = request.getParameter("lang");
    if (asked != null && Wanted.LANGUAGES.contains(asked)) {
      return asked;
    }
    if (request.getHeader("Accept-Language") == null) {
      return FIRST;
    }
    return Collections.list(request.getLocales()).stream()
        .map(Locale::getLanguage)
        .filter(Wanted.LANGUAGES::contains)
        .findFirst()
        .orElse("en");
  }
}
