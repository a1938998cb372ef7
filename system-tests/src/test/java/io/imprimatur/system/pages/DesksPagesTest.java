package io.imprimatur.system.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import io.imprimatur.system.Newsroom;
import io.imprimatur.system.OneStack;
import io.imprimatur.system.Stack;
import java.time.Duration;
import java.util.UUID;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The desks of publishers and administrators. */
@ExtendWith(OneStack.class)
class DesksPagesTest {

  private static Stack stack;
  private static Newsroom newsroom;

  @BeforeAll
  static void start(Stack running) {
    stack = running;
    newsroom = new Newsroom(stack);
    PlaywrightAssertions.setDefaultAssertionTimeout(30_000);
  }

  @ParameterizedTest
  @CsvSource({
    "en, 1280, Bathing in the river is allowed again, river, lake, The samples were mixed up.",
    "zh, 360, 河滨浴场恢复开放, 河滨, 海边, 检测样本有误。"
  })
  void aPageIsWithdrawnByAWordOfItsTitle(
      String language, int width, String title, String word, String wrong, String reason) {
    String article = published(title, language);
    String address = newsroom.publication(article, "published").get("url").asString();
    newsroom.alert(article, "completed");
    try (Visitor publisher = new Visitor(stack, language, width)) {
      publisher.signIn("mia.roth", "publishing").reads(title).looksGood("newsroom");
      publisher.at("publishing", "/publications/" + article).looksGood("publication");
      publisher.follow("newsroom.withdraw").looksGood("withdrawal");
      Page page = publisher.page();
      page.locator("#word").fill(wrong);
      publisher.press("withdrawal.do");
      assertThat(page.locator(".error-summary a")).hasCount(2);
      publisher.looksGood("withdrawal-error");
      page.locator("#reason").fill(reason);
      page.locator("#word").fill(word);
      publisher.press("withdrawal.do").isAt(title).reads(reason).looksGood("publication-withdrawn");

      publisher.at("publishing", "?q=nothing-of-this-kind");
      publisher.reads(publisher.words("newsroom.empty.filtered")).looksGood("newsroom-empty");
      looksAtAlerts(publisher, article, title);
      Response gone = publisher.page().navigate(address);
      Assertions.assertThat(gone.status()).isEqualTo(410);
      publisher.looksGood("site-withdrawn");
    }
  }

  private static void looksAtAlerts(Visitor publisher, String article, String title) {
    publisher.at("notification", "").reads(title).looksGood("alerts");
    publisher.at("notification", "?state=held").looksGood("alerts-empty");
    publisher.at("notification", "/" + article).isAt(title).looksGood("alert");
    publisher.at("notification", "/" + article + "/ledger").looksGood("alert-ledger");
    publisher.at("notification", "/" + article + "/stop").reads(publisher.words("stop.not"));
    publisher.looksGood("alert-stop");
  }

  private static String published(String title, String language) {
    String article = newsroom.write(title, "<p>" + title + "</p>", "services", language);
    newsroom.submit(article);
    newsroom.approve(article, Newsroom.FIRST_REVIEWER, 1);
    newsroom.approve(article, Newsroom.SECOND_REVIEWER, 2);
    return article;
  }

  @ParameterizedTest
  @CsvSource({"en, 1280", "zh, 360"})
  void anAdministratorChangesARouteAndLooksAtOperations(String language, int width) {
    String name = "Check " + UUID.randomUUID().toString().substring(0, 6);
    try (Visitor administrator = new Visitor(stack, language, width)) {
      administrator.signIn("adam.frey", "review").looksGood("inbox-administrator");
      administrator.at("review", "/routes").looksGood("routes");
      Page page = administrator.page();
      page.locator("a.title[href$='/tourism']").click();
      administrator.looksGood("route");
      page.locator("#use-own").check();
      Locator named = page.locator("#" + language + "-0");
      named.fill("");
      administrator.press("route.save");
      assertThat(page.locator(".error-summary")).isVisible();
      administrator.looksGood("route-error");
      named.fill(name);
      administrator.press("route.save").at("review", "/routes").reads(name);
      administrator.looksGood("routes-changed");

      administrator.at("publishing", "/operations").looksGood("operations");
      administrator.at("publishing", "").looksGood("newsroom-administrator");
    }
  }

  @Test
  void whoSignsOutAtOneDeskIsSignedOutAtAll() {
    try (Visitor publisher = new Visitor(stack, "en", 1280)) {
      publisher.signIn("mia.roth", "publishing").at("notification", "");
      publisher.isAt(publisher.words("alerts.title"));
      publisher.at("publishing", "").press("frame.sign-out");
      publisher.reads(new Words("drafting", "en").of("session.signed-out"));
      publisher.looksGood("signed-out");
      Page page = publisher.page();
      await()
          .atMost(Duration.ofMinutes(6)) // five at most, and a stack of the tests asks sooner
          .pollInSameThread()
          .untilAsserted(
              () -> {
                page.navigate(stack.url("notification") + "/alerts");
                Assertions.assertThat(page.url()).startsWith(stack.url("sign-in"));
              });
      publisher.looksGood("sign-in");
    }
  }
}
