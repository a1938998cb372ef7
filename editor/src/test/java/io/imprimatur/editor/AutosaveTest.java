package io.imprimatur.editor;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.imprimatur.editor.Site.Answer;
import io.imprimatur.editor.Site.Sent;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AutosaveTest extends EditorTest {

  /** From now on the page remembers what the state of saving was. */
  private void rememberStates() {
    page.evaluate(
        """
        () => {
          const place = document.querySelector('[data-save-state]');
          window.states = [];
          new MutationObserver(() => window.states.push(place.dataset.saveState))
            .observe(place, {attributes: true, attributeFilter: ['data-save-state'], childList: true});
        }""");
  }

  private List<?> states() {
    return ((List<?>) page.evaluate("window.states")).stream().distinct().toList();
  }

  @Test
  void savesAfterARestWithEverythingThatTheFormHolds() {
    open("<p>one</p>");
    rememberStates();
    cursorBehind("one");
    page.keyboard().insertText(" two & three");
    assertThat(state()).hasText("Saved 14:49:02");
    assertThat(states()).isEqualTo(List.of("unsaved", "saving", "saved"));
    Sent sent = site.sent().getFirst();
    assertThat(site.sent()).hasSize(1);
    assertThat(sent.path()).isEqualTo("/save");
    assertThat(sent.field("body")).isEqualTo("<p>one two &amp; three</p>");
    assertThat(sent.field("title")).isEqualTo("A title");
    assertThat(sent.field("topics")).isEqualTo("water");
    assertThat(sent.field("version")).isEqualTo("1");
    assertThat(sent.headers())
        .containsEntry("X-CSRF-TOKEN", "t-1")
        .containsEntry("Accept", "application/json")
        .hasEntrySatisfying(
            "Content-Type",
            type -> assertThat(type).startsWith("application/x-www-form-urlencoded"));
  }

  @Test
  void theNextSaveNamesTheNewVersionInEveryFormOfThePage() {
    AtomicInteger version = new AtomicInteger(1);
    site.answer(s -> Answer.saved(version.incrementAndGet()));
    open("<p>one</p>");
    page.fill("#title", "Another title");
    assertThat(state()).hasText("Saved 14:49:02");
    cursorBehind("one");
    page.keyboard().type("!");
    assertThat(state()).hasText("Saved 14:49:03");
    assertThat(site.sent()).extracting(s -> s.field("version")).containsExactly("1", "2");
    assertThat(site.sent().getFirst().field("title")).isEqualTo("Another title");
    assertThat(page.locator("input[name=version]").all())
        .allSatisfy(field -> assertThat(field).hasValue("3"));
  }

  @Test
  void savesWhileSomebodyTypesWithoutARest() {
    open("<p>one</p>", Form.of("en").rest(60_000, 1200));
    cursorBehind("one");
    for (int i = 0; i < 300 && site.sent().isEmpty(); i++) {
      page.keyboard().type("x");
      page.waitForTimeout(100);
    }
    assertThat(site.sent()).isNotEmpty();
  }

  @Test
  void onlyOneRequestIsOnItsWayAndWhatWasTypedMeanwhileFollows() throws InterruptedException {
    CountDownLatch typed = new CountDownLatch(1);
    AtomicInteger version = new AtomicInteger(1);
    site.answer(
        s -> {
          if (version.get() == 1) {
            await(typed);
          }
          return Answer.saved(version.incrementAndGet());
        });
    open("<p>one</p>");
    cursorBehind("one");
    page.keyboard().type(" two");
    soon().until(() -> site.sent().size() == 1);
    page.keyboard().type(" three");
    page.waitForTimeout(1000); // longer than the rest after which a save is due
    assertThat(site.sent()).hasSize(1);
    typed.countDown();
    soon().until(() -> site.sent().size() == 2);
    assertThat(state()).hasText("Saved 14:49:03");
    assertThat(site.sent().get(1).field("version")).isEqualTo("2");
    assertThat(site.sent().get(1).field("body")).isEqualTo("<p>one two three</p>");
    assertText("<p>one two three</p>");
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void ctrlSAndTheButtonSaveAtOnce() {
    open("<p>one</p>", Form.of("en").rest(60_000, 60_000));
    cursorBehind("one");
    page.keyboard().type(" two");
    page.keyboard().press("Control+s");
    soon().until(() -> site.sent().size() == 1);
    assertThat(state()).hasText("Saved 14:49:02");
    page.keyboard().type(" three");
    page.click("#save");
    soon().until(() -> site.sent().size() == 2);
    assertThat(page.url()).endsWith("/page");
  }

  @Test
  void aConflictStopsSavingAndSendsWhatWasTypedToThePageThatComparesBoth() {
    site.answer(
        s ->
            s.path().equals("/save")
                ? new Answer(
                    412, "{\"conflict\":\"/conflict\",\"message\":\"Wang Fang changed it.\"}")
                : new Answer(200, "<!doctype html><title>Compare</title>"));
    open("<p>one</p>");
    cursorBehind("one");
    page.keyboard().type(" mine");
    assertThat(notice()).containsText("Wang Fang changed it.");
    page.keyboard().type(" too");
    page.waitForTimeout(1500);
    assertThat(site.sent()).hasSize(1);
    page.click(".editor-notice button");
    page.waitForURL("**/conflict");
    Sent sent = site.sent().get(1);
    assertThat(sent.path()).isEqualTo("/conflict");
    assertThat(sent.field("body")).isEqualTo("<p>one mine too</p>");
    assertThat(sent.field("version")).isEqualTo("1");
    assertThat(sent.field("_csrf")).isEqualTo("t-1");
  }

  @Test
  void anEndedSessionKeepsTheWordsAndSavesThemAfterANewSignIn() {
    AtomicInteger saves = new AtomicInteger();
    site.answer(
        s ->
            s.headers().get("X-CSRF-TOKEN").equals("t-2")
                ? Answer.saved(2)
                : new Answer(401, saves.incrementAndGet() > 0 ? "{}" : ""));
    open("<p>one</p>");
    cursorBehind("one");
    page.keyboard().type(" two");
    assertThat(notice()).containsText("Your session has ended.");
    assertThat(notice().locator("a")).hasAttribute("href", "/sign-in");
    assertThat(notice().locator("a")).hasAttribute("target", "_blank");
    page.keyboard().type(" three");
    page.waitForTimeout(1000);
    assertThat(site.sent()).hasSize(1);

    site.page("/page", Form.of("en").person("p-2", "t-2").page(""));
    page.click("#save");
    assertThat(notice()).containsText("Somebody else is signed in");
    assertThat(site.sent()).hasSize(1);

    site.page("/page", Form.of("en").person("p-1", "t-2").page(""));
    page.click("#save");
    soon().until(() -> site.sent().size() == 2);
    assertThat(state()).hasText("Saved 14:49:02");
    assertThat(notice()).isHidden();
    assertThat(site.sent().get(1).field("body")).isEqualTo("<p>one two three</p>");
    assertThat(site.sent().get(1).field("_csrf")).isEqualTo("t-2");
  }

  @Test
  void aStaleTokenIsRenewedUnseen() {
    site.answer(
        s ->
            s.headers().get("X-CSRF-TOKEN").equals("t-9")
                ? Answer.saved(2)
                : new Answer(403, "{}"));
    open("<p>one</p>");
    site.page("/page", Form.of("en").person("p-1", "t-9").page(""));
    cursorBehind("one");
    page.keyboard().type(" two");
    assertThat(state()).hasText("Saved 14:49:02");
  }

  @Test
  void aServerThatFailsIsAskedAgainMoreAndMoreSeldom() {
    browser.expecting("/save gave 500").expecting("/save: net::ERR_EMPTY_RESPONSE");
    AtomicInteger asked = new AtomicInteger();
    site.answer(
        s ->
            switch (asked.incrementAndGet()) {
              case 1 -> new Answer(500, "<p>broken</p>");
              case 2 -> new Answer(0, "");
              case 3 -> new Answer(200, "<p>a page of somebody else</p>");
              default -> Answer.saved(2);
            });
    open("<p>one</p>");
    rememberStates();
    cursorBehind("one");
    page.keyboard().insertText(" two");
    assertThat(state()).hasText("Saved 14:49:02");
    assertThat(states()).isEqualTo(List.of("unsaved", "saving", "retrying", "saved"));
    assertThat(site.sent()).hasSize(4);
  }

  @Test
  void leavingWithUnsavedWordsIsAskedAbout() {
    open("<p>one</p>", Form.of("en").rest(60_000, 60_000));
    AtomicInteger questions = new AtomicInteger();
    page.onDialog(
        dialog -> {
          assertThat(dialog.type()).isEqualTo("beforeunload");
          questions.incrementAndGet();
          dialog.accept();
        });
    cursorBehind("one");
    page.keyboard().type(" two");
    page.reload();
    assertThat(questions).hasValue(1);
    page.reload();
    assertThat(questions).hasValue(1);
  }

  @Test
  void aLinkThatGoesOnWithTheTextWaitsUntilItIsSaved() {
    open("<p>one</p>", Form.of("en").rest(60_000, 60_000));
    site.page("/submit", "<!doctype html><title>Submit</title>");
    cursorBehind("one");
    page.keyboard().type(" two");
    page.click("#submit");
    page.waitForURL("**/submit");
    assertThat(site.sent()).hasSize(1);
  }

  @Test
  void anOrdinaryFormStillCarriesTheText() {
    site.answer(s -> new Answer(200, "<!doctype html><title>Sent</title>"));
    open("<p>one</p>", Form.of("en").rest(60_000, 60_000));
    cursorBehind("one");
    page.keyboard().type(" two");
    page.click("#send");
    page.waitForURL("**/send");
    assertThat(site.sent().getFirst().field("body")).isEqualTo("<p>one two</p>");
  }

  @Test
  void whatIsTypedAndTakenBackIsNotSaved() {
    open("<p>one</p>", Form.of("en").rest(60_000, 60_000));
    cursorBehind("one");
    page.keyboard().type("x");
    page.keyboard().press("Backspace");
    assertThat(state()).hasText("Changes not saved yet");
    page.keyboard().press("Control+s");
    assertThat(state()).hasText("Saved 14:49:01");
    assertThat(site.sent()).isEmpty();
  }
}
