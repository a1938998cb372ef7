package io.imprimatur.system.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import io.imprimatur.system.Newsroom;
import io.imprimatur.system.OneStack;
import io.imprimatur.system.Stack;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A text goes back, is changed, compared and submitted again, and is taken back. */
@ExtendWith(OneStack.class)
class ReviewPagesTest {

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
    "en, 1280, Dams hold 84 per cent of what they can, 84, 86, Please name the source.",
    "zh, 360, 全省水库蓄水量达到84%, 84%, 86%, 请注明数据来源。"
  })
  void whatIsAskedIsDoneAndCompared(
      String language, int width, String title, String before, String after, String reason) {
    String article =
        newsroom.write(title, "<p>" + title + ".</p><ul><li>A</li></ul>", "government", language);
    newsroom.submit(article);
    try (Visitor reviewer = new Visitor(stack, language, width);
        Visitor writer = new Visitor(stack, language, width)) {
      asksForChanges(reviewer, article, reason);
      doesWhatIsAsked(writer, article, title.replace(before, after), reason);
      compares(reviewer, article, before, after);
      looksAtRevisions(writer, article, before, after);
      takesBack(writer, article);
    }
  }

  private static void asksForChanges(Visitor reviewer, String article, String reason) {
    reviewer.signIn("wang.min", "review");
    Page page = reviewer.page();
    page.navigate(stack.url("review") + "/review/" + article);
    reviewer.reloadUntil(page.locator("#approve"));
    page.locator("details[data-ask=request-changes] > summary").click();
    page.locator("details[data-ask=request-changes] form button").click();
    assertThat(page.locator(".error-summary")).isVisible();
    reviewer.looksGood("review-error");
    page.locator("#reason-request-changes").fill(reason);
    page.locator("details[data-ask=request-changes] form button").click();
    assertThat(page.locator("#taken")).isVisible();
    reviewer.looksGood("review-sent-back");
  }

  private static void doesWhatIsAsked(Visitor writer, String article, String text, String reason) {
    writer.signIn("lin.yue", "drafting");
    assertThat(writer.page().locator("table").first()).containsText(reason);
    writer.looksGood("drafts-asked");
    writer.at("drafting", "/" + article).reads(reason);
    Writer desk = new Writer(writer);
    assertThat(desk.text()).isVisible();
    desk.text().locator("p").first().click(new Locator.ClickOptions().setClickCount(3));
    writer.page().keyboard().insertText(text + ".");
    desk.saved();
    writer.looksGood("editor-asked");
    writer.follow("article.submit").press("submit.do").reads(writer.words("said.submitted"));
  }

  private static void compares(Visitor reviewer, String article, String before, String after) {
    Page page = reviewer.page();
    page.navigate(stack.url("review") + "/review/" + article + "?view=changes");
    reviewer.reloadUntil(page.locator("article ins"));
    assertThat(page.locator("article ins").first()).hasText(after);
    assertThat(page.locator("article del").first()).hasText(before);
    reviewer.looksGood("review-changes");
    for (String view : new String[] {"reader", "live", "history"}) {
      reviewer.at("review", "/" + article + "?view=" + view).looksGood("review-" + view);
    }
    reviewer.at("review", "?tab=decided").reads(reviewer.words("inbox.heading.decided"));
    reviewer.looksGood("inbox-decided");
    reviewer.at("review", "?tab=all&q=" + article).looksGood("inbox-filtered");
  }

  private static void looksAtRevisions(
      Visitor writer, String article, String before, String after) {
    writer.at("drafting", "/" + article + "/revisions?from=1&to=2");
    assertThat(writer.page().locator(".text ins").first()).hasText(after);
    assertThat(writer.page().locator(".text del").first()).hasText(before);
    writer.looksGood("revisions");
    writer.at("drafting", "/" + article + "/revisions/1").looksGood("revision");
  }

  private static void takesBack(Visitor writer, String article) {
    writer.at("drafting", "/" + article + "/take-back").looksGood("take-back");
    writer.press("take-back.do");
    assertThat(writer.page().locator("#timeline"))
        .containsText(writer.words("timeline.review-closed"));
    writer.at("drafting", "/" + article + "/import").looksGood("import");
    writer.press("import.look");
    assertThat(writer.page().locator(".error-summary")).isVisible();
    writer.looksGood("import-error");
    writer.at("drafting", "?tab=sections").looksGood("drafts-sections");
  }
}
