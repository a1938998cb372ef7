package io.imprimatur.drafting;

import static io.imprimatur.drafting.Api.entry;
import static io.imprimatur.testkit.TestPerson.LIN_YUE;
import static io.imprimatur.testkit.TestPerson.TOM_BAKER;

import com.microsoft.playwright.Page;
import io.imprimatur.events.AlertCompleted;
import io.imprimatur.events.AlertStarted;
import io.imprimatur.events.ChangesRequested;
import io.imprimatur.events.Digest;
import io.imprimatur.events.ReviewOpened;
import io.imprimatur.events.StepApproved;
import io.imprimatur.events.Text;
import io.imprimatur.testkit.TestIssuer;
import io.imprimatur.testkit.TestPerson;
import io.imprimatur.testkit.browser.AtTheOtherWidth;
import io.imprimatur.testkit.browser.InBothLanguages;
import io.imprimatur.testkit.browser.TestBrowser;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;

/** Every page, with data, empty and with errors, in both languages, wide and narrow. */
@Tag("browser")
class PagesInBrowserTest extends RunningDesk {

  private static final String TABLE =
      "<p>The provincial flood-control and drought-relief headquarters held its third meeting of"
          + " the season on 23 November.</p><h3>Levels</h3><ul><li><p>Upper basin: 84"
          + " percent</p></li><li><p>Lower basin: 71 percent</p></li></ul><table><tbody><tr>"
          + "<th>County</th><th>Level</th></tr><tr><td>Linhe</td><td>84 %</td></tr></tbody></table>"
          + "<p>The meeting asked every county to keep duty officers at their posts around the"
          + " clock until the warning is lifted.</p>";

  private static final String ZH =
      "<p>11月23日，省防汛抗旱指挥部召开今年第三次会议，分管水利工作的副省长主持会议，听取水利、应急管理、气象等部门汇报。</p>"
          + "<p>会议指出，目前上游水库蓄水位为汛限水位的84%，各县（市、区）要坚持24小时值班，直至预警解除。</p>";

  private static final TestPerson NOBODY =
      new TestPerson("no.articles", "Noa Blank", List.of("writer"), List.of("tourism"), "en");

  @InBothLanguages
  void everyPageCanBeReadByEverybody(String language, int width) {
    Map<String, String> pages = pages();
    try (TestBrowser browser = TestBrowser.open(language, width)) {
      Page page = signIn(browser, LIN_YUE);
      pages.forEach(
          (name, path) -> {
            page.navigate("http://127.0.0.1:" + port + path);
            look(browser, page, name);
          });
      page.navigate("http://127.0.0.1:" + port + "/write/new");
      page.locator("form[action$='/write/new'] button").click();
      page.waitForSelector(".error-summary");
      look(browser, page, "new-wrong");
    }
    try (TestBrowser browser = TestBrowser.open(language, width)) {
      look(browser, signIn(browser, NOBODY), "desk-empty");
    }
  }

  @AtTheOtherWidth
  void everyPageCanBeReadByEverybodyAtTheOtherWidth(String language, int width) {
    everyPageCanBeReadByEverybody(language, width);
  }

  private static void look(TestBrowser browser, Page page, String name) {
    page.waitForFunction("document.readyState === 'complete'");
    browser.picture(page, name);
    browser.assertFits(page);
    browser.assertAccessible(page);
  }

  private Page signIn(TestBrowser browser, TestPerson person) {
    synchronized (TestIssuer.shared()) {
      TestIssuer.shared().signIn().is(person);
      Page page = browser.open("http://127.0.0.1:" + port + "/write");
      page.waitForURL("**/write");
      return page;
    }
  }

  /** Articles in every state, and the pages that show them, by name. */
  private Map<String, String> pages() {
    Api lin = as(LIN_YUE);
    String title = "Provincial flood-control headquarters holds its third meeting of the season";
    Map<String, Object> text =
        entry(
            "title",
            title,
            "body",
            TABLE,
            "topics",
            List.of("flood-control"),
            "summary",
            "Reservoirs in the upper basin stand at 84 percent of the limit for the season.");
    String asked = lin.create(text).is(201).id();
    Digest digest = new Digest(lin.submit(asked, 1).is(202).text("digest"));
    NEIGHBOURS.tell(
        asked,
        new StepApproved(
            1, 1, digest, Neighbours.STEP, Neighbours.WANG, "Figures checked.", Instant.now()));
    NEIGHBOURS.tell(
        asked,
        new ChangesRequested(
            1,
            1,
            digest,
            Neighbours.STEP,
            Neighbours.WANG,
            "The bulletin of the water department says 84. Which one is signed?",
            Instant.now()));
    lin.awaitState(asked, "changes-requested");
    text.put("body", TABLE.replace("84 percent", "86 percent").replace("around the clock ", ""));
    as(TOM_BAKER).change(asked, 1, text).is(200);

    String writing =
        lin.create(entry("title", "省防汛抗旱指挥部召开今年第三次会议", "language", "zh", "body", ZH)).is(201).id();
    String empty =
        lin.create(entry("title", "Winter hours", "body", "", "summary", "")).is(201).id();
    String submitted =
        lin.create(entry("title", "Opening hours of the service halls")).is(201).id();
    lin.submit(submitted, 1).is(202);
    String published = published(lin, text);

    Map<String, String> pages = new LinkedHashMap<>();
    pages.put("desk", "/write");
    pages.put("desk-sections", "/write?tab=sections&section=government");
    pages.put("desk-found", "/write?q=flood");
    pages.put("desk-nothing", "/write?q=nothing+at+all");
    pages.put("new", "/write/new");
    pages.put("editor", "/write/" + asked);
    pages.put("editor-zh", "/write/" + writing);
    pages.put("article", "/write/" + submitted);
    pages.put("article-published", "/write/" + published);
    pages.put("next", "/write/" + published + "/next");
    pages.put("import", "/write/" + writing + "/import");
    pages.put("revisions", "/write/" + asked + "/revisions");
    pages.put("revisions-empty", "/write/" + writing + "/revisions");
    pages.put("revision", "/write/" + asked + "/revisions/1");
    pages.put("submit", "/write/" + asked + "/submit");
    pages.put("submit-missing", "/write/" + empty + "/submit");
    pages.put("take-back", "/write/" + submitted + "/take-back");
    pages.put("not-found", "/write/none");
    return pages;
  }

  private String published(Api lin, Map<String, Object> entry) {
    String id = lin.create(entry).is(201).id();
    lin.submit(id, 1).is(202);
    Text text =
        Api.JSON.readValue(
            lin.get("/api/articles/" + id + "/revisions/1").is(200).http().body(), Text.class);
    NEIGHBOURS.tell(
        id, new ReviewOpened(1, 1, Digest.of(text), List.of(Neighbours.STEP), Instant.now()));
    NEIGHBOURS.tell(
        id,
        new StepApproved(
            1, 1, Digest.of(text), Neighbours.STEP, Neighbours.WANG, null, Instant.now()));
    NEIGHBOURS.tell(id, NEIGHBOURS.approved(id, 1, text));
    NEIGHBOURS.tell(id, NEIGHBOURS.published(id, 1, text));
    lin.awaitState(id, "published");
    NEIGHBOURS.tell(id, new AlertStarted(1, 18_204, Instant.now()));
    NEIGHBOURS.tell(id, new AlertCompleted(1, 18_204, 18_201, 3, 0, Instant.now()));
    return id;
  }
}
