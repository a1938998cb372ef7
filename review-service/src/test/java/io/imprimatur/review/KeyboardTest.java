package io.imprimatur.review;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.imprimatur.testkit.TestPerson.LIN_YUE;
import static io.imprimatur.testkit.TestPerson.SARA_OLSEN;
import static io.imprimatur.testkit.TestPerson.WANG_MIN;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions;
import io.imprimatur.testkit.TestPerson;
import io.imprimatur.testkit.browser.TestBrowser;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Review's pages by keyboard, without scripts, and while others decide. */
@Tag("browser")
class KeyboardTest extends RunningService {

  private static final int LIVE_MILLIS = 20_000;

  private final String section = newSection();
  private final TestPerson wang = WANG_MIN.withSections(section);

  private String secondRound() {
    String article =
        submitted(Samples.of("Keys", section, "One.", "Two.", "Three."), LIN_YUE, LIN_YUE);
    decide(SARA_OLSEN, article, digestOf(article), "request-changes", ",\"reason\":\"More.\"");
    awaitReview(article, "changes-requested");
    drafting.tells(
        article,
        Samples.submission(
            Samples.of("Keys", section, "One day.", "Two.", "Three days."), 2, 2, LIN_YUE));
    awaitReview(article, "in-review");
    return article;
  }

  @Test
  void keysLeadToChangesAndButtonsButNeverDecide() {
    String article = secondRound();
    try (InBrowser at = InBrowser.of(port, wang, "en", TestBrowser.WIDE)) {
      Page page = at.go("/review/" + article).page();
      Locator focused = page.locator(":focus");
      page.keyboard().press("j");
      assertThat(focused).containsText("One");
      page.keyboard().press("j");
      assertThat(focused).containsText("Three");
      page.keyboard().press("k");
      assertThat(focused).containsText("One");
      page.keyboard().press("a");
      assertThat(focused).hasId("approve");
      page.keyboard().press("r");
      assertThat(focused).hasId("reason-request-changes");
      page.keyboard().type("a rag? jar");
      assertThat(page.locator("#reason-request-changes")).hasValue("a rag? jar");
      assertThat(page.locator("dialog[open]")).hasCount(0);
      assertThat(api.get(WANG_MIN, "/api/reviews/" + article).text("/steps/0/state"))
          .as("no key decides")
          .isEqualTo("open");
      at.go("/review/" + article);
      page.keyboard().press("?");
      assertThat(page.locator("dialog[open]")).containsText("next and previous change");
      page.keyboard().press("Escape");
      page.keyboard().press("a");
      page.keyboard().press("Enter");
      assertThat(page.locator("#taken")).containsText("You approved step 1 of revision 2");
      page.keyboard().press("g");
      page.keyboard().press("i");
      assertThat(page).hasURL(Pattern.compile(".*/review$"));
    }
  }

  @Test
  void keysAreSwitchedOffForWhoeverDoesNotWantThem() {
    String article = secondRound();
    try (InBrowser at = InBrowser.of(port, wang, "en", TestBrowser.WIDE)) {
      Page page = at.go("/review/" + article).page();
      page.click("[data-opens=keys]");
      page.uncheck("#keys-on");
      at.go("/review/" + article);
      page.keyboard().press("a");
      page.keyboard().press("?");
      assertThat(page.locator("#approve:focus")).hasCount(0);
      assertThat(page.locator("dialog[open]")).hasCount(0);
    }
  }

  @Test
  void whoDecidedMeanwhileAppearsAndTheButtonsGoButNotWhatWasTyped() {
    String article = secondRound();
    try (InBrowser at = InBrowser.of(port, wang, "en", TestBrowser.WIDE)) {
      Page page = at.go("/review/" + article).page();
      page.keyboard().press("r");
      page.keyboard().type("The source is missing.");
      assertThat(page.locator("#approve")).isVisible();
      approve(SARA_OLSEN, article);
      assertThat(page.locator("#moved"))
          .containsText(
              "Sara Olsen approved step 1 meanwhile.",
              new com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions()
                  .setTimeout(LIVE_MILLIS));
      assertThat(page.locator("#approve")).isVisible(new IsVisibleOptions().setVisible(false));
      assertThat(page.locator("#reason-request-changes")).hasValue("The source is missing.");
    }
  }

  @Test
  void everythingWorksWithoutScripts() {
    String article = secondRound();
    try (InBrowser at =
        InBrowser.at(port, wang, TestBrowser.withoutScripts("en", TestBrowser.NARROW))) {
      Page page = at.page();
      page.click("a.title");
      page.click("details[data-ask=request-changes] summary");
      page.fill("#reason-request-changes", "Name the source.");
      page.click("details[data-ask=request-changes] form button");
      assertThat(page.locator("#taken")).containsText("You sent revision 2 back to its writer");
      assertThat(awaitReview(article, "changes-requested").text("/steps/0/reason"))
          .isEqualTo("Name the source.");
    }
  }
}
