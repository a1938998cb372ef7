package io.imprimatur.review;

import com.microsoft.playwright.Page;
import io.imprimatur.testkit.TestIssuer;
import io.imprimatur.testkit.TestPerson;
import io.imprimatur.testkit.browser.TestBrowser;

/** Somebody at review's pages in a real browser. */
record InBrowser(TestBrowser browser, Page page, String origin) implements AutoCloseable {

  static InBrowser of(int port, TestPerson who, String language, int width) {
    return at(port, who, TestBrowser.open(language, width));
  }

  static InBrowser at(int port, TestPerson who, TestBrowser browser) {
    String origin = "http://127.0.0.1:" + port;
    TestIssuer issuer = TestIssuer.shared();
    synchronized (issuer) {
      issuer.signIn().is(who);
      return new InBrowser(browser, browser.open(origin + "/review"), origin);
    }
  }

  InBrowser go(String path) {
    page.navigate(origin + path);
    return this;
  }

  /** Looks at the page as it stands: nothing wrong, accessible, no wider than the screen. */
  void looked(String name) {
    browser.picture(page, name);
    browser.assertClean();
    browser.assertAccessible(page);
    browser.assertFits(page);
  }

  @Override
  public void close() {
    browser.close();
  }
}
