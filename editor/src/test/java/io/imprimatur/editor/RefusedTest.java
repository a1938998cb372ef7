package io.imprimatur.editor;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.imprimatur.editor.Site.Answer;
import org.junit.jupiter.api.Test;

/** What the server finds wrong, and what it hasn't taken yet. */
class RefusedTest extends EditorTest {

  @Test
  void whatTheServerRefusesStandsBesideItsFieldUntilItIsRight() {
    site.answer(
        s ->
            s.field("title").isEmpty()
                ? new Answer(
                    422,
                    """
                    {"errors":[{"field":"title","message":"Enter a title."},{"field":"body","message":"The text is too long."}]}""")
                : Answer.saved(2));
    open("<p>one</p>");
    page.fill("#title", "");
    assertThat(page.locator(".field-error")).hasCount(2);
    assertThat(page.locator("#title")).hasAttribute("aria-invalid", "true");
    assertThat(page.locator("#title")).hasAccessibleDescription("Enter a title.");
    assertThat(text()).hasAttribute("aria-invalid", "true");
    page.waitForTimeout(1000);
    assertThat(site.sent()).hasSize(1);
    page.fill("#title", "Right");
    assertThat(state()).hasText("Saved 14:49:02");
    assertThat(page.locator(".field-error")).hasCount(0);
    assertThat(page.locator("#title[aria-invalid]")).hasCount(0);
  }

  @Test
  void afterARefusalEachChangeRestsAgain() {
    site.answer(
        s -> new Answer(422, "{\"errors\":[{\"field\":\"title\",\"message\":\"Too short.\"}]}"));
    open("<p>one</p>", Form.of("en").rest(3000, 3000));
    page.fill("#title", "a");
    assertThat(page.locator(".field-error")).hasText("Too short.");
    page.waitForTimeout(3500); // the first change is older now than a change may get
    page.focus("#title");
    page.keyboard().type("b");
    page.keyboard().type("c");
    page.keyboard().type("d");
    soon().until(() -> site.sent().size() == 2);
    assertThat(site.sent().getLast().field("title")).endsWith("bcd");
  }

  @Test
  void aPageWithUnsavedWordsSavesThem() {
    site.page("/page", unsaved());
    page = browser.open(site.address("/page"));
    soon().until(() -> site.sent().size() == 1);
    assertThat(site.sent().getFirst().field("body")).isEqualTo("<p>one</p>");
    assertThat(state()).hasText("Saved 14:49:02");
  }

  @Test
  void whatThePageSaidBeforeGivesWayToTheNextAnswer() {
    site.answer(
        s ->
            s.field("title").isEmpty()
                ? new Answer(
                    422, "{\"errors\":[{\"field\":\"title\",\"message\":\"Enter a title.\"}]}")
                : Answer.saved(2));
    site.page("/page", wrong());
    page = browser.open(site.address("/page"));
    soon().until(() -> site.sent().size() == 1);
    assertThat(page.locator(".error-summary")).hasCount(0);
    assertThat(page.locator(".field-error")).hasCount(1);
    assertThat(page.locator("#title")).hasAccessibleDescription("Enter a title.");
    page.fill("#title", "Right");
    assertThat(state()).hasText("Saved 14:49:02");
    assertThat(page.locator(".field-error")).hasCount(0);
    assertThat(page.locator(".wrong")).hasCount(0);
    assertThat(page.locator("#title[aria-invalid]")).hasCount(0);
  }

  /** As a service shows what it didn't take from a browser whose scripts were not there yet. */
  private static String wrong() {
    return unsaved()
        .replace(
            "<p role=",
            "<div class=\"error-summary\"><a href=\"#title\">Enter a title</a></div><p role=")
        .replace(
            "<div class=\"field\"><label class=\"form-label\" for=\"title\">",
            "<div class=\"field wrong\"><p class=\"field-error\" id=\"title-error\">Enter a"
                + " title</p><label class=\"form-label\" for=\"title\">")
        .replace(
            "name=\"title\" value=\"A title\"",
            "name=\"title\" value=\"\" aria-invalid=\"true\" aria-describedby=\"title-error\"");
  }

  private static String unsaved() {
    return Form.of("en")
        .page("<p>one</p>")
        .replace("data-autosave=", "data-unsaved=\"true\" data-autosave=");
  }
}
