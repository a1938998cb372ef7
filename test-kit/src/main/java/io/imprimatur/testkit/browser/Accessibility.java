package io.imprimatur.testkit.browser;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.AxeResults;
import com.deque.html.axecore.results.CheckedNode;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.stream.Collectors;

/** Asks axe-core whether a page meets WCAG 2.2 at level AA, with every rule of it. */
final class Accessibility {

  private static final List<String> TAGS =
      List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");

  private Accessibility() {}

  static void check(Page page) {
    // Legacy: in the page itself, which holds no frames; otherwise a tab is opened for each look.
    AxeResults results = new AxeBuilder(page).withTags(TAGS).setLegacyMode(true).analyze();
    if (results.getPasses().isEmpty()) {
      throw new AssertionError("axe looked at nothing in " + page.url());
    }
    if (!results.violationFree()) {
      throw new AssertionError(
          "%s at %s px is not accessible:%n%s"
              .formatted(
                  page.url(),
                  page.viewportSize().width,
                  results.getViolations().stream()
                      .map(Accessibility::told)
                      .collect(Collectors.joining("\n"))));
    }
  }

  private static String told(Rule rule) {
    return "  %s (%s): %s%n%s"
        .formatted(
            rule.getId(),
            rule.getImpact(),
            rule.getHelp(),
            rule.getNodes().stream()
                .limit(5)
                .map(Accessibility::told)
                .collect(Collectors.joining("\n")));
  }

  private static String told(CheckedNode node) {
    return "    %s%n      %s%n      %s"
        .formatted(
            node.getTarget(),
            node.getHtml(),
            String.valueOf(node.getFailureSummary()).replace("\n", "\n      "));
  }
}
