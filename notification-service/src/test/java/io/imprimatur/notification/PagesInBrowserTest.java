package io.imprimatur.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.imprimatur.notification.delivery.smtp.PostOffice.Manner;
import io.imprimatur.testkit.TestIssuer;
import io.imprimatur.testkit.TestPerson;
import io.imprimatur.testkit.browser.AtTheOtherWidth;
import io.imprimatur.testkit.browser.InBothLanguages;
import io.imprimatur.testkit.browser.TestBrowser;
import jakarta.mail.internet.MimeMultipart;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.data.mongodb.core.query.Query;

/** Each page in Chromium: accessible, within its width, and without a complaint of the browser. */
@Tag("browser")
class PagesInBrowserTest extends RunningService {

  private static final String ANN = "ann@example.org";

  @InBothLanguages
  void subscribersPages(String language, int width) throws Exception {
    try (TestBrowser browser = TestBrowser.open(language, width)) {
      Page page = browser.open(address("/subscriptions?section=tourism"));
      shown(browser, page, "subscribe");
      page.locator("main form button").click();
      assertThat(page.locator(".error-summary").isVisible()).isTrue();
      shown(browser, page, "subscribe-errors");

      page.locator("#address").fill(ANN);
      page.locator("#section-tourism").check();
      page.locator("#section-open-governance").check();
      page.locator("main form button").click();
      shown(browser, page, "check-mail");

      page.navigate(address(link("confirm", 1)));
      shown(browser, page, "confirm");
      page.locator("main form button").click();
      shown(browser, page, "confirmed");
      page.locator("main a[href*=manage]").click();
      shown(browser, page, "manage");
      page.locator("main input[name=interests][value='zh/*']").check();
      page.locator("main form button").first().click();
      assertThat(page.locator("[role=status]").first().isVisible()).isTrue();
      shown(browser, page, "manage-saved");
      for (Locator ticked = page.locator("main input[name=interests]:checked");
          ticked.count() > 0; ) {
        ticked.first().uncheck();
      }
      page.locator("main form button").first().click();
      shown(browser, page, "manage-errors");

      page.navigate(address("/subscriptions/manage"));
      shown(browser, page, "manage-link");
      page.locator("main form button").click();
      shown(browser, page, "manage-link-errors");
      page.locator("#address").fill(ANN);
      page.locator("main form button").click();
      shown(browser, page, "link-sent");

      String end = link("unsubscribe", 2);
      page.navigate(address(end));
      shown(browser, page, "unsubscribe");
      page.locator("form:has([name=some]) button").click();
      shown(browser, page, "unsubscribe-errors");
      page.locator("form:has([name=some]) input[type=checkbox]").first().check();
      page.locator("form:has([name=some]) button").click();
      shown(browser, page, "unsubscribed-some");
      page.navigate(address(end));
      page.locator("main form button").first().click();
      shown(browser, page, "unsubscribed");
      page.navigate(address(end));
      shown(browser, page, "unsubscribe-nothing");
      page.navigate(address("/subscriptions/confirm?token=x"));
      shown(browser, page, "bad-link");
    }
  }

  @AtTheOtherWidth
  void subscribersPagesAtTheOtherWidth(String language, int width) throws Exception {
    subscribersPages(language, width);
  }

  @InBothLanguages
  void alertsDesk(String language, int width) {
    mongo.remove(new Query(), "alerts");
    mongo.remove(new Query(), "ranges");
    mongo.remove(new Query(), "ledger");
    try (TestBrowser browser = TestBrowser.open(language, width)) {
      Page page = signedIn(browser, TestPerson.ADAM_FREY);
      shown(browser, page, "alerts-empty");

      String held = newArticle();
      publishing.published(
          held, "services", "en", "Winter opening hours", Instant.now().minusSeconds(90_000));
      awaitAlert(held, "held");
      String done = troubled();
      String nobody = newArticle();
      publishing.published(nobody, "investment", "en", "Investment guide", Instant.now());
      awaitAlert(nobody, "completed");
      String going = waiting();
      page.navigate(address("/alerts"));
      shown(browser, page, "alerts");
      page.locator("#state").selectOption("stopped");
      page.locator("main form button").click();
      shown(browser, page, "alerts-filtered");

      page.navigate(address("/alerts/" + done));
      shown(browser, page, "alert-completed");
      page.locator("#troubles .tabs a").nth(1).click();
      shown(browser, page, "alert-uncertain");
      page.locator("#alert-ledger").click();
      shown(browser, page, "ledger");
      page.navigate(address("/alerts/" + nobody));
      shown(browser, page, "alert-nobody");
      page.navigate(address("/alerts/" + held));
      shown(browser, page, "alert-held");
      page.locator("#alert-release").click();
      shown(browser, page, "release");
      heldAfterRestore(browser, page);

      page.navigate(address("/alerts/" + going + "?trouble=put-off"));
      shown(browser, page, "alert-going");
      page.locator("#alert-stop").click();
      shown(browser, page, "stop");
      page.locator("main form button").click();
      shown(browser, page, "stop-errors");
      page.locator("#reason")
          .fill(language.equals("zh") ? "摘要中的日期有误。" : "The date in the summary is wrong.");
      page.locator("main form button").click();
      awaitAlert(going, "stopped");
      page.navigate(address("/alerts/" + going));
      shown(browser, page, "alert-stopped");
      page.navigate(address("/alerts/none"));
      shown(browser, page, "alert-none");
    }
    try (TestBrowser browser = TestBrowser.open(language, width)) {
      Page page = signedIn(browser, TestPerson.LIN_YUE);
      shown(browser, page, "alerts-no-role");
    }
  }

  private void heldAfterRestore(TestBrowser browser, Page page) {
    IntStream.range(0, 12)
        .forEach(
            i ->
                subscribed(
                    "r" + i + "@example.org", Instant.now().minusSeconds(200_000), GOVERNMENT));
    String held = heldAfterRestore("government", "zh", "省防汛抗旱指挥部召开本汛期第三次会议");
    page.navigate(address("/alerts/" + held));
    shown(browser, page, "alert-restored");
    page.locator("#alert-stop").click();
    shown(browser, page, "stop-restored");
    page.navigate(address("/alerts/" + held + "/release"));
    shown(browser, page, "release-restored");
    page.locator("main form button").click();
    assertThat(page.locator(".error-summary").isVisible()).isTrue();
    shown(browser, page, "release-restored-errors");
    page.locator("#release-not").click();
    page.waitForURL("**/alerts/" + held);
    assertThat(alert(held).get("state").asString()).isEqualTo("held");
  }

  @AtTheOtherWidth
  void alertsDeskAtTheOtherWidth(String language, int width) {
    alertsDesk(language, width);
  }

  @Test
  void figuresChangeByThemselvesAndTheFocusStays() {
    IntStream.range(0, 3).forEach(i -> subscribed("s" + i + "@example.org", GOVERNMENT));
    String article = waiting();
    try (TestBrowser browser = TestBrowser.open("en", TestBrowser.WIDE)) {
      Page page = signedIn(browser, TestPerson.MIA_ROTH);
      page.navigate(address("/alerts/" + article));
      page.locator("#alert-ledger").focus();
      assertThat(page.locator(".tag").first().innerText()).contains("mails going out");

      POST.treat(ANN, Manner.GOOD);

      page.waitForCondition(
          () -> page.locator("#alert-live .tag").first().innerText().contains("completed"));
      assertThat(page.locator("#alert-news").innerText()).isEqualTo("The alert is completed.");
      assertThat(page.evaluate("document.activeElement.id")).isEqualTo("alert-ledger");
      assertThat(page.locator("#alert-stop").count()).isZero();
    }
  }

  @Test
  void everythingWorksWithoutScripts() {
    String article = waiting();
    try (TestBrowser browser = TestBrowser.withoutScripts("en", TestBrowser.WIDE)) {
      Page page = signedIn(browser, TestPerson.MIA_ROTH);
      page.locator("#section").selectOption("government");
      page.locator("main form button").click();
      page.locator("#alert-" + article).click();
      page.locator("#alert-stop").click();
      page.locator("#reason").fill("A mistake");
      page.locator("main form button").click();
      awaitAlert(article, "stopped");
      page.reload();
      assertThat(page.locator(".notice.stop").innerText()).contains("A mistake", "Mia Roth");
    }
  }

  private void shown(TestBrowser browser, Page page, String name) {
    browser.picture(page, name);
    browser.assertAccessible(page);
    browser.assertFits(page);
    browser.assertClean();
  }

  private Page signedIn(TestBrowser browser, TestPerson person) {
    synchronized (TestIssuer.shared()) {
      TestIssuer.shared().signIn().is(person);
      return browser.open(address("/alerts"));
    }
  }

  private String address(String path) {
    return "http://127.0.0.1:" + port + path;
  }

  private String troubled() {
    for (Manner manner :
        new Manner[] {Manner.REFUSED, Manner.REFUSED_AFTER_DOT, Manner.CUT_AFTER_DOT}) {
      String who =
          manner.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-') + "@example.org";
      subscribed(who, TOURISM_EN);
      POST.treat(who, manner);
    }
    IntStream.range(0, 20).forEach(i -> subscribed("t" + i + "@example.org", TOURISM_EN));
    String article = newArticle();
    publishing.published(
        article,
        "tourism",
        "en",
        "Lake trails open for the season earlier than last year",
        Instant.now());
    awaitAlert(article, "completed");
    return article;
  }

  private String waiting() {
    subscribed(ANN, GOVERNMENT);
    POST.treat(ANN, Manner.PUT_OFF);
    String article = newArticle();
    publishing.published(article, "government", "zh", "省防汛抗旱指挥部召开今年第三次会议", Instant.now());
    awaitAlert(article, "started");
    await().atMost(SOON).until(() -> POST.tries() > 0);
    return article;
  }

  private String link(String page, int mails) throws Exception {
    await().atMost(SOON).until(() -> POST.lettersTo(ANN).size() == mails);
    MimeMultipart parts = (MimeMultipart) POST.lettersTo(ANN).getLast().parsed().getContent();
    Matcher link =
        Pattern.compile("http://localhost:8403(/subscriptions/" + page + "\\?token=\\S+)")
            .matcher((String) parts.getBodyPart(0).getContent());
    assertThat(link.find()).isTrue();
    return link.group(1);
  }
}
