package io.imprimatur.editor;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.imprimatur.editor.Site.Answer;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Files that are dropped on the page. */
class DropTest extends EditorTest {

  @BeforeEach
  void takeFiles() {
    site.answer(
        s ->
            s.path().equals("/import")
                ? new Answer(200, "<!doctype html><title>Imported</title>")
                : Answer.saved(2));
  }

  private void drag(String place, String event, String... names) {
    page.evaluate(
        """
        ([place, event, names]) => {
          const data = new DataTransfer();
          names.forEach(name => data.items.add(new File(['the file'], name)));
          document.querySelector(place).dispatchEvent(
            new DragEvent(event, {dataTransfer: data, bubbles: true, cancelable: true}));
        }""",
        List.of(place, event, List.of(names)));
  }

  @Test
  void aFileOnTheTextIsSentAfterWhatWasTyped() {
    open("<p>one</p>", Form.of("en").rest(60_000, 60_000));
    cursorBehind("one");
    page.keyboard().type(" two");
    drag(".ProseMirror", "dragover", "a.docx");
    assertThat(page.locator(".editor")).hasClass("editor dropping");
    assertThat(page.getByText("Drop the file to import it")).isVisible();
    drag(".ProseMirror", "drop", "a.docx");
    page.waitForURL("**/import");
    assertThat(site.sent()).extracting(s -> s.path()).containsExactly("/save", "/import");
    assertThat(site.sent().getLast().body())
        .contains("filename=\"a.docx\"", "the file", "name=\"version\"\r\n\r\n2\r\n", "t-1");
  }

  @Test
  void aFileOnThePlaceForImports() {
    open("<p>one</p>");
    drag("[data-import]", "drop", "A.MD");
    page.waitForURL("**/import");
    assertThat(site.sent().getFirst().body()).contains("filename=\"A.MD\"");
  }

  @Test
  void othersAreNamedAndChangeNothing() {
    open("<p>one</p>");
    drag("[data-import]", "drop", "a.exe");
    assertThat(page.getByText("This file can't be imported.")).isVisible();
    drag("[data-import]", "drop", "a.txt", "b.txt");
    assertThat(page.getByText("Drop one file at a time.")).isVisible();
    drag("#title", "drop", "a.txt");
    drag(".ProseMirror", "dragover", "a.txt");
    drag(".ProseMirror", "dragleave", "a.txt");
    assertThat(page.locator(".dropping")).hasCount(0);
    assertThat(site.sent()).isEmpty();
    assertText("<p>one</p>");
  }
}
