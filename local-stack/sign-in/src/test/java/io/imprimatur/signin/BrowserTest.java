package io.imprimatur.signin;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.imprimatur.testkit.browser.AtTheOtherWidth;
import io.imprimatur.testkit.browser.InBothLanguages;
import io.imprimatur.testkit.browser.TestBrowser;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages as people have them, without any script. */
class BrowserTest {

  @TempDir private static Path folder;
  private static Provider provider;

  @BeforeAll
  static void start() throws Exception {
    provider = Provider.in(folder);
  }

  @AfterAll
  static void stop() {
    provider.close();
  }

  @InBothLanguages
  void everyStateOfThePagesCanBeReadByEverybody(String language, int width) {
    try (var browser = TestBrowser.open(language, width)) {
      Page page = browser.open(address("/login"));
      look(browser, page, "login");

      page.locator("summary").click();
      page.locator("#username").fill("lin.yue");
      page.locator("#password").fill("wrong");
      page.locator(".by-name button").click();
      assertThat(page.locator("[role=alert]")).isVisible();
      look(browser, page, "login-error");

      page.locator("button", new Page.LocatorOptions().setHasText("Lin Yue")).click();
      assertThat(page.locator(".notice")).containsText("Lin Yue");
      look(browser, page, "login-signed-in");

      page.locator("form[action='/logout'] button").click();
      assertThat(page.locator(".notice.ok")).isVisible();
      look(browser, page, "login-signed-out");

      page.navigate(address("/oauth2/authorize?client_id=nobody"));
      look(browser, page, "login-broken-link");
    }
  }

  @AtTheOtherWidth
  void everyStateOfThePagesCanBeReadByEverybodyAtTheOtherWidth(String language, int width) {
    everyStateOfThePagesCanBeReadByEverybody(language, width);
  }

  @Test
  void theKeyboardIsEnough() {
    try (var browser = TestBrowser.withoutScripts("en", TestBrowser.WIDE)) {
      Page page = browser.open(address("/login"));
      page.keyboard().press("Tab");
      assertThat(page.locator(".skip-link")).isFocused();
      page.keyboard().press("Enter");
      page.keyboard().press("Tab");
      assertThat(page.locator(".people button").first()).isFocused();
      page.keyboard().press("Enter");
      assertThat(page.locator(".notice")).containsText("You are signed in as Lin Yue");
    }
  }

  @Test
  void theSwitchIsRemembered() {
    try (var browser = TestBrowser.withoutScripts("en", TestBrowser.NARROW)) {
      Page page = browser.open(address("/login"));
      page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("中文")).click();
      assertThat(page.locator("h1")).hasText("登录");
      page.navigate(address("/login"));
      assertThat(page.locator("h1")).hasText("登录");
    }
  }

  private static void look(TestBrowser browser, Page page, String name) {
    browser.assertAccessible(page);
    browser.assertFits(page);
    browser.picture(page, name);
  }

  private static String address(String path) {
    return "http://localhost:" + provider.port + path;
  }
}
