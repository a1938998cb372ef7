package io.imprimatur.system.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.imprimatur.system.Deployment;
import io.imprimatur.testkit.browser.TestBrowser;
import java.time.Duration;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;

/** Somebody at the pages, who reads one language and has one browser. */
final class Visitor implements AutoCloseable {

  private final Deployment deployment;
  private final TestBrowser browser;
  private Page page;
  private Words words;

  Visitor(Deployment deployment, String language, int width) {
    this.deployment = deployment;
    browser = TestBrowser.open(language, width);
    page = browser.newPage();
    words = new Words("drafting", language);
  }

  /** Goes to a service's desk and signs in there. */
  Visitor signIn(String person, String service) {
    page.navigate(deployment.desk(service));
    deployment.signIn(page, person);
    page.waitForURL(url -> url.startsWith(deployment.desk(service)));
    words = new Words(service, browser.language());
    return this;
  }

  /** Goes to a place below a service's desk, signed in already. */
  Visitor at(String service, String below) {
    page.navigate(deployment.desk(service) + below);
    words = new Words(service, browser.language());
    return this;
  }

  /** Goes to an address of a service that everybody may see. */
  Visitor open(String service, String path) {
    words = new Words(service, browser.language());
    page.navigate(path.startsWith("http") ? path : deployment.origin(service) + path);
    return this;
  }

  Page page() {
    return page;
  }

  TestBrowser browser() {
    return browser;
  }

  /** Goes on in another tab. */
  Page newTab() {
    page = browser.newPage();
    return page;
  }

  String words(String key, Object... arguments) {
    return words.of(key, arguments);
  }

  /** The words before the first number. */
  String beginning(String key) {
    return words.beginning(key);
  }

  Locator button(String key, Object... arguments) {
    return byRole(AriaRole.BUTTON, key, arguments);
  }

  Locator link(String key, Object... arguments) {
    return byRole(AriaRole.LINK, key, arguments);
  }

  private Locator byRole(AriaRole role, String key, Object... arguments) {
    return page.getByRole(
            role, new Page.GetByRoleOptions().setName(words.of(key, arguments)).setExact(true))
        .first();
  }

  Visitor press(String key, Object... arguments) {
    button(key, arguments).click();
    return this;
  }

  Visitor follow(String key, Object... arguments) {
    link(key, arguments).click();
    return this;
  }

  Visitor reads(String text) {
    assertThat(page.locator("body")).containsText(text);
    return this;
  }

  /**
   * Loads the page again until this part stands on it: what services tell each other takes a
   * moment.
   */
  Visitor reloadUntil(Locator part) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .pollInSameThread()
        .pollDelay(Duration.ZERO)
        .until(
            () -> {
              boolean there = part.count() > 0;
              if (!there) {
                page.reload();
              }
              return there;
            });
    return this;
  }

  /** The page has this heading. */
  Visitor isAt(String heading) {
    assertThat(page.locator("h1").first()).containsText(heading);
    return this;
  }

  /**
   * Looks at the page as it stands: its language, its one heading, no word that is missing, nothing
   * that axe objects to, nothing wider than the window. Takes a picture where pictures are wanted.
   */
  Visitor looksGood(String name) {
    String lang = page.locator("html").getAttribute("lang");
    Assertions.assertThat(lang).as("language of " + page.url()).startsWith(browser.language());
    Assertions.assertThat(page.locator("h1").count()).as("h1 in " + page.url()).isEqualTo(1);
    Assertions.assertThat(page.title() + page.locator("body").innerText())
        .as("words that are missing in " + page.url())
        .doesNotContain("??")
        .doesNotContain("{0")
        .doesNotContain("null");
    browser.assertFits(page);
    browser.assertAccessible(page);
    browser.picture(page, name);
    return this;
  }

  @Override
  public void close() {
    browser.close();
  }
}
