package io.imprimatur.system.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;

/** What a writer does in the editor. */
final class Writer {

  private static final Pattern ARTICLE = Pattern.compile(".*/write/([0-9a-f-]{36}).*");
  private static final Pattern CLOCK = Pattern.compile("\\d\\d:\\d\\d:\\d\\d");

  private static final String PASTE =
      """
      (text, {html, plain}) => {
        const data = new DataTransfer();
        data.setData('text/html', html);
        data.setData('text/plain', plain);
        text.dispatchEvent(
          new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true}));
      }
      """;

  private final Visitor visitor;

  Writer(Visitor visitor) {
    this.visitor = visitor;
  }

  /** Begins an article by hand and is in the editor then. */
  String begin(String title, String section, String language) {
    Page page = visitor.page();
    page.locator("#title").fill(title);
    page.locator("#section").selectOption(section);
    page.locator(language.equals("zh") ? "#language" : "#language-en").check();
    visitor.press("new.create");
    assertThat(text()).isVisible();
    return article();
  }

  /** The article that the page is about. */
  String article() {
    return ARTICLE.matcher(visitor.page().url()).replaceFirst("$1");
  }

  Locator text() {
    return visitor.page().locator(".ProseMirror");
  }

  Locator saveState() {
    return visitor.page().locator("[data-save-state]");
  }

  /** Pastes what a word processor puts on the clipboard. */
  void paste(String file) {
    String html = resource("/clipboard/" + file);
    text().click();
    text().evaluate(PASTE, Map.of("html", html, "plain", "plain"));
  }

  /** Waits until what was typed is saved, and the page says at what time. */
  void saved() {
    assertThat(visitor.page().locator("[data-save-state=saved]")).containsText(CLOCK);
  }

  private static String resource(String name) {
    try (InputStream in = Writer.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
