package io.imprimatur.editor;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.imprimatur.testkit.browser.AtTheOtherWidth;
import io.imprimatur.testkit.browser.InBothLanguages;
import io.imprimatur.testkit.browser.TestBrowser;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class LooksTest extends EditorTest {

  private static final String ENGLISH =
      "<h2>Levels</h2><p>The water stands at <strong>84</strong> percent, see"
          + " <a href=\"https://www.example.org/\" rel=\"noopener\">the bulletin</a>.</p>"
          + "<ul><li>day<ul><li>inner</li></ul></li><li>night</li></ul><blockquote><p>Stay.</p></blockquote>"
          + "<table><caption>Stations</caption><thead><tr><th scope=\"col\">Station</th><th scope=\"col\">Level</th></tr></thead>"
          + "<tbody><tr><td>Linhe</td><td>46.82</td></tr></tbody></table><p>end</p>";
  private static final String CHINESE =
      "<h2>水情</h2><p>上游水库蓄水量为限额的<strong>84%</strong>，详见"
          + "<a href=\"https://www.example.org/\" rel=\"noopener\">水情通报</a>。</p>"
          + "<ul><li>白班<ul><li>组长</li></ul></li><li>夜班</li></ul><blockquote><p>坚守岗位。</p></blockquote>"
          + "<table><caption>站点</caption><thead><tr><th scope=\"col\">站名</th><th scope=\"col\">水位</th></tr></thead>"
          + "<tbody><tr><td>临河</td><td>46.82</td></tr></tbody></table><p>完</p>";

  @InBothLanguages
  void meetsTheGuidelinesInEachState(String language, int width) {
    browser.close();
    browser = TestBrowser.open(language, width);
    boolean isEnglish = language.equals("en");
    site.answer(
        s ->
            new Site.Answer(
                422,
                isEnglish
                    ? "{\"errors\":[{\"field\":\"title\",\"message\":\"Enter a title.\"},{\"field\":\"body\",\"message\":\"The text is too long.\"}]}"
                    : "{\"errors\":[{\"field\":\"title\",\"message\":\"请输入标题。\"},{\"field\":\"body\",\"message\":\"正文过长。\"}]}"));
    open(isEnglish ? ENGLISH : CHINESE, Form.of(language));
    cursorBehind("46.82");
    browser.assertAccessible(page);
    browser.assertFits(page);
    browser.picture(page, "editor");

    page.fill("#title", "");
    assertThat(page.locator(".field-error")).hasCount(2);
    browser.assertAccessible(page);
    browser.picture(page, "editor-errors");

    button("link").click();
    page.keyboard().press("Enter");
    assertThat(page.locator("dialog .field-error:not([hidden])")).isVisible();
    browser.assertAccessible(page);
    browser.picture(page, "editor-link");
    page.onDialog(com.microsoft.playwright.Dialog::accept);
  }

  @AtTheOtherWidth
  void meetsTheGuidelinesInEachStateAtTheOtherWidth(String language, int width) {
    meetsTheGuidelinesInEachState(language, width);
  }

  @Test
  void withoutScriptsTheTextAreaIsThere() {
    browser.close();
    browser = TestBrowser.withoutScripts("en", TestBrowser.WIDE);
    site.page("/page", Form.of("en").page("<p>one</p>"));
    page = browser.open(site.address("/page"));
    assertThat(page.getByLabel("Text")).hasValue("<p>one</p>");
  }

  @Test
  void theScriptIsSmallAndNamesItsLicences() throws IOException {
    try (var script = LooksTest.class.getResourceAsStream("/assets/editor.js")) {
      String source = new String(script.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
      assertThat(source).hasSizeLessThan(400 * 1024).contains("Marijn Haverbeke");
      assertThat(source).doesNotContain("eval(", "new Function(");
    }
  }
}
