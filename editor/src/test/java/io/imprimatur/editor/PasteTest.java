package io.imprimatur.editor;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What word processors and pages put on the clipboard keeps its structure and loses its look. */
class PasteTest extends EditorTest {

  private static final String MEETING =
      "<h2>Executive meeting of the provincial government</h2>"
          + "<p>On 26 November, Governor <strong>Lin Jianhua</strong> chaired the 48th executive meeting of the provincial"
          + " government. The meeting heard a report on <em>flood control in the lower reaches</em> and decided on measures"
          + " for the winter. Draft, not for release.</p>"
          + "<h3>Measures decided</h3>"
          + "<ul><li>Inspect every dyke on the Dongjiang by 15 December<sup>1</sup>;"
          + "<ul><li>the county reports each Friday,</li><li>the city each month;</li></ul></li>"
          + "<li>keep stocks for 30\u00a0days in every county.</li></ul>"
          + "<ol><li>First the western counties,</li><li>then the coast.</li></ol>"
          + "<blockquote><p>“No family shall spend the Spring Festival behind a dyke that nobody has looked at.”</p></blockquote>";

  private static final String REST_OF_MEETING =
      "<p>The full text stands at"
          + " <a href=\"https://www.example.org/meetings/48\" rel=\"noopener\">the government’s portal</a>.</p>"
          + "<h3>会议强调</h3>"
          + "<p>会议指出，要坚持<strong>人民至上、生命至上</strong>，压实各级河长责任，确保12月15日前完成全部堤防排查。"
          + "会议审议通过《广东省冬春水利建设实施方案（2026—2027年）》。</p>"
          + "<p>会议还研究了其他事项。</p>"
          + "<p><sup>1</sup> Order No. 412 of the Department of Water Resources.</p>";

  private static String clipboard(String name) {
    try (InputStream file = PasteTest.class.getResourceAsStream("/pasted/" + name)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void paste(String html, String text) {
    page.evaluate(
        """
        ([html, text]) => {
          const data = new DataTransfer();
          if (html) data.setData('text/html', html);
          data.setData('text/plain', text);
          const editor = document.querySelector('.ProseMirror');
          editor.focus();
          editor.dispatchEvent(
            new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true}));
        }""",
        List.of(html, text));
  }

  private Locator note() {
    return page.locator(".editor-note");
  }

  @Test
  void fromWord() {
    open("");
    paste(clipboard("word.html"), "plain");
    assertText(
        "<h2>Flood control: third meeting</h2><h2>Decisions</h2>"
            + "<p>The headquarters <strong>met</strong> on <em>Monday</em> and decided on H<sub>2</sub>O, see"
            + " <a href=\"https://www.example.org/a?x=1&amp;y=2\" rel=\"noopener\">the bulletin</a> and the draft.</p>"
            + "<ul><li>Duty officers<ul><li>by <strong>day</strong></li><li>by night</li></ul></li>"
            + "<li>Reserves</li></ul>"
            + "<ol><li>First<ol><li>First of first</li></ol></li><li>Second</li></ol>"
            + "<h3>Levels</h3>"
            + "<table><thead><tr><th colspan=\"2\">Station</th></tr></thead>"
            + "<tbody><tr><td>Linhe</td><td><p>46.82</p><p>metres</p></td></tr></tbody></table>"
            + "<p>The limit holds.</p>");
    assertThat(note())
        .hasText(
            "Left out of what you pasted: 1 picture, 1 comment, 1 link that leads nowhere, fonts,"
                + " colours and spacing.");
  }

  /** Numbers that HTML can't count, such as those of official documents, stay as words. */
  @Test
  void fromWps() {
    open("", Form.of("zh"));
    paste(clipboard("wps.html"), "plain");
    assertText(
        "<h2>一、会议决定</h2>"
            + "<p>省防汛抗旱指挥部召开第三次会议，分管副省长主持并听取水利、应急管理部门汇报。<strong>上游水库蓄水量</strong>84%。</p>"
            + "<h3>（一）值守安排</h3>"
            + "<ul><li>各县昼夜值守<ul><li>白班</li></ul></li><li>及时报告</li></ul>"
            + "<p>（一）物资</p><p>3. 资金</p>"
            + "<table><tbody><tr><td>站名</td><td>水位</td></tr>"
            + "<tr><td rowspan=\"2\">临河</td><td>46.82</td></tr><tr><td></td></tr></tbody></table>");
    assertThat(note()).hasText("粘贴时未保留：图片 2 张、字体、颜色和间距。");
  }

  @Test
  void fromLibreOffice() {
    open("");
    paste(clipboard("libreoffice.html"), "plain");
    assertText(
        "<h2>Levels</h2>"
            + "<p>Water stands at <strong>84</strong> percent, <em>below</em> the <u>limit</u>; <s>not 90</s> <sup>1</sup>.</p>"
            + "<ul><li>one<ul><li>one of one</li></ul></li><li>two</li></ul>"
            + "<ol><li>first<ol><li>inner</li></ol></li></ol>"
            + "<table><thead><tr><th>Station</th><th>Level</th></tr></thead>"
            + "<tbody><tr><td>Linhe</td><td>46.82</td></tr></tbody></table>"
            + "<blockquote><p>Stay at your posts.</p></blockquote>"
            + "<p><a href=\"mailto:press@example.org\" rel=\"noopener\">Write to us</a></p>");
    assertThat(note()).hasText("Left out of what you pasted: fonts, colours and spacing.");
  }

  /**
   * LibreOffice 7.4 with a .docx of its own, everything selected and copied: as the clipboard had
   * it.
   */
  @Test
  void fromLibreOfficeWithWordsFormat() {
    open("");
    paste(clipboard("libreoffice-docx.html"), "plain");
    assertText(
        MEETING
            + "<table><thead><tr><th>County</th><th colspan=\"2\">Dykes (km)</th><th>Due</th></tr></thead>"
            + "<tbody><tr><td>Heyuan</td><td colspan=\"2\">112.5</td><td>1 December</td></tr>"
            + "<tr><td colspan=\"2\">Huizhou, with the districts</td><td colspan=\"2\">8 December</td></tr></tbody></table>"
            + REST_OF_MEETING);
    assertThat(note()).hasText("Left out of what you pasted: fonts, colours and spacing.");
  }

  /** LibreOffice's own document, with a comment and a tracked insertion. */
  @Test
  void fromLibreOfficeItself() {
    open("");
    paste(clipboard("libreoffice-odt.html"), "plain");
    assertText(
        MEETING
            + "<table><thead><tr><th>County</th><th>Dykes (km)</th><th>Due</th></tr></thead>"
            + "<tbody><tr><td>Heyuan</td><td>112.5</td><td>1 December</td></tr>"
            + "<tr><td colspan=\"2\">Huizhou, with the districts</td><td>8 December</td></tr></tbody></table>"
            + "<p>A remark with a comment, and new words in it.<br>A line below, and a tab.</p>"
            + REST_OF_MEETING);
    assertThat(note())
        .hasText("Left out of what you pasted: 1 comment, fonts, colours and spacing.");
  }

  @Test
  void whatLibreOfficeMarksInOtherWays() {
    open("");
    String head =
        "<html><head><meta name=\"generator\" content=\"LibreOffice 24.2 (Linux)\"/></head><body>";
    paste(
        "<!--StartFragment-->"
            + head
            + "<ol type=\"I\"><li><h2>Kept in its list</h2></li></ol>"
            + "<p>Text<a class=\"sdfootnoteanc-western\" href=\"#s\"><sup>1</sup></a></p>"
            + "<table><tr><td><a class=\"comment-indicator\"></a><comment>Lin: check</comment>46.82</td></tr></table>"
            + "<p><a class=\"sdfootnotesym-western\" href=\"#a\">1</a>Order</p></body></html><!--EndFragment-->",
        "plain");
    assertText(
        "<ol><li><h2>Kept in its list</h2></li></ol><p>Text<sup>1</sup></p>"
            + "<table><tbody><tr><td>46.82</td></tr></tbody></table><p><sup>1</sup> Order</p>");
    assertThat(note())
        .hasText("Left out of what you pasted: 1 comment, fonts, colours and spacing.");
  }

  /** The blank loses its line, for nothing that can be seen stands on it, but keeps its length. */
  @Test
  void indentsOfIdeographicSpacesGoAndBlanksToFillInStay() {
    open("");
    paste("<p>　　第一段。<br>　　第二行。</p><p><u>　　　　</u>（签名）</p><p><b>　　</b>月　日</p>", "plain");
    assertText("<p>第一段。<br>第二行。</p><p>　　　　（签名）</p><p>月　日</p>");
  }

  @Test
  void fromGoogleDocs() {
    open("");
    paste(clipboard("googledocs.html"), "plain");
    assertText(
        "<h2>Notice</h2>"
            + "<p>The office <strong><em>answers</em></strong> at"
            + " <a href=\"https://www.example.org/\" rel=\"noopener\">its page</a><sup>2</sup>.</p>"
            + "<ul><li>one<ul><li>inner</li></ul></li></ul>"
            + "<table><tbody><tr><td><strong>a</strong></td><td></td></tr></tbody></table>");
  }

  @Test
  void fromAPageWithScripts() {
    open("");
    paste(clipboard("web.html"), "plain");
    assertText(
        "<ul><li>Home</li></ul><h2>Report</h2><h3>Part</h3><p>Loose words</p><p>and a paragraph</p>"
            + "<p>then <strong>more</strong></p><p>Dam</p><p>Search</p><pre>a\n  b</pre><p>click login</p>"
            + "<p>leftright</p>");
    assertThat(note())
        .hasText(
            "Left out of what you pasted: 1 picture, 3 links that lead nowhere, 3 form fields, films"
                + " or other objects, fonts, colours and spacing.");
  }

  @Test
  void wordsGoIntoTheSentenceWhereTheCursorStands() {
    open("<p>one () three</p>");
    cursorBehind("one (");
    paste("<p class=MsoNormal><span style='color:red'><b>two</b> </span></p>", "two");
    assertText("<p>one (<strong>two</strong>) three</p>");
  }

  @Test
  void plainTextBecomesParagraphs() {
    open("");
    paste("", "one\ntwo\u202e\n\nthree");
    assertText("<p>one</p><p>two</p><p>three</p>");
  }

  @Test
  void whatIsCopiedInTheEditorItselfStaysWhole() {
    open(
        "<p>a <u>b</u></p><table><caption>t</caption><thead><tr><th scope=\"col\">1</th></tr></thead>"
            + "<tbody><tr><td>2</td></tr></tbody></table><ul><li>c</li></ul><p>end</p>");
    String html =
        (String)
            page.evaluate(
                """
                () => {
                  const editor = document.querySelector('.ProseMirror');
                  editor.focus();
                  document.execCommand('selectAll');
                  const data = new DataTransfer();
                  return new Promise(done => setTimeout(() => {
                    editor.dispatchEvent(
                      new ClipboardEvent('copy', {clipboardData: data, bubbles: true, cancelable: true}));
                    done(data.getData('text/html'));
                  }, 50));
                }""");
    page.keyboard().press("Control+a");
    page.keyboard().press("Delete");
    assertText("");
    paste(html, "plain");
    assertText(
        "<p>a <u>b</u></p><table><caption>t</caption><thead><tr><th scope=\"col\">1</th></tr></thead>"
            + "<tbody><tr><td>2</td></tr></tbody></table><ul><li>c</li></ul><p>end</p>");
    assertThat(note()).hasText("");
  }

  @Test
  void theRealClipboard() {
    open("<p>one</p>");
    browser.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
    page.evaluate(
        """
        html => navigator.clipboard.write([new ClipboardItem({
          'text/html': new Blob([html], {type: 'text/html'}),
          'text/plain': new Blob(['plain'], {type: 'text/plain'})})])""",
        "<p>two <b>three</b></p><p>four</p>");
    cursorBehind("one");
    page.keyboard().press("Enter");
    page.keyboard().press("Control+v");
    soon().until(() -> html().equals("<p>one</p><p>two <strong>three</strong></p><p>four</p>"));
  }

  @Test
  void aPictureAloneIsNamedAndNothingElseHappens() {
    open("<p>one</p>");
    page.evaluate(
        """
        () => {
          const data = new DataTransfer();
          data.items.add(new File(['x'], 'a.png', {type: 'image/png'}));
          document.querySelector('.ProseMirror').dispatchEvent(
            new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true}));
        }""");
    assertThat(note()).hasText("Left out of what you pasted: 1 picture.");
    assertText("<p>one</p>");
  }
}
