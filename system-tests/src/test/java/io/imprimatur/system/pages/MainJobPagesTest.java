package io.imprimatur.system.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import io.imprimatur.system.Newsroom;
import io.imprimatur.system.OneStack;
import io.imprimatur.system.Stack;
import java.util.UUID;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From desk to mailbox through the pages: everybody does their part in a browser of their own. */
@ExtendWith(OneStack.class)
class MainJobPagesTest {

  private static Stack stack;

  @BeforeAll
  static void start(Stack running) {
    stack = running;
    PlaywrightAssertions.setDefaultAssertionTimeout(30_000);
  }

  @ParameterizedTest
  @CsvSource({
    "en, 1280, Winter opening hours of the service halls",
    "zh, 360, 政务服务大厅冬季开放时间调整公告",
    "en, 360, Service halls open earlier in winter",
    "zh, 1280, 全省政务服务大厅冬季开放时间公告",
  })
  void aTextGoesFromDeskToMailbox(String language, int width, String title) {
    String unique = title + " " + UUID.randomUUID().toString().substring(0, 4);
    try (Visitor subscriber = new Visitor(stack, language, width);
        Visitor writer = new Visitor(stack, language, width)) {
      Reader reader = new Reader(new Newsroom(stack), subscriber);
      reader.subscribe("services", language);
      writes(writer, unique, language);
      submits(writer);
      approves("wang.min", unique, language, width, false);
      approves("sara.olsen", unique, language, width, true);
      seesItArrive(writer);
      reader.opensTheMail(unique);
      looksAtTheSite(subscriber, language);
      reader.unsubscribes(unique);
    }
  }

  private static void writes(Visitor writer, String title, String language) {
    writer.signIn("lin.yue", "drafting").looksGood("drafts");
    writer.at("drafting", "/new").looksGood("new");
    writer.press("new.create");
    assertThat(writer.page().locator(".error-summary")).isVisible();
    writer.looksGood("new-error");
    Writer desk = new Writer(writer);
    desk.begin(title, "services", language);
    writer.page().locator("#summary").fill(title);
    desk.paste("word." + language + ".html");
    desk.saved();
    writer.page().reload();
    assertThat(desk.text().locator("h2")).hasCount(1);
    assertThat(desk.text().locator("ul > li")).hasCount(2);
    assertThat(desk.text().locator("table tr")).hasCount(2);
    assertThat(desk.text().locator("a[href='https://www.linhe.example/halls']")).hasCount(1);
    assertThat(desk.text().locator("strong").first())
        .containsText(language.equals("zh") ? "12月1日" : "1 December");
    Assertions.assertThat(desk.text().innerHTML()).doesNotContain("mso").doesNotContain("style=");
    writer.looksGood("editor");
  }

  private static void submits(Visitor writer) {
    writer.follow("article.submit").isAt(writer.words("submit.title")).looksGood("submit");
    writer.press("submit.do");
    writer.reads(writer.words("said.submitted")).looksGood("under-review");
  }

  private static void approves(
      String person, String title, String language, int width, boolean byKeys) {
    try (Visitor reviewer = new Visitor(stack, language, width)) {
      reviewer.signIn(person, "review").isAt(reviewer.words("inbox.heading.mine"));
      Page page = reviewer.page();
      Locator row = page.locator("a.title").filter(new Locator.FilterOptions().setHasText(title));
      reviewer.reloadUntil(row).looksGood("inbox");
      row.click();
      assertThat(page.locator("h1")).hasText(title);
      assertThat(page.locator("article table tr")).hasCount(2);
      reviewer.looksGood("review");
      if (byKeys) {
        page.keyboard().press("a");
        page.keyboard().press("Enter");
      } else {
        page.locator("#approve").click();
      }
      assertThat(page.locator("#taken")).isVisible();
      reviewer.looksGood("review-taken");
    }
  }

  private static void seesItArrive(Visitor writer) {
    writer.reads(writer.words("timeline.published"));
    writer.reads(writer.beginning("timeline.alert-completed"));
    writer.page().reload();
    writer.looksGood("article-published");
    Page site =
        writer
            .page()
            .waitForPopup(() -> writer.page().locator(".actions a[target=_blank]").click());
    assertThat(site.locator("article h2").first()).isVisible();
    site.close();
  }

  private static void looksAtTheSite(Visitor reader, String language) {
    reader.looksGood("site-article");
    reader.follow("proof.how").looksGood("site-proof");
    reader.open("publishing", "/" + language + "/").looksGood("site-home");
    reader.open("publishing", "/" + language + "/services").looksGood("site-section");
    reader.open("publishing", "/" + language + "/archive").looksGood("site-archive");
    reader.open(
        "publishing", "/" + language + "/search?q=" + (language.equals("zh") ? "开放时间" : "halls"));
    reader.reloadUntil(reader.page().locator(".results li")).looksGood("site-search");
  }
}
