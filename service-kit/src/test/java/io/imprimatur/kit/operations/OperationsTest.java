package io.imprimatur.kit.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.imprimatur.testkit.TestDesk;
import io.imprimatur.testkit.TestDesk.Page;
import io.imprimatur.testkit.TestPerson;
import io.imprimatur.testkit.browser.AtTheOtherWidth;
import io.imprimatur.testkit.browser.InBothLanguages;
import io.imprimatur.testkit.browser.TestBrowser;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Administrators see and mend all services from any of them. */
class OperationsTest {

  private static final String HOME = "/write/operations";

  private static House house;

  @BeforeAll
  static void start() {
    house = new House();
  }

  @AfterAll
  static void stop() {
    house.close();
  }

  private static TestDesk admin() {
    return TestDesk.of(house.port, TestPerson.ADAM_FREY, "/write/operations");
  }

  /** The page of the article's one parked event. */
  private static Page event(TestDesk admin, String article) {
    Page list =
        await()
            .atMost(Duration.ofSeconds(30))
            .until(
                () -> admin.get(HOME + "?status=all&article=" + article),
                page -> page.html().select("#parked tbody tr").size() == 1);
    return admin.get(list.html().select("#parked tbody a").attr("href"));
  }

  @Test
  void theServicesStandInOneTableAndThoseThatAreSilentDoNotHoldUpTheOthers() {
    Page page = admin().get(HOME);
    assertThat(page.status()).isEqualTo(200);
    List<String> rows = page.html().select("#services tbody tr").eachText();
    assertThat(rows).hasSize(4);
    assertThat(rows.get(0)).contains("Drafting", "works", "none waits", "nothing", "none");
    assertThat(rows.get(1)).contains("Review", "works");
    assertThat(rows.get(2)).contains("Publishing", "does not answer", "unknown");
    assertThat(rows.get(3)).contains("Notification", "does not answer");
    assertThat(page.text("#parked")).contains("Publishing does not answer");
  }

  @Test
  void parkedEventsOfAllServicesAreListedAndFiltered() {
    TestDesk admin = admin();
    String here = house.saysToDrafting(1, "illegal:one");
    String there = house.saysToReview(3, "three");
    event(admin, here);
    event(admin, there);
    assertThat(admin.get(HOME + "?kind=dead").text("#parked tbody"))
        .contains(here)
        .doesNotContain(there);
    assertThat(admin.get(HOME + "?service=review&kind=early").text("#parked tbody"))
        .contains(there)
        .doesNotContain(here);
    assertThat(admin.get(HOME + "?status=closed").text("#parked tbody"))
        .doesNotContain(here, there);
    assertThat(admin.get(HOME).text("#services tbody tr:nth-child(1)")).contains("dead ");
  }

  @Test
  void theListGoesOnOverAllServicesWithoutLosingOrRepeatingAny() {
    TestDesk admin = admin();
    String article = null;
    for (int i = 0; i < 2 * ParkedList.LENGTH; i++) {
      article =
          i % 2 == 0 ? house.saysToDrafting(1, "forged:x") : house.saysToReview(1, "forged:x");
    }
    event(admin, article);
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> count(admin, "drafting") + count(admin, "review") >= 2 * ParkedList.LENGTH);
    java.util.List<String> seen = new java.util.ArrayList<>();
    Page page = admin.get(HOME + "?kind=refused");
    while (true) {
      seen.addAll(page.html().select("#parked tbody a").eachAttr("href"));
      String next = page.html().select("#parked a[rel=next]").attr("href");
      if (next.isEmpty()) {
        break;
      }
      page = admin.get(next);
    }
    assertThat(seen).doesNotHaveDuplicates().hasSize(2 * ParkedList.LENGTH);
  }

  private static int count(TestDesk admin, String service) {
    String row = admin.get(HOME).text("#services tbody");
    return java.util.regex.Pattern.compile("refused (\\d+)")
            .matcher(row)
            .results()
            .mapToInt(m -> Integer.parseInt(m.group(1)))
            .sum()
        / 2;
  }

  @Test
  void anEventIsLookedAtSetAsideWithAReasonAndTheDeedIsListed() {
    TestDesk admin = admin();
    String article = house.saysToReview(1, "illegal:{\"a\":1}");
    Page event = event(admin, article);
    assertThat(event.text("main")).contains("no place for", article, "ce_sequence", "Set aside");

    Page wrong = admin.submit(event, "form#set-aside", Map.of("reason", " "));
    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.text("title")).startsWith("Error: ");
    assertThat(wrong.text(".error-summary")).contains("Say why");
    assertThat(wrong.html().select("textarea[aria-invalid=true]").attr("aria-describedby"))
        .contains("set-aside-reason-error");
    Page tooLong = admin.submit(event, "form#set-aside", Map.of("reason", "x".repeat(4001)));
    assertThat(tooLong.html().select("textarea").text()).isEqualTo("x".repeat(4001));

    Page again = admin.submit(event, "form#replay", Map.of());
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.text(".error-summary")).contains("The event was not taken", "no place for");

    Page done = admin.submit(event, "form#set-aside", Map.of("reason", "sent by mistake"));
    assertThat(done.status()).isEqualTo(200);
    assertThat(done.text(".notice.ok")).contains("The event was set aside.");
    assertThat(done.text(".timeline")).contains("adam.frey", "sent by mistake");
    assertThat(done.html().select("form#set-aside")).isEmpty();
    assertThat(admin.get(HOME + "/deeds").text("main table"))
        .contains("adam.frey", "Set aside", "sent by mistake", article);
    assertThat(admin.get(HOME + "?status=closed&article=" + article).text("#parked tbody"))
        .contains(article, "closed: set aside");
  }

  @Test
  void aGapIsSkipped() {
    TestDesk admin = admin();
    String article = house.saysToDrafting(3, "three");
    Page event = event(admin, article);
    assertThat(event.html().select("form#replay")).isEmpty();
    Page done = admin.submit(event, "form#skip-gap", Map.of("reason", "they are lost"));
    assertThat(done.text(".notice.ok")).contains("The gap was skipped.");
    assertThat(done.text(".timeline")).contains("events 1 to 2 skipped: they are lost");
  }

  @Test
  void nobodyElseSeesAnyOfIt() {
    TestDesk writer = TestDesk.of(house.port, TestPerson.LIN_YUE, "/write/operations");
    for (String path : List.of("", "/deeds", "/services", "/parked/review/abc")) {
      Page page = writer.get(HOME + path);
      assertThat(page.status()).as(path).isEqualTo(403);
      assertThat(page.text("main")).contains("administrator");
    }
    assertThat(writer.reading("zh").get(HOME).text("main")).contains("管理员");
  }

  @Test
  void whatIsNotThereIsSaid() {
    TestDesk admin = admin();
    assertThat(admin.get(HOME + "/parked/review/abc").status()).isEqualTo(404);
    assertThat(admin.get(HOME + "/parked/elsewhere/abc").status()).isEqualTo(404);
    assertThat(admin.get(HOME + "/parked/review/..%2Fx").status()).isIn(400, 404);
    Page away = admin.get(HOME + "/parked/publishing/abc");
    assertThat(away.status()).isEqualTo(503);
    assertThat(away.text("main")).contains("Publishing does not answer");
    assertThat(admin.get(HOME + "?after=nonsense").status()).isEqualTo(400);
  }

  @Tag("browser")
  @InBothLanguages
  void everybodyCanReadItsPages(String language, int width) {
    String article = house.saysToReview(1, "illegal:" + "{\"title\":\"x\"}");
    Page event = event(admin(), article);
    String id = event.uri().getPath();
    try (var browser = TestBrowser.open(language, width)) {
      io.imprimatur.testkit.TestIssuer.shared().signIn().is(TestPerson.ADAM_FREY);
      var page = browser.open("http://127.0.0.1:" + house.port + HOME);
      look(browser, page, "operations");
      page.navigate("http://127.0.0.1:" + house.port + HOME + "?article=none&service=review");
      look(browser, page, "operations-empty");
      page.navigate("http://127.0.0.1:" + house.port + id);
      look(browser, page, "operations-event");
      page.locator("form#set-aside button").click();
      page.locator(".error-summary").waitFor();
      look(browser, page, "operations-event-error");
      page.navigate("http://127.0.0.1:" + house.port + HOME + "/deeds");
      look(browser, page, "operations-deeds");
    }
  }

  @AtTheOtherWidth
  void everybodyCanReadItsPagesAtTheOtherWidth(String language, int width) {
    everybodyCanReadItsPages(language, width);
  }

  private static void look(TestBrowser browser, com.microsoft.playwright.Page page, String name) {
    browser.picture(page, name);
    browser.assertAccessible(page);
    browser.assertFits(page);
  }
}
