package io.imprimatur.editor;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An input method that composes Chinese is never interrupted, however long it takes. */
class CompositionTest extends EditorTest {

  /** Long enough for a busy machine to begin a word before what was typed before it is saved. */
  private static final int LONGEST = 2000;

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      textBlock =
          """
          <p>会议</p> => <p>会议X中国Y</p>
          <ul><li>会议</li><li>二</li></ul> => <ul><li>会议X中国Y</li><li>二</li></ul>
          <table><tbody><tr><td>会议</td><td>二</td></tr></tbody></table> => <table><tbody><tr><td>会议X中国Y</td><td>二</td></tr></tbody></table>
          <h2>会议</h2> => <h2>会议X中国Y</h2>
          <p><strong>会议</strong></p> => <p><strong>会议X中国Y</strong></p>
          """)
  void nothingInterruptsIt(String before, String after) {
    open(before, Form.of("zh").rest(LONGEST, LONGEST));
    page.evaluate(
        "() => { window.ends = 0; document.addEventListener('compositionend', () => window.ends++); }");
    CDPSession keyboard = browser.context().newCDPSession(page);
    cursorBehind("会议");
    page.keyboard().type("X");
    for (String letters : new String[] {"z", "zh", "zho", "zhon", "zhong", "zhong guo"}) {
      compose(keyboard, letters);
      page.waitForTimeout(150);
    }
    page.waitForTimeout(LONGEST);
    assertThat(site.sent()).as("requests while a word is composed").isEmpty();
    assertThat(page.evaluate("window.ends")).isEqualTo(0);
    commit(keyboard, "中国");
    page.keyboard().type("Y");
    soon()
        .untilAsserted(
            () -> assertThat(site.sent()).last().extracting(s -> s.field("body")).isEqualTo(after));
    assertThat(page.locator("[data-save-state]")).hasText("Saved 14:49:02");
    assertThat(page.evaluate("window.ends")).isEqualTo(1);
    assertText(after);
  }

  @ParameterizedTest
  @CsvSource({"title"})
  void norInAnOrdinaryField(String field) {
    open("<p>会议</p>", Form.of("zh").rest(LONGEST, LONGEST));
    CDPSession keyboard = browser.context().newCDPSession(page);
    page.fill("#" + field, "");
    page.focus("#" + field);
    compose(keyboard, "hui");
    page.waitForTimeout(LONGEST + 1000);
    assertThat(site.sent()).isEmpty();
    commit(keyboard, "会");
    soon().until(() -> !site.sent().isEmpty());
    assertThat(site.sent().getLast().field(field)).isEqualTo("会");
  }

  private static void compose(CDPSession keyboard, String letters) {
    JsonObject arguments = new JsonObject();
    arguments.addProperty("text", letters);
    arguments.addProperty("selectionStart", letters.length());
    arguments.addProperty("selectionEnd", letters.length());
    keyboard.send("Input.imeSetComposition", arguments);
  }

  private static void commit(CDPSession keyboard, String word) {
    JsonObject arguments = new JsonObject();
    arguments.addProperty("text", word);
    keyboard.send("Input.insertText", arguments);
  }
}
