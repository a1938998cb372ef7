package io.imprimatur.drafting;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.imprimatur.drafting.Api.entry;
import static io.imprimatur.testkit.TestPerson.LIN_YUE;
import static io.imprimatur.testkit.TestPerson.TOM_BAKER;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.FilePayload;
import io.imprimatur.testkit.TestIssuer;
import io.imprimatur.testkit.TestPerson;
import io.imprimatur.testkit.browser.TestBrowser;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The editor's page with its scripts, as people have it. */
@Tag("browser")
class EditorInBrowserTest extends RunningDesk {

  private static final Pattern SAVED = Pattern.compile("Saved \\d\\d:\\d\\d:\\d\\d");
  private static final String BODY = "<p>One.</p><p>Two.</p><p>Three.</p>";

  static {
    PlaywrightAssertions.setDefaultAssertionTimeout(30_000); // a busy machine takes its time
  }

  @Test
  void twoWriteInOneTextAndTheirConflictIsMerged() {
    String id = as(LIN_YUE).create(entry("body", BODY)).is(201).id();
    try (TestBrowser linsBrowser = TestBrowser.open("en", TestBrowser.WIDE);
        TestBrowser tomsBrowser = TestBrowser.open("en", TestBrowser.WIDE)) {
      Page lin = open(linsBrowser, LIN_YUE, "/write/" + id);
      Page tom = open(tomsBrowser, TOM_BAKER, "/write/" + id);
      assertThat(tom.locator("#company")).containsText(LIN_YUE.name());

      append(tom, "Two.", " Written by Tom.");
      append(tom, "Three.", " Tom alone.");
      assertThat(tom.locator("[data-save-state=saved]")).hasText(SAVED);

      append(lin, "Two.", " Written by Lin.");
      append(lin, "One.", " Lin alone.");
      Locator compare = lin.locator(".editor-notice button[formaction$='/conflict']");
      assertThat(lin.locator(".editor-notice")).containsText(TOM_BAKER.name());
      compare.click();

      assertThat(lin.locator("h1")).hasText("Two changes at the same time");
      assertThat(lin.locator("fieldset.clash")).hasCount(1);
      linsBrowser.assertAccessible(lin);
      linsBrowser.picture(lin, "conflict");
      lin.getByLabel("Keep both, mine first").check();
      lin.getByText("Save the merged text").click();
      assertThat(lin.locator(".notice.ok")).hasText("The merged text is saved.");
      assertThat(stored(id))
          .isEqualTo(
              "<p>One. Lin alone.</p><p>Two. Written by Lin.</p><p>Two. Written by Tom.</p>"
                  + "<p>Three. Tom alone.</p>");
    }
  }

  @Test
  void whatWasSavedByOneselfIsNoConflictLater() {
    String id = as(LIN_YUE).create(entry("body", BODY)).is(201).id();
    try (TestBrowser browser = TestBrowser.open("en", TestBrowser.WIDE)) {
      Page lin = open(browser, LIN_YUE, "/write/" + id);
      append(lin, "Two.", " First.");
      assertThat(lin.locator("[data-save-state=saved]")).hasText(SAVED);
      as(TOM_BAKER)
          .change(id, 2, entry("body", "<p>One.</p><p>Two. First.</p><p>Three by Tom.</p>"))
          .is(200);
      append(lin, "Two. First.", " Second.");
      lin.locator(".editor-notice button[formaction$='/conflict']").click();
      assertThat(lin.locator("h1")).hasText("Two changes at the same time");
      assertThat(lin.locator("fieldset.clash")).hasCount(0);
      lin.getByText("Save the merged text").click();
      assertThat(lin.locator(".notice.ok")).hasText("The merged text is saved.");
      assertThat(stored(id)).isEqualTo("<p>One.</p><p>Two. First. Second.</p><p>Three by Tom.</p>");
    }
  }

  @Test
  void theTimelineGoesOnWhileThePageIsOpen() {
    String id = as(LIN_YUE).create(entry()).is(201).id();
    try (TestBrowser browser = TestBrowser.open("en", TestBrowser.WIDE)) {
      Page lin = open(browser, LIN_YUE, "/write/" + id);
      assertThat(lin.locator("#timeline .tag.ok").first()).hasText("live");
      as(TOM_BAKER).submit(id, 1).is(202);
      assertThat(lin.locator("#timeline li").first()).containsText("Submitted");
      assertThat(lin.locator("#moved")).containsText("under review");
      lin.getByText("Show the page as it is now").click();
      assertThat(lin.locator("article.text")).containsText("Stay on high ground.");
      assertThat(lin.getByText("Take back…")).isVisible();
    }
  }

  @Test
  void aFileIsLookedAtBeforeItReplacesTheBody() {
    String id = as(LIN_YUE).create(entry()).is(201).id();
    try (TestBrowser browser = TestBrowser.open("en", TestBrowser.WIDE)) {
      Page lin = open(browser, LIN_YUE, "/write/" + id);
      lin.locator("#file").setInputFiles(file("x.pdf", "%PDF"));
      lin.getByText("Show what it gives").click();
      assertThat(lin.locator(".error-summary")).containsText("Files of this kind are not read");
      browser.assertAccessible(lin);
      lin.locator("#file")
          .setInputFiles(
              file("report.html", "<h2>Report</h2><p>From the file.</p><img src='x.png'>"));
      lin.getByText("Show what it gives").click();
      assertThat(lin.locator("h1")).hasText("Replace the body?");
      assertThat(lin.locator(".left-out")).hasText("pictures");
      assertThat(stored(id)).isEqualTo("<p>Stay on high ground.</p>");
      browser.assertAccessible(lin);
      browser.picture(lin, "import-look");
      lin.locator("button").getByText("Replace the body").click();
      assertThat(lin.locator(".notice.ok")).containsText("The text of the file is taken over");
      assertThat(lin.locator("#timeline")).containsText("Imported from report.html");
      assertThat(lin.locator(".left-out")).hasText("pictures");
      assertThat(stored(id)).contains("From the file.");
    }
  }

  @Test
  void anArticleIsBegunFromAFile() {
    try (TestBrowser browser = TestBrowser.open("zh", TestBrowser.WIDE)) {
      Page lin = open(browser, LIN_YUE, "/write/new");
      lin.locator("#file").setInputFiles(file("通报.txt", "防汛会议\n\n会议强调，坚守岗位。"));
      lin.locator("#file-section").selectOption("services");
      lin.getByText("导入", new Page.GetByTextOptions().setExact(true)).click();
      assertThat(lin.locator("h1")).hasText("防汛会议");
      assertThat(lin.locator(".ProseMirror")).containsText("会议强调，坚守岗位。");
    }
  }

  private static FilePayload file(String name, String text) {
    return new FilePayload(name, "text/plain", text.getBytes(StandardCharsets.UTF_8));
  }

  private Page open(TestBrowser browser, TestPerson person, String path) {
    synchronized (TestIssuer.shared()) {
      TestIssuer.shared().signIn().is(person);
      Page page = browser.open("http://127.0.0.1:" + port + path);
      page.waitForURL("**" + path);
      return page;
    }
  }

  /** Writes behind the paragraph with these words. */
  private static void append(Page page, String paragraph, String words) {
    Locator place = page.locator(".ProseMirror p").getByText(paragraph);
    place.first().click();
    page.keyboard().press("End");
    page.keyboard().type(words);
  }

  private String stored(String id) {
    return as(LIN_YUE).get("/api/articles/" + id).text("body");
  }
}
