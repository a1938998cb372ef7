package io.imprimatur.editor;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Locator;
import io.imprimatur.editor.Site.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a server didn't take stays in the browser and is offered at the next visit. */
class CopyTest extends EditorTest {

  @BeforeEach
  void failToSave() {
    browser.expecting("/save gave 500");
    site.answer(s -> new Answer(500, "{}"));
  }

  private Locator offer() {
    return page.locator(".editor-offer");
  }

  private void typeInVainAndComeBack(Form next) {
    open("<p>one</p>");
    page.onDialog(Dialog::accept);
    page.fill("#title", "Mine");
    page.uncheck("[name=topics]");
    cursorBehind("one");
    page.keyboard().type(" two");
    assertThat(page.locator("[data-save-state]")).hasText("Not saved. Trying again");
    site.page("/page", next.page("<p>one</p>"));
    page.reload();
    page.locator(".ProseMirror").waitFor();
  }

  @Test
  void isPutBackAndSaved() {
    typeInVainAndComeBack(Form.of("en"));
    assertThat(offer()).containsText("There is unsaved text from this browser");
    assertThat(offer()).containsText("never reached the server.");
    assertThat(page.locator("#title")).hasValue("A title");
    site.answer(s -> Answer.saved(2));
    page.getByText("Restore my text").click();
    assertThat(page.locator("#title")).hasValue("Mine");
    assertThat(page.locator("[data-save-state]")).hasText("Saved 14:49:02");
    assertThat(site.sent().getLast().field("body")).isEqualTo("<p>one two</p>");
    assertThat(site.sent().getLast().fields()).doesNotContainKey("topics");
    page.reload();
    page.locator(".ProseMirror").waitFor();
    assertThat(offer()).hasCount(0);
  }

  @Test
  void isDiscarded() {
    typeInVainAndComeBack(Form.of("en"));
    page.getByText("Discard it").click();
    assertText("<p>one</p>");
    page.reload();
    page.locator(".ProseMirror").waitFor();
    assertThat(offer()).hasCount(0);
  }

  @Test
  void meetsANewerTextAsAConflict() {
    typeInVainAndComeBack(Form.of("en").version(5));
    assertThat(offer()).containsText("The text has been saved since then");
    int before = site.sent().size();
    site.answer(s -> new Answer(409, "{\"conflict\":\"/conflict\"}"));
    page.getByText("Restore my text").click();
    assertThat(page.locator(".editor-notice")).containsText("Somebody else has changed this text.");
    assertThat(site.sent().get(before).field("version")).isEqualTo("1");
  }

  @Test
  void isNotOfferedToSomebodyElse() {
    typeInVainAndComeBack(Form.of("en").person("p-2", "t-2"));
    assertThat(offer()).hasCount(0);
  }

  @Test
  void isForgottenOnceAnotherFormHasCarriedIt() {
    site.answer(
        s ->
            s.path().equals("/save")
                ? new Answer(500, "{}")
                : new Answer(200, "<!doctype html><title>Sent</title>"));
    open("<p>one</p>");
    cursorBehind("one");
    page.keyboard().type(" two");
    assertThat(page.locator("[data-save-state]")).hasText("Not saved. Trying again");
    page.click("#send");
    page.waitForURL("**/send");
    site.page("/page", Form.of("en").version(2).page("<p>one two three</p>"));
    page.navigate(site.address("/page"));
    page.locator(".ProseMirror").waitFor();
    assertThat(offer()).hasCount(0);
  }
}
