package io.imprimatur.notification.subscription.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;

/**
 * What a browser asked for, also while an error about it is being shown.
 *
 * @param query null where there is none
 */
record Asked(String method, String path, String query) {

  static Asked of(HttpServletRequest request) {
    Object failed = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
    if (failed == null) {
      return new Asked(request.getMethod(), request.getRequestURI(), request.getQueryString());
    }
    return new Asked(
        text(request.getAttribute(RequestDispatcher.ERROR_METHOD)),
        failed.toString(),
        text(request.getAttribute(RequestDispatcher.ERROR_QUERY_STRING)));
  }

  private static String text(Object value) {
    return value == null ? null : value.toString();
  }

  /** Whether a page was asked for; it may be asked for again, a form would be sent twice. */
  boolean isReading() {
    return "GET".equals(method);
  }

  boolean isOfSubscribers() {
    return path.equals("/")
        || path.equals(SubscriberPages.PAGE)
        || path.startsWith(SubscriberPages.PAGE + "/");
  }
}
