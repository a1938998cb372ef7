package io.imprimatur.testkit.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Path;
import java.util.List;

/**
 * A browser of one person, with cookies of its own, in the Chromium that all tests of a JVM share.
 * It keeps a list of what is wrong with the pages it was shown: errors and warnings on the console,
 * uncaught errors, violations of the content security policy, requests that failed, answers from
 * 500 on, and parts of pages that are not there. {@link #close} fails where that list is not empty.
 */
public final class TestBrowser implements AutoCloseable {

  /** A desk's screen. */
  public static final int WIDE = 1280;

  /** A small phone, and a desk's screen at 400 % (WCAG 2.2, 1.4.10 asks for 320 at least). */
  public static final int NARROW = 360;

  private static final double PATIENCE_MS = 20_000;

  private final BrowserContext context;
  private final Complaints complaints = new Complaints();
  private final String language;
  private final int width;

  private TestBrowser(String language, int width, boolean scripts) {
    this.language = language;
    this.width = width;
    context =
        Chromium.shared()
            .newContext(
                new Browser.NewContextOptions()
                    .setLocale(language.equals("zh") ? "zh-CN" : "en-GB")
                    .setTimezoneId("Asia/Shanghai")
                    .setViewportSize(width, width < 600 ? 740 : 900)
                    .setReducedMotion(ReducedMotion.REDUCE)
                    .setJavaScriptEnabled(scripts));
    context.setDefaultTimeout(PATIENCE_MS);
    complaints.watch(context);
  }

  /**
   * A browser of somebody new.
   *
   * @param language what its person prefers to read: {@code en} or {@code zh}
   * @param width of what is seen, in CSS pixels
   */
  public static TestBrowser open(String language, int width) {
    return new TestBrowser(language, width, true);
  }

  /** A browser that runs no scripts. */
  public static TestBrowser withoutScripts(String language, int width) {
    return new TestBrowser(language, width, false);
  }

  public BrowserContext context() {
    return context;
  }

  public Page newPage() {
    return context.newPage();
  }

  /** A new page at this address. */
  public Page open(String address) {
    Page page = newPage();
    page.navigate(address);
    return page;
  }

  public String language() {
    return language;
  }

  public int width() {
    return width;
  }

  /** From now on a complaint that holds this is none. For tests that break something on purpose. */
  public TestBrowser expecting(String part) {
    complaints.expect(part);
    return this;
  }

  /** What is wrong so far. */
  public List<String> complaints() {
    return complaints.unexpected();
  }

  /** Fails where anything is wrong so far. */
  public void assertClean() {
    List<String> wrong = complaints();
    if (!wrong.isEmpty()) {
      throw new AssertionError(
          "The browser complains:%n  %s".formatted(String.join("\n  ", wrong)));
    }
  }

  /** Fails where the page, once loaded, breaks a rule of WCAG 2.2 AA that axe-core knows. */
  public void assertAccessible(Page page) {
    page.waitForLoadState();
    Accessibility.check(page);
  }

  /**
   * Fails where the page, once loaded, is wider than what is seen of it, so that people must scroll
   * sideways.
   */
  public void assertFits(Page page) {
    page.waitForLoadState();
    int wide = ((Number) page.evaluate("document.documentElement.scrollWidth")).intValue();
    if (wide > width) {
      throw new AssertionError(
          "%s is %d px wide in a browser of %d px".formatted(page.url(), wide, width));
    }
  }

  /**
   * Takes a picture of the whole page into {@code target/pictures/NAME-LANGUAGE-WIDTH.png} below
   * the module that is tested, where the build has the profile {@code pictures}: people look at
   * them, no test does.
   */
  public void picture(Page page, String name) {
    if (!Boolean.getBoolean("pictures")) {
      return;
    }
    Path file =
        Path.of("target", "pictures", "%s-%s-%d.png".formatted(name, language, width))
            .toAbsolutePath();
    page.screenshot(new Page.ScreenshotOptions().setPath(file).setFullPage(true));
  }

  @Override
  public void close() {
    context.close();
    assertClean();
  }
}
