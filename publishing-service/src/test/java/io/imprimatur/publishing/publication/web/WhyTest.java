package io.imprimatur.publishing.publication.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.support.ResourceBundleMessageSource;

/** Each reason has its words in both languages. */
class WhyTest {

  private final Why why = new Why(messages());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "withdrawn meanwhile",
        "the article's id is no UUID in lower case",
        "the site has no section \"sports\"",
        "it must not be published before 2026-11-24T10:00:00Z",
        "the title is longer than 300 characters",
        "the summary is longer than 2000 characters",
        "the change note holds a character that no page can show",
        "the title holds U+202E, which turns the direction of the text",
        "the title shows nothing: it holds no character that can be seen",
        "it has more than 50 topics",
        "it has attached files, which the site can't show",
        "the body is larger than 524288 bytes",
        "the body is empty",
        "the body holds U+202E, which turns the direction of the text, at character 7",
        "the body has an element <script> where none may stand, at character 9",
        "the body has a <video> where none may stand, at character 9",
        "the body has a <p> inside <li>, at character 9",
        "the body has an empty <strong>, at character 9",
        "the body has an empty element, at character 9",
        "the body has text outside of a block, at character 9",
        "the body has attributes at <p>, at character 9",
        "the body has a <td> with attributes that may not stand there, at character 9",
        "the body has a link that is not to http:, https: or mailto:, or has other attributes than href and rel=\"noopener\", at character 9",
        "the body has a tag that is none, or not in the site's spelling, at character 9",
        "the body is nested deeper than 64 elements, at character 9",
        "the body closes what was not open, at character 9",
        "the article stands at an address for the language en; a text in zh needs an article of its own",
        "there is no seal",
        "the seal belongs to another article, x",
        "the seal's key abc is none of the office's",
        "the seal's signature is wrong",
        "the seal vouches for revision 1, not for 2",
        "the seal vouches for round 1, not for 2",
        "its seal is for revision 1, and revision 2 was taken before",
        "the text was changed after it was sealed: its digest is a, the seal names b",
        "the stored text was altered: its digest is a, the seal names b",
        "the stored text is gone",
        "the event names another digest than the seal",
        "the document names another title, language or section than the seal",
        "the seal names another title than the text has",
        "the document can't be read",
        "a seal has three parts (header.payload.signature), this one has 2",
        "the seal's payload is none: x"
      })
  void aReasonHasItsWords(String reason) {
    assertThat(Why.knows(reason)).isTrue();
    String en = why.say(reason, Locale.ENGLISH);
    String zh = why.say(reason, Locale.CHINESE);
    assertThat(en).endsWith(".").doesNotContain("{", "why.", "''", "The reason given");
    assertThat(zh).endsWith("。").doesNotContain("{", "why.", "''", "系统给出的原因");
    assertThat(zh.codePoints()).anyMatch(Character::isIdeographic);
  }

  @Test
  void fieldsAndLanguagesHaveNames() {
    assertThat(why.say("the change note is longer than 4000 characters", Locale.ENGLISH))
        .isEqualTo("Its change note is longer than 4000 characters.");
    assertThat(why.say("the summary is longer than 2000 characters", Locale.CHINESE))
        .isEqualTo("摘要超过 2000 个字符。");
  }

  @Test
  void whatIsWrongInATextIsSaidInTheLanguageOfThePage() {
    assertThat(
            why.say(
                "the body has an element <script> where none may stand, at character 1009",
                Locale.CHINESE))
        .isEqualTo("正文格式不符合网站规定：第 1009 个字符处不得使用 <script> 元素。");
    assertThat(why.say("the body has a <p> inside <li>, at character 9", Locale.ENGLISH))
        .isEqualTo(
            "Its text is not written as the site takes it: it has a <p> inside <li> (at character"
                + " 9).");
  }

  @Test
  void aReasonThatIsNotKnownIsGivenAsItStands() {
    assertThat(why.say("something {new} isn't known", Locale.ENGLISH))
        .isEqualTo("The reason given: something {new} isn't known");
  }

  @Test
  void bothLanguagesHaveTheSameMessages() throws Exception {
    for (String name : new String[] {"messages", "site"}) {
      assertThat(keys("/" + name + "_zh.properties"))
          .containsExactlyInAnyOrderElementsOf(keys("/" + name + ".properties"));
    }
  }

  private static Iterable<Object> keys(String file) throws Exception {
    Properties properties = new Properties();
    try (InputStream in = WhyTest.class.getResourceAsStream(file)) {
      properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
    }
    return properties.keySet();
  }

  private static ResourceBundleMessageSource messages() {
    ResourceBundleMessageSource messages = new ResourceBundleMessageSource();
    messages.setBasenames("messages", "kit-messages");
    messages.setDefaultEncoding("UTF-8");
    messages.setFallbackToSystemLocale(false);
    return messages;
  }
}
