package io.imprimatur.editor;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each button makes of a text, and what it shows. */
class ToolbarTest extends EditorTest {

  private static final String TABLE =
      "<table><thead><tr><th scope=\"col\">a</th><th scope=\"col\">b</th></tr></thead>"
          + "<tbody><tr><td>c</td><td>d</td></tr></tbody></table>";

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      textBlock =
          """
          bold => <p>one two</p> => <p>one <strong>two</strong></p>
          bold => <p>one <strong>two</strong></p> => <p>one two</p>
          italic => <p>one two</p> => <p>one <em>two</em></p>
          clear => <p>one <strong><u>two</u></strong></p> => <p>one two</p>
          bullets => <p>two</p><p>three</p> => <ul><li>two</li></ul><p>three</p>
          numbers => <p>two</p> => <ol><li>two</li></ol>
          bullets => <ol><li>one</li><li>two</li></ol> => <ul><li>one</li><li>two</li></ul>
          bullets => <ul><li>one</li><li>two</li></ul> => <ul><li>one</li></ul><p>two</p>
          indent => <ul><li>one</li><li>two</li></ul> => <ul><li>one<ul><li>two</li></ul></li></ul>
          outdent => <ul><li>one<ul><li>two</li></ul></li></ul> => <ul><li>one</li><li>two</li></ul>
          quote => <p>two</p> => <blockquote><p>two</p></blockquote>
          quote => <blockquote><p>two</p></blockquote> => <p>two</p>
          table => <p>two</p> => <p>two</p><table><thead><tr><th scope="col"></th><th scope="col"></th><th scope="col"></th></tr></thead><tbody><tr><td></td><td></td><td></td></tr><tr><td></td><td></td><td></td></tr></tbody></table>
          """)
  void changesTheText(String command, String before, String after) {
    open(before);
    select("two");
    button(command).click();
    assertText(after);
    assertThat(text()).isFocused();
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      textBlock =
          """
          rowAbove => <tr><td></td><td></td></tr><tr><td>c</td><td>d</td></tr>
          rowBelow => <tr><td>c</td><td>d</td></tr><tr><td></td><td></td></tr>
          columnBefore => <tr><td></td><td>c</td><td>d</td></tr>
          columnAfter => <tr><td>c</td><td></td><td>d</td></tr>
          deleteColumn => <tr><td>d</td></tr>
          """)
  void changesTables(String command, String rows) {
    open(TABLE);
    cursorBehind("c");
    button(command).click();
    String body = html().replaceAll(".*<tbody>(.*)</tbody>.*", "$1");
    org.assertj.core.api.Assertions.assertThat(body).isEqualTo(rows);
  }

  @Test
  void aRowBelowTheHeaderIsNoHeader() {
    open(TABLE);
    cursorBehind("a");
    button("rowBelow").click();
    assertText(TABLE.replace("<tbody>", "<tbody><tr><td></td><td></td></tr>"));
  }

  @Test
  void makesTheFirstRowAHeaderAndBack() {
    open(TABLE);
    cursorBehind("c");
    assertThat(button("headerRow")).hasAttribute("aria-pressed", "true");
    button("headerRow").click();
    String plain =
        "<table><tbody><tr><td>a</td><td>b</td></tr></tbody><tbody><tr><td>c</td><td>d</td></tr></tbody></table>";
    assertText(plain.replace("</tbody><tbody>", ""));
    button("headerRow").click();
    assertText(TABLE);
  }

  @Test
  void deletesRowsAndTables() {
    open(TABLE + "<p>end</p>");
    cursorBehind("c");
    button("deleteRow").click();
    assertText(TABLE.replaceAll("<tbody>.*</tbody>", "") + "<p>end</p>");
    cursorBehind("a");
    button("deleteTable").click();
    assertText("<p>end</p>");
  }

  @Test
  void givesATableATitle() {
    open(TABLE);
    cursorBehind("c");
    button("caption").click();
    page.getByLabel("Title above the table").fill("Levels & <limits>");
    page.keyboard().press("Enter");
    assertText(TABLE.replace("<table>", "<table><caption>Levels &amp; &lt;limits&gt;</caption>"));
    assertThat(page.locator(".ProseMirror caption")).hasText("Levels & <limits>");
  }

  @ParameterizedTest
  @CsvSource({"Heading,h2", "Subheading,h3", "Small heading,h4"})
  void makesHeadings(String label, String name) {
    open("<p>one</p><p>two</p>");
    cursorBehind("two");
    page.getByLabel("Paragraph style").selectOption(label);
    assertText("<p>one</p><" + name + ">two</" + name + ">");
    page.getByLabel("Paragraph style").selectOption("Text");
    assertText("<p>one</p><p>two</p>");
  }

  @Test
  void linksWords() {
    open("<p>one two</p>");
    select("two");
    button("link").click();
    var address = page.getByLabel("Address");
    address.fill("javascript:alert(1)");
    page.keyboard().press("Enter");
    assertThat(address).hasAttribute("aria-invalid", "true");
    assertThat(page.getByText("Enter a whole address")).isVisible();
    address.fill("https://user@www.example.org/");
    page.keyboard().press("Enter");
    assertThat(address).hasAttribute("aria-invalid", "true");
    address.fill("www.example.org/page");
    page.keyboard().press("Enter");
    assertText("<p>one <a href=\"https://www.example.org/page\" rel=\"noopener\">two</a></p>");
    assertThat(text()).isFocused();

    button("link").click();
    address.fill("press@example.org");
    page.getByRole(
            AriaRole.BUTTON,
            new com.microsoft.playwright.Page.GetByRoleOptions().setName("Set link"))
        .click();
    assertText("<p>one <a href=\"mailto:press@example.org\" rel=\"noopener\">two</a></p>");

    button("link").click();
    page.getByText("Remove link").click();
    assertText("<p>one two</p>");
  }

  @Test
  void writesALinkWhereNothingIsSelected() {
    open("<p>see</p>");
    cursorBehind("see");
    page.keyboard().type(" ");
    page.keyboard().press("Control+k");
    page.keyboard().type("https://www.example.org/");
    page.keyboard().press("Tab");
    page.keyboard().type("the page");
    page.keyboard().press("Enter");
    page.keyboard().type(" now");
    assertText("<p>see <a href=\"https://www.example.org/\" rel=\"noopener\">the page</a> now</p>");
  }

  @Test
  void undoesAndRedoes() {
    open("<p>one</p>");
    assertThat(button("undo")).hasAttribute("aria-disabled", "true");
    select("one");
    button("bold").click();
    assertThat(button("bold")).hasAttribute("aria-pressed", "true");
    button("undo").click();
    assertText("<p>one</p>");
    assertThat(button("bold")).hasAttribute("aria-pressed", "false");
    button("redo").click();
    assertText("<p><strong>one</strong></p>");
  }

  @Test
  void toolsOfListsAndTablesShowWhereTheyAreOfUse() {
    open("<p>one</p><ul><li>two</li></ul>" + TABLE);
    cursorBehind("one");
    assertThat(button("indent")).isHidden();
    assertThat(button("rowBelow")).isHidden();
    cursorBehind("two");
    assertThat(button("outdent")).isVisible();
    cursorBehind("d");
    assertThat(button("rowBelow")).isVisible();
    assertThat(button("table")).hasAttribute("aria-disabled", "true");
  }
}
