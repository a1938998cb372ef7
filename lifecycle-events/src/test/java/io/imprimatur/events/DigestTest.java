package io.imprimatur.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** A text has one digest, whoever computes it; the vectors were made without this code. */
class DigestTest {

  /** One vector: a text as somebody sends it, its canonical JSON and its digest. */
  record Vector(String name, JsonNode text, String canonical, String digest) {
    @Override
    public String toString() {
      return name;
    }

    Text asText() {
      return new Text(
          text.path("title").stringValue(),
          text.path("summary").stringValue(),
          text.path("body").stringValue(),
          text.path("section").stringValue(),
          text.path("language").stringValue(),
          strings("topics"),
          text.path("changeNote").stringValue(),
          strings("attachments"));
    }

    private List<String> strings(String field) {
      List<String> values = new ArrayList<>();
      text.path(field).forEach(v -> values.add(v.stringValue()));
      return values;
    }
  }

  static Stream<Vector> vectors() {
    return StreamSupport.stream(Golden.json("/digest-vectors.json").spliterator(), false)
        .map(
            v ->
                new Vector(
                    v.path("name").stringValue(),
                    v.path("text"),
                    v.path("canonical").stringValue(),
                    v.path("digest").stringValue()));
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void aTextHasTheDigestThatOthersCompute(Vector vector) {
    assertThat(CanonicalText.json(vector.asText())).isEqualTo(vector.canonical());
    assertThat(Digest.of(vector.asText())).hasToString(vector.digest());
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void aTextKeepsItsDigestOnTheWire(Vector vector) {
    Text text = vector.asText();
    DraftSubmitted sent =
        new DraftSubmitted(
            1, 1, text, Digest.of(text), null, Examples.TOM, List.of(Examples.TOM), Instant.EPOCH);
    DraftSubmitted received =
        (DraftSubmitted)
            EventJson.read(EventJson.typeOf(sent), EventJson.write(sent)).orElseThrow();
    assertThat(received).isEqualTo(sent);
    assertThat(Digest.of(received.text())).isEqualTo(sent.digest());
  }

  @Test
  void whatReadsTheSameHasOneDigestAndWhatDiffersHasAnother() {
    Set<String> same =
        Set.of(
            "composed characters (NFC) = the same characters decomposed (NFD)",
            "line ends of Windows = line ends of Unix",
            "line ends of old Macs = line ends of Unix",
            "topics in any order, one twice = topics sorted");
    List<Vector> all = vectors().toList();
    for (String pair : same) {
      Set<String> names = Arrays.stream(pair.split(" = ")).collect(Collectors.toSet());
      assertThat(all.stream().filter(v -> names.contains(v.name())).map(Vector::digest).distinct())
          .as(pair)
          .hasSize(1);
    }
    assertThat(all.stream().map(Vector::digest).distinct().count())
        .isEqualTo(all.size() - same.size());
  }

  @Test
  void theGoldenFilesCarryTheDigestsOfTheirTexts() {
    assertThat(Digest.of(Examples.ENGLISH)).isEqualTo(Examples.ENGLISH_DIGEST);
    assertThat(Digest.of(Examples.CHINESE)).isEqualTo(Examples.CHINESE_DIGEST);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\ud83c", "a\ud83cb", "\udf0a", "\udf0a\ud83c", "\ud83c\ud83c\udf0a"})
  void halfOfASurrogatePairIsRefusedByField(String half) {
    List<Text> texts =
        List.of(
            text(half, "s", "b", "c", List.of(), List.of()),
            text("t", half, "b", "c", List.of(), List.of()),
            text("t", "s", half, "c", List.of(), List.of()),
            text("t", "s", "b", half, List.of(), List.of()),
            text("t", "s", "b", "c", List.of(half), List.of()),
            text("t", "s", "b", "c", List.of(), List.of(half)));
    List<String> fields =
        List.of("title", "summary", "body", "changeNote", "topics", "attachments");
    for (int i = 0; i < texts.size(); i++) {
      Text text = texts.get(i);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Digest.of(text))
          .withMessageContaining(fields.get(i))
          .withMessageContaining("surrogate");
    }
  }

  @Test
  void onlyTheTitleTheSectionAndTheLanguageMustSaySomething() {
    assertThat(text("t", "", "", "", List.of(), List.of()).summary()).isEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> text(" \n", "", "", "", List.of(), List.of()))
        .withMessageContaining("title");
  }

  @ParameterizedTest
  @CsvSource({"services, fr, language", "services, EN, language", "' ', en, section"})
  void aWrongSectionOrLanguageIsRefusedByName(String section, String language, String field) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Text("t", "s", "b", section, language, List.of(), "", List.of()))
        .withMessageContaining(field);
  }

  @Test
  void aMissingTopicIsRefusedByName() {
    assertThatThrownBy(() -> text("t", "s", "b", "c", Arrays.asList("budget", null), List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("topics");
  }

  @Test
  void bytesHaveADigestToo() {
    assertThat(Digest.ofBytes(new byte[0]))
        .hasToString("sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  }

  private static Text text(
      String title,
      String summary,
      String body,
      String note,
      List<String> topics,
      List<String> attachments) {
    return new Text(title, summary, body, "services", "en", topics, note, attachments);
  }
}
