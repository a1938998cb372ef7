package io.imprimatur.system.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.imprimatur.system.Deployment;
import io.imprimatur.system.Newsroom;
import org.assertj.core.api.Assertions;

/**
 * From desk to mailbox through the pages, everybody in a browser of their own: a reader subscribes,
 * a writer writes and submits, two reviewers approve, the page appears, the mail arrives, and the
 * reader unsubscribes.
 */
final class MainJobWalk {

  private final Deployment deployment;
  private final String language;
  private final int width;
  private final String title;

  MainJobWalk(Deployment deployment, String language, int width, String title) {
    this.deployment = deployment;
    this.language = language;
    this.width = width;
    this.title = title;
  }

  void walk() {
    try (Visitor subscriber = new Visitor(deployment, language, width);
        Visitor writer = new Visitor(deployment, language, width)) {
      Reader reader = new Reader(new Newsroom(deployment), subscriber);
      reader.subscribe("services", language);
      writes(writer);
      submits(writer);
      approves("wang.min", false);
      approves("sara.olsen", true);
      seesItArrive(writer);
      reader.opensTheMail(title);
      looksAtTheSite(subscriber);
      reader.unsubscribes(title);
    }
  }

  private void writes(Visitor writer) {
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

  private void approves(String person, boolean byKeys) {
    try (Visitor reviewer = new Visitor(deployment, language, width)) {
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

  private void looksAtTheSite(Visitor reader) {
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
