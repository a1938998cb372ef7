package io.imprimatur.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DemoTextTest {

  private static final Path TEXTS =
      Script.PROJECT.resolve("local-stack/launcher/src/main/resources/demo");

  static Stream<String> names() throws IOException {
    try (Stream<Path> files = Files.list(TEXTS)) {
      List<String> names =
          files.map(file -> file.getFileName().toString().replace(".html", "")).sorted().toList();
      return names.stream();
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void eachTextIsWholeAndFitsTheSampleOffice(String name) throws IOException {
    DemoText text = DemoText.read(name);
    String office = Files.readString(Script.PROJECT.resolve("config/office.yml"));
    assertThat(text.title()).isNotBlank().hasSizeLessThanOrEqualTo(300);
    assertThat(text.fields().get("summary").toString()).isNotBlank().hasSizeLessThanOrEqualTo(2000);
    assertThat(text.fields().get("body").toString()).contains("<p>").endsWith("\n");
    assertThat(text.language()).isIn("zh", "en");
    assertThat(name).contains("." + text.language());
    assertThat(office).contains("- id: " + text.fields().get("section") + "\n");
    assertThat((List<?>) text.fields().get("topics"))
        .allSatisfy(topic -> assertThat(office).contains("- id: " + topic + "\n"));
    text.translationOf()
        .ifPresent(
            other -> assertThat(DemoText.read(other).language()).isNotEqualTo(text.language()));
  }

  @ParameterizedTest
  @MethodSource("names")
  void tagsAreClosed(String name) {
    String body = DemoText.read(name).fields().get("body").toString();
    for (String tag : List.of("p", "h2", "ul", "ol", "li", "table", "tr", "td", "th")) {
      assertThat(count(body, "<" + tag + ">")).as(tag).isEqualTo(count(body, "</" + tag + ">"));
    }
  }

  @Test
  void readsHeadAndBody() {
    DemoText text =
        DemoText.of(
            "title: A: b\nsummary: S\nsection: tourism\ntopics: culture, transport\nlanguage: en\n"
                + "translation-of: other.zh\nchange-note: N\n\n<p>One</p>\n\n<p>Two</p>\n");
    assertThat(text.fields())
        .containsEntry("title", "A: b")
        .containsEntry("topics", List.of("culture", "transport"))
        .containsEntry("changeNote", "N")
        .containsEntry("body", "<p>One</p>\n\n<p>Two</p>\n");
    assertThat(text.translationOf()).contains("other.zh");
    assertThat(text.request(Optional.of("id-1"))).containsEntry("translationOf", "id-1");
    assertThat(text.request(Optional.empty())).doesNotContainKey("translationOf");
  }

  private static long count(String text, String what) {
    return Pattern.compile(Pattern.quote(what)).matcher(text).results().count();
  }
}
