package io.imprimatur.publishing.site.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.imprimatur.publishing.site.SearchIndex.Entry;
import io.imprimatur.publishing.site.SearchIndex.Found;
import io.imprimatur.publishing.site.SearchIndex.Match;
import io.imprimatur.publishing.site.SearchIndex.Question;
import io.imprimatur.publishing.site.View.Run;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is found in both languages, and how it is shown. */
class LuceneIndexTest {

  private static final Instant START = Instant.parse("2026-11-24T08:00:00Z");

  private final LuceneIndex index = new LuceneIndex();

  @BeforeEach
  void articles() {
    put(
        "flood",
        "en",
        "government",
        1,
        "Provincial flood-control meeting",
        "The third meeting.",
        "Reservoir levels stand at 84 percent.\nEvery county keeps duty officers at their posts.");
    put(
        "hours",
        "en",
        "services",
        2,
        "Winter opening hours of the service halls",
        "",
        "The halls open at nine. Floods may close them. The province's café stays open.");
    put(
        "tariff",
        "en",
        "services",
        3,
        "Correction: water tariffs",
        "On the public hearing.",
        "The hearing on water tariffs is on 3 December, not on 2 December.");
    put(
        "fangxun",
        "zh",
        "government",
        4,
        "省防汛抗旱指挥部召开第三次会议",
        "部署后汛期工作。",
        "会议指出，上游水库蓄水率为百分之八十四。各县应当昼夜值守。");
    put("fuwu", "zh", "services", 5, "政务服务大厅冬季开放时间", "", "大厅九时开放。用水价格听证会另行通知。");
    index.refresh();
  }

  @AfterEach
  void close() throws Exception {
    index.close();
  }

  @ParameterizedTest
  @CsvSource({
    "en, meeting, flood",
    "en, meetings, flood",
    "en, FLOODS, flood hours",
    "en, flood-control, flood",
    "en, water hearing, tariff",
    "en, hearing water, tariff",
    "en, \"water tariffs\", tariff",
    "en, \"tariffs water\", ''",
    "en, “water tariffs”, tariff",
    "en, province, hours",
    "en, cafe, hours",
    "en, 84, flood",
    "en, meeting absentword, ''",
    "en, 防汛, ''",
    "zh, 防汛, fangxun",
    "zh, 防汛抗旱, fangxun",
    "zh, 防汛会议, fangxun",
    "zh, 抗旱指挥部第三次会议, fangxun",
    "zh, “抗旱会议”, ''",
    "zh, 「抗旱指挥部」, fangxun",
    "zh, 水, fangxun fuwu",
    "zh, 水库 值守, fangxun",
    "zh, 听证会, fuwu",
    "zh, 冬季，开放, fuwu",
    "zh, meeting, ''"
  })
  void findsTheArticlesThatHoldTheWords(String language, String words, String ids) {
    assertThat(ids(find(language, words)))
        .containsExactlyInAnyOrder(ids.isEmpty() ? new String[0] : ids.split(" "));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "*",
        "?",
        "***",
        "\"",
        "\"\"",
        "!!! ??? ,,,",
        "。，、",
        "()[]{}",
        "~^:\\/",
        "“",
        "“”",
        "AND",
        "title:*",
        "-",
        "\u0000",
        "\uD800",
        "🙂"
      })
  void anOddQuestionFindsNothingAndBreaksNothing(String words) {
    assertThat(find("en", words).matches()).isEmpty();
    assertThat(find("zh", words).matches()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"meeting*", "+meeting -county?", "(meeting)", "meeting~", "\"meeting", "meeting^"})
  void signsAreNoSyntax(String words) {
    assertThat(ids(find("en", words))).containsExactly("flood");
  }

  @Test
  void aVeryLongQuestionIsAnswered() {
    assertThat(find("en", "meeting ".repeat(2_000)).total()).isEqualTo(1);
    assertThat(find("zh", "防汛".repeat(5_000)).total()).isZero();
    assertThat(find("en", "a\"".repeat(5_000)).total()).isZero();
  }

  @Test
  void theTitleWeighsMoreThanTheTextAndTheNewestComeFirstWhereThatIsWanted() {
    put("later", "en", "government", 9, "Another notice", "", "It speaks of a meeting at length.");
    index.refresh();
    assertThat(ids(find("en", "meeting"))).containsExactly("flood", "later");
    assertThat(ids(index.find(new Question("en", "meeting", null, true, 0, 10))))
        .containsExactly("later", "flood");
  }

  @Test
  void sectionsAreCountedWhicheverWasAskedFor() {
    Found all = find("en", "the");
    assertThat(all.sections()).isEqualTo(Map.of("government", 1L, "services", 2L));
    assertThat(all.total()).isEqualTo(3);
    Found one = index.find(new Question("en", "the", "services", false, 0, 10));
    assertThat(one.total()).isEqualTo(2);
    assertThat(one.sections()).isEqualTo(all.sections());
    assertThat(ids(one)).containsExactlyInAnyOrder("hours", "tariff");
  }

  @Test
  void eachPartGoesOnWhereTheOneBeforeEnded() {
    for (int i = 0; i < 25; i++) {
      put("n" + i, "en", "tourism", 100 + i, "Numbered", "", "All alike.");
    }
    index.refresh();
    List<String> ids = new ArrayList<>();
    for (int skip = 0; skip < 30; skip += 10) {
      ids.addAll(ids(index.find(new Question("en", "alike", null, false, skip, 10))));
    }
    assertThat(ids).hasSize(25).doesNotHaveDuplicates().startsWith("n24", "n23");
  }

  @Test
  void whatWasFoundIsMarkedInTitleAndExcerpt() {
    Match flood = find("en", "flood county").matches().getFirst();
    assertThat(marked(flood.title())).isEqualTo("Provincial [flood]-control meeting");
    assertThat(marked(flood.excerpt()))
        .isEqualTo("Every [county] keeps duty officers at their posts.");
    Match fangxun = find("zh", "防汛抗旱").matches().getFirst();
    assertThat(marked(fangxun.title())).isEqualTo("省[防汛抗旱]指挥部召开第三次会议");
    assertThat(marked(fangxun.excerpt())).isEqualTo("部署后汛期工作。");
    assertThat(marked(find("zh", "水库").matches().getFirst().excerpt())).contains("上游[水库]蓄水率");
  }

  @Test
  void anExcerptOfALongTextIsShortAndHoldsTheWord() {
    put(
        "long",
        "en",
        "tourism",
        9,
        "Long",
        "",
        "word ".repeat(3_000) + "needle " + "word ".repeat(3_000));
    put("chang", "zh", "tourism", 9, "长", "", "长".repeat(9_000) + "针尖" + "长".repeat(9_000));
    index.refresh();
    for (String[] asked : new String[][] {{"en", "needle"}, {"zh", "针尖"}}) {
      String excerpt = marked(find(asked[0], asked[1]).matches().getFirst().excerpt());
      assertThat(excerpt).contains("[" + asked[1] + "]").startsWith("…").endsWith("…");
      assertThat(excerpt.length()).isLessThan(260);
    }
  }

  @Test
  void anUpdateReplacesAndARemovalForgets() {
    put("flood", "en", "tourism", 1, "Everything new", "", "Different.");
    index.remove("hours");
    index.refresh();
    assertThat(ids(find("en", "meeting"))).isEmpty();
    assertThat(ids(find("en", "different"))).containsExactly("flood");
    assertThat(ids(find("en", "floods"))).isEmpty();
    assertThat(index.ids()).containsExactlyInAnyOrder("flood", "tariff", "fangxun", "fuwu");
  }

  private Found find(String language, String words) {
    return index.find(new Question(language, words, null, false, 0, 10));
  }

  private static List<String> ids(Found found) {
    return found.matches().stream().map(Match::articleId).toList();
  }

  private static String marked(List<Run> runs) {
    return runs.stream()
        .map(r -> r.found() ? "[" + r.text() + "]" : r.text())
        .collect(Collectors.joining());
  }

  private void put(
      String id,
      String language,
      String section,
      int at,
      String title,
      String summary,
      String text) {
    index.put(
        new Entry(
            id, "sha256:" + id, language, section, START.plusSeconds(at), title, summary, text));
  }
}
