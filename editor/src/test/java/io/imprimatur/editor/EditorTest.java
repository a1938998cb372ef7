package io.imprimatur.editor;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import io.imprimatur.testkit.browser.TestBrowser;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Opens a page with the editor. Any error on the console fails the test. */
abstract class EditorTest {

  static {
    PlaywrightAssertions.setDefaultAssertionTimeout(30_000); // a busy machine takes its time
  }

  TestBrowser browser;
  Site site;
  Page page;

  @BeforeEach
  void serve() {
    site = new Site();
    browser = TestBrowser.open("en", TestBrowser.WIDE);
  }

  @AfterEach
  void checkErrors() {
    try {
      browser.close();
    } finally {
      site.close();
    }
  }

  /** Opens a text, with delays short enough for tests and long enough to see what waits. */
  void open(String html) {
    open(html, Form.of("en"));
  }

  void open(String html, Form form) {
    site.page("/page", form.page(html));
    page = browser.open(site.address("/page"));
    page.locator(".ProseMirror").waitFor();
  }

  Locator text() {
    return page.locator(".ProseMirror");
  }

  Locator state() {
    return page.locator("[data-save-state]");
  }

  Locator notice() {
    return page.locator(".editor-notice");
  }

  Locator button(String name) {
    return page.locator("[data-command=" + name + "]");
  }

  /** What the form would send now. */
  String html() {
    return (String) page.evaluate("() => new FormData(document.querySelector('form')).get('body')");
  }

  /** Puts the cursor behind the first place where the words stand. */
  void cursorBehind(String words) {
    select(words, false);
  }

  void select(String words) {
    select(words, true);
  }

  private void select(String words, boolean whole) {
    page.evaluate(
        """
        async ([words, whole]) => {
          const editor = document.querySelector('.ProseMirror');
          editor.focus();
          await new Promise(done => setTimeout(done, 60)); // then ProseMirror sets its own once more
          const walk = document.createTreeWalker(editor, NodeFilter.SHOW_TEXT);
          for (let node = walk.nextNode(); node; node = walk.nextNode()) {
            const at = node.data.indexOf(words);
            if (at >= 0) {
              const end = at + words.length;
              const heard = new Promise(done =>
                document.addEventListener('selectionchange', () => setTimeout(done), {once: true}));
              getSelection().setBaseAndExtent(node, whole ? at : end, node, end);
              return Promise.race([heard, new Promise(done => setTimeout(done, 300))]);
            }
          }
          throw new Error('no ' + words);
        }""",
        List.of(words, whole));
  }

  static ConditionFactory soon() {
    return Awaitility.await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(20));
  }

  void assertText(String html) {
    assertThat(html()).isEqualTo(html);
  }
}
