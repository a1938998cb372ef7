package io.imprimatur.system.pages;

import com.microsoft.playwright.assertions.PlaywrightAssertions;
import io.imprimatur.system.OneStack;
import io.imprimatur.system.Stack;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
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
  })
  void aTextGoesFromDeskToMailbox(String language, int width, String title) {
    String unique = title + " " + UUID.randomUUID().toString().substring(0, 4);
    new MainJobWalk(stack, language, width, unique).walk();
  }

  @Tag("wide")
  @ParameterizedTest
  @CsvSource({
    "en, 360, Service halls open earlier in winter",
    "zh, 1280, 全省政务服务大厅冬季开放时间公告",
  })
  void aTextGoesFromDeskToMailboxAtTheOtherWidth(String language, int width, String title) {
    aTextGoesFromDeskToMailbox(language, width, title);
  }
}
