package io.imprimatur.system.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import io.imprimatur.system.Newsroom;
import io.imprimatur.system.OneStack;
import io.imprimatur.system.Stack;
import io.imprimatur.testkit.browser.TestBrowser;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The main job without a mouse: every step is reached by Tab, and where one is shows. */
@ExtendWith(OneStack.class)
class KeyboardPagesTest {

  private static final String TITLE = "Sign-posts for all hiking trails";

  private static Stack stack;

  @BeforeAll
  static void start(Stack running) {
    stack = running;
    PlaywrightAssertions.setDefaultAssertionTimeout(30_000);
  }

  @Test
  void aTextGoesFromDeskToSiteByKeysAlone() {
    String article;
    try (Visitor writer = new Visitor(stack, "en", TestBrowser.WIDE)) {
      article = writesAndSubmits(writer);
    }
    approves("wang.min", article);
    approves("sara.olsen", article);
    String address = new Newsroom(stack).publication(article, "published").get("url").asString();
    try (Visitor reader = new Visitor(stack, "en", TestBrowser.WIDE)) {
      reader.open("publishing", "/en/services");
      Page page = reader.page();
      new Keyboard(page).press("Tab").press("Enter"); // the skip link
      new Keyboard(page).to(page.locator("main a").filter(named(TITLE)).first()).press("Enter");
      assertThat(page).hasURL(address);
      assertThat(page.locator("h1")).hasText(TITLE);
    }
  }

  private static Locator.FilterOptions named(String text) {
    return new Locator.FilterOptions().setHasText(text);
  }

  private static void signsIn(Visitor visitor, String person, String service, String base) {
    Page page = visitor.page();
    page.navigate(stack.url(service) + base);
    new Keyboard(page)
        .to(page.locator("form:has(input[name=username][value='%s']) button".formatted(person)))
        .press("Enter");
    page.waitForURL(url -> url.startsWith(stack.url(service)));
  }

  private static String writesAndSubmits(Visitor writer) {
    signsIn(writer, "lin.yue", "drafting", "/write");
    Page page = writer.page();
    Keyboard keys = new Keyboard(page);
    keys.to(writer.link("desk.new")).press("Enter");
    keys.to(page.locator("#title")).type(TITLE);
    keys.choose(page.locator("#section"), "services");
    Locator english = page.locator("#language-en");
    if (!english.isChecked()) {
      keys.to(page.locator("#language")).press("ArrowDown");
    }
    assertThat(english).isChecked();
    keys.to(writer.button("new.create")).press("Enter");

    Writer desk = new Writer(writer);
    keys.to(page.locator("#summary")).type("All trails get new sign-posts.");
    keys.to(desk.text()).type("All hiking trails get new sign-posts by summer.");
    keys.press("Enter").type("The old ones are taken down.");
    desk.saved();
    keys.to(writer.link("article.submit")).press("Enter");
    keys.to(writer.button("submit.do")).press("Enter");
    writer.reads(writer.words("said.submitted"));
    return desk.article();
  }

  private static void approves(String person, String article) {
    try (Visitor reviewer = new Visitor(stack, "en", TestBrowser.WIDE)) {
      signsIn(reviewer, person, "review", "/review");
      Page page = reviewer.page();
      Locator row = page.locator("a.title[href$='" + article + "']");
      reviewer.reloadUntil(row);
      Keyboard keys = new Keyboard(page);
      keys.to(row).press("Enter");
      assertThat(page.locator("h1")).hasText(TITLE);
      page.waitForLoadState();
      keys.press("?");
      assertThat(page.locator("dialog#keys")).isVisible();
      reviewer.looksGood("review-keys");
      keys.press("Escape").press("a");
      assertThat(page.locator("#approve")).isFocused();
      keys.press("Enter");
      assertThat(page.locator("#taken")).isVisible();
    }
  }
}
