package io.imprimatur.editor;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Everything without a mouse, and no way in that has no way out. */
class KeyboardTest extends EditorTest {

  private void press(String... keys) {
    for (String key : keys) {
      page.keyboard().press(key);
    }
  }

  private String focused() {
    return (String)
        page.evaluate(
            "() => document.activeElement.dataset.command || document.activeElement.id"
                + " || document.activeElement.nodeName");
  }

  @Test
  void tabGoesThroughTheEditorWithoutAStop() {
    open("<p>one</p>");
    page.focus("#title");
    press("Tab", "Tab");
    assertThat(focused()).isEqualTo("SELECT");
    press("Tab");
    assertThat(focused()).isEqualTo("body");
    press("Tab");
    assertThat(focused()).isEqualTo("save");
    press("Shift+Tab", "Shift+Tab");
    assertThat(focused()).isEqualTo("SELECT");
    assertText("<p>one</p>");
  }

  @Test
  void arrowsMoveAlongTheButtons() {
    open("<p>one</p>");
    select("one");
    press("Alt+F10");
    assertThat(focused()).isEqualTo("SELECT");
    press("ArrowRight");
    assertThat(focused()).isEqualTo("bold");
    press("Enter");
    assertText("<p><strong>one</strong></p>");
    assertThat(focused()).isEqualTo("body");
    press("Alt+F10");
    assertThat(focused()).isEqualTo("bold");
    press("End");
    assertThat(focused()).isEqualTo("redo");
    press("ArrowRight");
    assertThat(focused()).isEqualTo("SELECT");
    press("ArrowLeft", "Home");
    assertThat(focused()).isEqualTo("SELECT");
    press("Escape");
    assertThat(focused()).isEqualTo("body");
  }

  @Test
  void writesAnArticle() {
    open("");
    page.focus(".ProseMirror");
    press("Control+Alt+1");
    page.keyboard().type("Levels");
    press("Enter");
    page.keyboard().type("The water is ");
    press("Control+b");
    page.keyboard().type("high");
    press("Control+b");
    page.keyboard().type(".");
    press("Enter", "Control+Shift+8");
    page.keyboard().type("one");
    press("Enter", "Control+]");
    page.keyboard().type("inner");
    press("Enter", "Control+[");
    page.keyboard().type("two");
    press("Enter", "Enter");
    page.keyboard().type("a");
    press("Shift+Enter");
    page.keyboard().type("b");
    press("Enter", "Control+Shift+9");
    page.keyboard().type("q");
    assertText(
        "<h2>Levels</h2><p>The water is <strong>high</strong>.</p>"
            + "<ul><li>one<ul><li>inner</li></ul></li><li>two</li></ul><p>a<br>b</p>"
            + "<blockquote><p>q</p></blockquote>");
    press("Control+z");
    assertThat(html()).doesNotContain("q</p>");
    press("Control+y");
    assertThat(html()).contains("<p>q</p>");
  }

  @Test
  void tabGoesFromCellToCellAndOutOfTheLast() {
    open("<table><tbody><tr><td>a</td><td>b</td></tr></tbody></table><p>end</p>");
    cursorBehind("a");
    press("Tab");
    page.keyboard().type("x");
    assertThat(html()).contains("<td>x</td>");
    press("Tab");
    assertThat(focused()).isEqualTo("save");
  }

  @Test
  void whatIsTypedStaysWhatItIs() {
    open("");
    page.focus(".ProseMirror");
    page.keyboard().type("2026. # - * > \"q\" -- (c)");
    assertText("<p>2026. # - * &gt; \"q\" -- (c)</p>");
  }

  @Test
  void theLabelAndLinksToTheFieldLeadToTheText() {
    open("<p>one</p>");
    page.click("label[for=body]");
    assertThat(focused()).isEqualTo("body");
    assertThat(text()).hasAccessibleName("Text");
    assertThat(text()).hasAttribute("role", "textbox");
    assertThat(text()).hasAttribute("aria-multiline", "true");
    assertThat(text()).hasAttribute("lang", "en");
    assertThat(page.locator("textarea")).isHidden();
  }
}
