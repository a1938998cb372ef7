package io.imprimatur.publishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import io.imprimatur.events.Text;
import io.imprimatur.testkit.TestIssuer;
import io.imprimatur.testkit.TestPerson;
import io.imprimatur.testkit.browser.AtTheOtherWidth;
import io.imprimatur.testkit.browser.InBothLanguages;
import io.imprimatur.testkit.browser.TestBrowser;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Tag;

/**
 * Every page in a real browser, in both languages, wide and narrow: no rule of WCAG 2.2 AA broken,
 * nothing forbidden by the content security policy, nothing wider than the screen.
 */
@Tag("browser")
class BrowserTest extends RunningSite {

  private static final String LONG =
      "<p>The <strong>level</strong> stands at 84 percent.</p><h2>Decided</h2><ul><li>One</li>"
          + "<li>Two</li></ul><table><caption>Levels</caption><thead><tr><th scope=\"col\">Reservoir"
          + "</th><th scope=\"col\">Level</th></tr></thead><tbody><tr><td>Upper</td><td>84</td></tr>"
          + "</tbody></table><blockquote><p>Quoted.</p></blockquote><p><a href=\"https://water.linhe"
          + ".example/a-very-long-address-that-does-not-break-anywhere-by-itself-at-all-0123456789\""
          + " rel=\"noopener\">https://water.linhe.example/a-very-long-address-that-does-not-break-"
          + "anywhere-by-itself-at-all-0123456789</a></p>";

  @InBothLanguages
  void thePublicSite(String language, int width) {
    String article = newArticle();
    String path = published(article, text(language, LONG));
    approve(article, 2, text(language, LONG.replace("84 percent", "86 percent")));
    String gone = newArticle();
    String gonePath = published(gone, text(language, "<p>Gone.</p>"));
    withdraw(gone);
    String month = "/%s/archive/".formatted(language);
    await().atMost(SOON).until(() -> page(path + "/changes").status() == 200);
    await()
        .atMost(SOON)
        .until(() -> page("/" + language + "/search?q=percent").body().contains("<mark>"));
    String monthPath =
        Jsoup.parse(page("/" + language + "/archive").body())
            .select("main a[href^=" + month + "]")
            .attr("href");

    Map<String, String> pages = new LinkedHashMap<>();
    pages.put("home", "/" + language + "/");
    pages.put("section", "/" + language + "/tourism");
    pages.put("section-empty", "/" + language + "/investment");
    pages.put("article", path);
    pages.put("changes", path + "/changes");
    pages.put("proof", path + "/proof");
    pages.put("archive", "/" + language + "/archive");
    pages.put("month", monthPath);
    pages.put("search", "/" + language + "/search?q=percent");
    pages.put("search-empty", "/" + language + "/search");
    pages.put("search-nothing", "/" + language + "/search?q=xyzzy");
    pages.put("not-found", "/" + language + "/nowhere");
    pages.put("withdrawn", gonePath);
    try (TestBrowser browser = TestBrowser.open(language, width)) {
      Page page = browser.newPage();
      pages.forEach((name, address) -> look(browser, page, "site-" + name, address));
    }
  }

  @AtTheOtherWidth
  void thePublicSiteAtTheOtherWidth(String language, int width) {
    thePublicSite(language, width);
  }

  @InBothLanguages
  void theNewsroom(String language, int width) {
    String article = newArticle();
    published(article, text(language, LONG));
    approve(article, 2, text(language, "<p>New.</p>"));
    approve(article, 3, text(language, "<script>x</script>"));
    String gone = newArticle();
    published(gone, text(language, "<p>Gone.</p>"));
    withdraw(gone);
    String forged = newArticle();
    imitate(
        forged,
        Forgery.WITHOUT_A_SEAL.of(
            forged, Samples.approval(SEALER, forged, 1, text(language, "<p>x</p>"))));
    awaitAllHeard();

    try (TestBrowser browser = TestBrowser.open(language, width)) {
      Page page = browser.newPage();
      synchronized (TestIssuer.shared()) {
        TestIssuer.shared().signIn().is(TestPerson.MIA_ROTH);
        page.navigate(url("/newsroom"));
      }
      String base = "/newsroom/publications/";
      look(browser, page, "newsroom", "/newsroom");
      look(browser, page, "newsroom-nothing", "/newsroom?q=xyzzy");
      look(browser, page, "newsroom-refused", "/newsroom?state=refused");
      look(browser, page, "publication", base + article);
      look(browser, page, "publication-withdrawn", base + gone);
      look(browser, page, "publication-forged", base + forged);
      look(browser, page, "withdrawal", base + article + "/withdrawal");
      page.locator("#word").fill("xyzzy");
      page.locator("#main form .btn-stop").click();
      page.locator(".error-summary").waitFor();
      check(browser, page, "withdrawal-errors");
      page.locator(".error-summary a").first().click();
      assertThat(page.evaluate("document.activeElement.id")).isEqualTo("reason");
      page.keyboard().type("Wrong date.");
      page.locator("#word").fill(language.equals("zh") ? "会议" : "meeting");
      page.keyboard().press("Enter");
      page.waitForURL("**" + base + article);
      assertThat(page.locator(".notice.ok").textContent()).contains("410");
      check(browser, page, "publication-just-withdrawn");
    }
  }

  @AtTheOtherWidth
  void theNewsroomAtTheOtherWidth(String language, int width) {
    theNewsroom(language, width);
  }

  private void look(TestBrowser browser, Page page, String name, String address) {
    Response response = page.navigate(url(address));
    assertThat(response.status()).as(address).isLessThan(500);
    check(browser, page, name);
  }

  private static void check(TestBrowser browser, Page page, String name) {
    browser.picture(page, name);
    browser.assertFits(page);
    browser.assertAccessible(page);
    browser.assertClean();
  }

  private String url(String address) {
    return "http://127.0.0.1:" + port + address;
  }

  private static Text text(String language, String body) {
    String title =
        language.equals("zh")
            ? "省防汛抗旱指挥部召开第三次会议"
            : "Provincial flood-control meeting of the season";
    return Samples.inSection(Samples.text(title, body, language), "tourism");
  }
}
