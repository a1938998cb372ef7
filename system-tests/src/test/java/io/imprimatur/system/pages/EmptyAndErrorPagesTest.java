package io.imprimatur.system.pages;

import com.microsoft.playwright.Response;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import io.imprimatur.system.OneStack;
import io.imprimatur.system.Stack;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pages on which there is nothing yet, and pages that say why something is not there. */
@ExtendWith(OneStack.class)
class EmptyAndErrorPagesTest {

  private static final String NOBODYS = "01930000-0000-7000-8000-000000000000";

  private static Stack stack;

  @BeforeAll
  static void start(Stack running) {
    stack = running;
    PlaywrightAssertions.setDefaultAssertionTimeout(30_000);
  }

  @ParameterizedTest
  @CsvSource({"en, 1280", "zh, 360"})
  void theDesksSayWhatIsNotThere(String language, int width) {
    try (Visitor writer = new Visitor(stack, language, width)) {
      writer.signIn("tom.baker", "drafting");
      writer.at("drafting", "?q=nothing-of-this-kind").looksGood("drafts-empty");
      answers(writer, "drafting", "/write/" + NOBODYS, 404, "not-found");
      answers(writer, "review", "/review", 403, "not-a-reviewer");
      answers(writer, "publishing", "/newsroom", 403, "not-a-publisher");
      answers(writer, "notification", "/alerts", 403, "not-an-alerter");
    }
    try (Visitor reviewer = new Visitor(stack, language, width)) {
      reviewer.signIn("zhao.lei", "review");
      reviewer.at("review", "?tab=decided").looksGood("inbox-empty");
      answers(reviewer, "review", "/review/" + NOBODYS, 404, "no-review");
      reviewer.at("review", "/routes").looksGood("routes-reviewer");
    }
  }

  @ParameterizedTest
  @CsvSource({"en, 1280", "zh, 360"})
  void thePublicPagesSayWhatIsNotThere(String language, int width) {
    try (Visitor reader = new Visitor(stack, language, width)) {
      answers(reader, "publishing", "/" + language + "/nowhere", 404, "site-not-found");
      reader.open("publishing", "/" + language + "/search?q=qqqqqq").looksGood("site-search-none");
      reader.open("publishing", "/" + language + "/search").looksGood("site-search-empty");
      reader.open("publishing", "/" + language + "/investment").looksGood("site-section-empty");
      reader.open("notification", "/subscriptions/manage").looksGood("manage-ask");
      reader.open("notification", "/subscriptions/confirm?token=wrong").looksGood("bad-link");
    }
  }

  private static void answers(Visitor who, String service, String path, int status, String name) {
    Response answer = who.page().navigate(stack.url(service) + path);
    Assertions.assertThat(answer.status()).as(path).isEqualTo(status);
    who.looksGood(name);
  }
}
