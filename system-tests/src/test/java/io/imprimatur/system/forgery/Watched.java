package io.imprimatur.system.forgery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import io.imprimatur.system.Stack;
import io.imprimatur.testkit.browser.TestBrowser;
import java.util.ArrayList;
import java.util.List;

/** A browser that notices whatever markup of a stranger does in it. */
final class Watched implements AutoCloseable {

  /** What no page of ours has, by the browser's own reading of it. */
  private static final String STRANGE =
"""
() => [...document.querySelectorAll('*')].flatMap(e => {
  const found = [...e.attributes].filter(a => a.name.startsWith('on') || a.name === 'srcdoc'
      || a.name === 'style' || a.name === 'formaction' || a.name.includes('hx-on'))
    .map(a => a.name);
  if (e.href !== undefined && e.localName === 'a'
      && !['http:', 'https:', 'mailto:', ''].includes(e.protocol)) found.push('href');
  if (['iframe', 'object', 'embed', 'base', 'applet', 'portal', 'frame', 'math', 'style']
      .includes(e.localName)) found.push('element');
  if (e.localName === 'script' && e.type !== 'application/ld+json' && new URL(e.src || 'none:').origin !== location.origin)
    found.push('script');
  return found.map(f => f + ' in ' + e.outerHTML.slice(0, 200));
})
""";

  /** Lets the page do what it has to do: handlers of loading, of focus and of pictures. */
  private static final String GO_ON =
      "() => new Promise(done => requestAnimationFrame(() => setTimeout(done, 30)))";

  private final TestBrowser browser = TestBrowser.open("en", TestBrowser.NARROW);
  private final Page page = browser.newPage();
  private final List<String> ran = new ArrayList<>();

  Watched() {
    browser
        .context()
        .exposeBinding(
            "ran",
            (source, arguments) -> {
              ran.add("ran() in " + source.frame().url());
              return null;
            });
    browser
        .context()
        .onDialog(
            dialog -> {
              ran.add("a dialog in " + page.url());
              dialog.dismiss();
            });
  }

  Watched signIn(Stack stack, String service, String base, String person) {
    page.navigate(stack.url(service) + base);
    if (page.url().startsWith(stack.url("sign-in"))) {
      page.locator("form:has(input[name=username][value='%s']) button".formatted(person)).click();
    }
    page.waitForURL(url -> url.startsWith(stack.url(service)));
    return this;
  }

  /** Loads a page of ours; nothing strange is in it, nothing ran, and it fits a telephone. */
  void looksAt(String address, String expected) {
    page.navigate(address);
    assertThat(page.locator("body").innerText()).as(address).contains(expected);
    assertQuiet(address);
    browser.assertFits(page);
  }

  /** Shows HTML that stands on no page, such as that of a mail. */
  void reads(String html, String expected) {
    page.navigate("about:blank"); // a page of ours would lend the mail its policy
    page.setContent(html);
    assertThat(page.locator("body").innerText()).contains(expected);
    page.evaluate(GO_ON);
    assertThat(ran).as("in a mail").isEmpty();
  }

  private void assertQuiet(String address) {
    page.evaluate(GO_ON);
    assertThat(ran).as(address).isEmpty();
    @SuppressWarnings("unchecked")
    List<String> strange = (List<String>) page.evaluate(STRANGE);
    assertThat(strange).as(address).isEmpty();
  }

  /** Loads a page on which markup may do what it wants. */
  boolean runs(String address) {
    browser.expecting(""); // whatever it complains about is expected here
    await("the browser has left what it was shown before, wherever that led it")
        .pollInSameThread()
        .ignoreExceptionsInstanceOf(PlaywrightException.class)
        .until(() -> page.navigate("about:blank") == null);
    ran.clear();
    try {
      page.navigate(address);
      page.evaluate(GO_ON);
    } catch (PlaywrightException e) {
      ran.add("it went elsewhere: " + e.getMessage());
    }
    return !ran.isEmpty();
  }

  @Override
  public void close() {
    browser.close();
  }
}
