package io.imprimatur.testkit.browser;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Response;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What a browser says is wrong with the pages it shows. */
final class Complaints {

  /** Asks the document itself: the console doesn't tell of every violation. */
  private static final String LISTENER =
      """
      addEventListener('securitypolicyviolation', e => imprimaturViolation(
        e.effectiveDirective + ' forbids ' + (e.blockedURI || 'something')
        + (e.sample ? ' "' + e.sample + '"' : '') + ' in ' + location.href
        + (e.sourceFile ? ', ' + e.sourceFile + ':' + e.lineNumber : '')));
      """;

  /** The console repeats each answer of 400 and above; the answers themselves are looked at. */
  private static final String REPEATED = "Failed to load resource";

  /** People leave pages while they load; what is broken off then is no fault. */
  private static final String BROKEN_OFF = "net::ERR_ABORTED";

  private static final Set<String> ANSWERS_OF_PEOPLE = Set.of("document", "xhr", "fetch");

  private final Set<String> found = Collections.synchronizedSet(new LinkedHashSet<>());
  private final Set<String> expected = new LinkedHashSet<>();

  void watch(BrowserContext context) {
    context.exposeBinding(
        "imprimaturViolation",
        (source, args) -> {
          found.add("Content security policy: " + args[0]);
          return null;
        });
    context.addInitScript(LISTENER);
    context.onConsoleMessage(this::console);
    context.onWebError(error -> found.add("Uncaught error: " + error.error()));
    context.onRequestFailed(this::failed);
    context.onResponse(this::answered);
  }

  private void console(ConsoleMessage message) {
    boolean bad = message.type().equals("error") || message.type().equals("warning");
    if (bad && !message.text().startsWith(REPEATED)) {
      found.add("Console: %s (%s)".formatted(message.text(), message.location()));
    }
  }

  private void failed(Request request) {
    if (!BROKEN_OFF.equals(request.failure())) {
      found.add("Request: %s %s: %s".formatted(request.method(), request.url(), request.failure()));
    }
  }

  /** What belongs to a page must be there; an answer to people may refuse, but not fail. */
  private void answered(Response response) {
    Request request = response.request();
    int bad = ANSWERS_OF_PEOPLE.contains(request.resourceType()) ? 500 : 400;
    if (response.status() >= bad) {
      found.add(
          "Answer: %s %s gave %d".formatted(request.method(), request.url(), response.status()));
    }
  }

  void expect(String part) {
    expected.add(part);
  }

  List<String> unexpected() {
    List<String> all;
    synchronized (found) {
      all = new ArrayList<>(found);
    }
    all.removeIf(each -> expected.stream().anyMatch(each::contains));
    return all;
  }
}
