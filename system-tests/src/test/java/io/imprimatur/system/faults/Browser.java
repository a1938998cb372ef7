package io.imprimatur.system.faults;

import io.imprimatur.system.Stack;
import io.imprimatur.testkit.TestDesk;
import io.imprimatur.testkit.TestDesk.Page;
import java.util.Map;

/** Somebody at the pages of all services, as a browser without scripts has them. */
final class Browser {

  private static final String PASSWORD = "imprimatur";

  private final Stack stack;
  private final TestDesk desk = TestDesk.stranger(0); // whole addresses are asked for alone

  Browser(Stack stack) {
    this.stack = stack;
  }

  Page open(String service, String path) {
    return desk.get(stack.url(service) + path);
  }

  /** Opens a whole address. */
  Page openAt(String url) {
    return desk.get(url);
  }

  /** Opens a page of the staff and signs in where the form comes. */
  Page signIn(String person, String service, String path) {
    Page page = open(service, path);
    if (page.html().selectFirst("form input[name=password]") == null) {
      return page;
    }
    return desk.submit(
        page, "form:has(input[name=password])", Map.of("username", person, "password", PASSWORD));
  }
}
