package io.imprimatur.publishing.publication;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which words show that the right page is meant. */
class TitleWordTest {

  private static final String ENGLISH = "Provincial flood-control meeting of 2026";
  private static final String CHINESE = "省防汛抗旱指挥部召开第三次会议";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "meeting",
        "MEETING",
        " meeting ",
        "flood",
        "control",
        "flood-control",
        "flood control",
        "2026",
        "of",
        "ｍeeting",
        "Provincial flood-control meeting of 2026"
      })
  void aWordOfTheTitleWillDo(String typed) {
    assertThat(TitleWord.confirms(typed, ENGLISH)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "-", "meet", "eeting", "meeting flood", "m", "202", "withdraw", "会议"})
  void anythingElseWillNot(String typed) {
    assertThat(TitleWord.confirms(typed, ENGLISH)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"防汛", "抗旱", "汛抗", "第三次会议", " 会议 ", "防 汛"})
  void anyTwoCharactersThatStandTogetherWillDoInChinese(String typed) {
    assertThat(TitleWord.confirms(typed, CHINESE)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "省", "议会", "防旱", "meeting", "第四次"})
  void otherCharactersWillNotInChinese(String typed) {
    assertThat(TitleWord.confirms(typed, CHINESE)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Provincial flood-control meeting | Provincial",
        "省防汛抗旱指挥部召开会议 | 省防汛抗",
        "A | A",
        "水 | 水",
        "第3次会议 | 第3次会议",
        "!!! | !!!",
        "2026 | 2026",
        "关于 COVID-19 的通告 | 关于"
      })
  void theExampleIsOneThatWillDo(String title, String example) {
    assertThat(TitleWord.example(title)).isEqualTo(example);
    assertThat(TitleWord.confirms(example, title)).isTrue();
    assertThat(TitleWord.confirms("nothing of it", title)).isFalse();
  }
}
