package io.imprimatur.publishing.site.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.OptionalInt;

/** The part of a list that is asked for. */
final class PageNumber {

  private PageNumber() {}

  /** Counted from 1, the first where none is named; nothing where that is no number. */
  static OptionalInt of(HttpServletRequest request) {
    String page = request.getParameter("page");
    if (page == null) {
      return OptionalInt.of(1);
    }
    return page.matches("[1-9][0-9]{0,5}")
        ? OptionalInt.of(Integer.parseInt(page))
        : OptionalInt.empty();
  }
}
