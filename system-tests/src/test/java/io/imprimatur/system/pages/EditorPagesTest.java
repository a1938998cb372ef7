package io.imprimatur.system.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import io.imprimatur.system.Newsroom;
import io.imprimatur.system.OneStack;
import io.imprimatur.system.Stack;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What happens in the editor when two people, or a person and the clock, write at the same time.
 */
@ExtendWith(OneStack.class)
class EditorPagesTest {

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
    "en, 1280, The bridge opens on Monday., Monday, Friday, Sunday",
    "zh, 360, 大桥定于星期一通车。, 星期一, 星期五, 星期日"
  })
  void twoWhoWriteTheSameWordsChooseAndLoseNothing(
      String language, int width, String sentence, String word, String mine, String theirs) {
    String last = language.equals("en") ? "The tunnel stays closed." : "隧道暂不开放。";
    String article =
        newsroom.write(
            sentence, "<p>" + sentence + "</p><p>" + last + "</p>", "government", language);
    try (Visitor lin = new Visitor(stack, language, width);
        Visitor tom = new Visitor(stack, language, width)) {
      Writer first = opens(lin, "lin.yue", article);
      Writer second = opens(tom, "tom.baker", article);
      assertThat(tom.page().locator("#company")).containsText("Lin Yue");

      replaceFirstParagraph(first, sentence.replace(word, theirs));
      first.saved();
      replaceFirstParagraph(second, sentence.replace(word, mine));
      Page page = tom.page();
      assertThat(page.locator(".editor-notice button[formaction]")).isVisible();
      tom.looksGood("editor-conflict");
      page.locator(".editor-notice button[formaction]").click();

      tom.isAt(tom.words("conflict.title")).looksGood("conflict");
      tom.press("conflict.save");
      assertThat(page.locator(".error-summary")).isVisible();
      tom.looksGood("conflict-error");
      page.locator("input[value=BOTH]").check();
      tom.press("conflict.save").reads(tom.words("said.merged"));
      assertThat(second.text())
          .containsText(sentence.replace(word, mine) + sentence.replace(word, theirs) + last);
    }
  }

  private static Writer opens(Visitor visitor, String person, String article) {
    visitor.signIn(person, "drafting").at("drafting", "/" + article);
    Writer writer = new Writer(visitor);
    assertThat(writer.text()).isVisible();
    return writer;
  }

  private static void replaceFirstParagraph(Writer writer, String text) {
    writer.text().locator("p").first().click(new Locator.ClickOptions().setClickCount(3));
    writer.text().page().keyboard().insertText(text);
  }

  @Test
  void autosaveDoesNotInterruptAWordThatIsBeingComposed() {
    String article = newsroom.write("输入法测试", "<p>全省防汛抗旱工作</p>", "government", "zh");
    try (Visitor visitor = new Visitor(stack, "zh", 1280)) {
      Writer writer = opens(visitor, "lin.yue", article);
      Page page = visitor.page();
      List<String> autosaves = new ArrayList<>();
      page.onRequest(
          request -> {
            if (request.url().endsWith("/autosave")) {
              autosaves.add(request.postData());
            }
          });
      writer.text().click();
      page.keyboard().press("Control+End");
      page.keyboard().insertText("，");
      CDPSession devtools = page.context().newCDPSession(page);
      compose(devtools, "hui");
      aWhile(page);
      compose(devtools, "hui'yi");
      aWhile(page);
      Assertions.assertThat(autosaves).as("sent while a word was composed").isEmpty();
      assertThat(writer.text()).containsText("hui'yi");
      JsonObject chosen = new JsonObject();
      chosen.addProperty("text", "会议");
      devtools.send("Input.insertText", chosen);
      writer.saved();
      Assertions.assertThat(autosaves).hasSize(1);
      page.reload();
      assertThat(writer.text()).hasText("全省防汛抗旱工作，会议");
    }
  }

  private static void compose(CDPSession devtools, String letters) {
    JsonObject composition = new JsonObject();
    composition.addProperty("text", letters);
    composition.addProperty("selectionStart", letters.length());
    composition.addProperty("selectionEnd", letters.length());
    devtools.send("Input.imeSetComposition", composition);
  }

  /** Longer than autosave waits: until the timeline, which asks every few seconds, asked again. */
  private static void aWhile(Page page) {
    Response asked = page.waitForResponse(r -> r.url().contains("/timeline"), () -> {});
    Assertions.assertThat(asked.status()).isIn(200, 304);
  }
}
