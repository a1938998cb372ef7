package io.imprimatur.publishing.publication;

import static org.assertj.core.api.Assertions.assertThat;

import io.imprimatur.events.Digest;
import io.imprimatur.events.Text;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HouseRulesTest {

  private static final String ID = "01939c6e-7b1a-7cc0-8000-0123456789ab";
  private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

  private final HouseRules rules = new HouseRules(Set.of("tourism"));

  @Test
  void takesATextAtItsLimits() {
    String body = "<p>" + "x".repeat(Text.MAX_BODY_BYTES - 7) + "</p>";
    Text text =
        new Text(
            "🙂".repeat(300),
            "s\n".repeat(1000),
            body,
            "tourism",
            "en",
            IntStream.range(0, 50).mapToObj(i -> "t" + i).toList(),
            "n".repeat(4000),
            List.of());
    assertThat(rules.objection(ID, sealed(text, null), NOW)).isEmpty();
  }

  @Test
  void refusesWhatIsLargerUnknownOrTooEarly() {
    assertThat(objection("x".repeat(301), "", "<p>x</p>", "tourism")).contains("title is longer");
    assertThat(objection("a\u0007b", "", "<p>x</p>", "tourism")).contains("title holds");
    assertThat(objection("a\nb", "", "<p>x</p>", "tourism")).contains("title holds");
    assertThat(objection("x", "s".repeat(2001), "<p>x</p>", "tourism")).contains("summary");
    assertThat(objection("x", "", "<p>x</p>", "sports")).contains("no section \"sports\"");
    assertThat(objection("x", "", "<p>x</p><script>y</script>", "tourism")).contains("<script>");
    assertThat(objection("x", "", "<p>" + "é".repeat(Text.MAX_BODY_BYTES / 2) + "</p>", "tourism"))
        .contains("larger than");
    assertThat(rules.objection("no-uuid", sealed(text("x", "", "<p>x</p>"), null), NOW))
        .isPresent();
    assertThat(rules.objection(ID, sealed(text("x", "", "<p>x</p>"), NOW.plusMillis(1)), NOW))
        .isPresent();
    assertThat(rules.objection(ID, sealed(text("x", "", "<p>x</p>"), NOW), NOW)).isEmpty();
  }

  @Test
  void refusesTooManyTopicsAndFilesThatItCannotShow() {
    Text many =
        new Text(
            "x",
            "",
            "<p>x</p>",
            "tourism",
            "en",
            IntStream.range(0, 51).mapToObj(i -> "t" + i).toList(),
            "",
            List.of());
    assertThat(rules.objection(ID, sealed(many, null), NOW).orElseThrow()).contains("topics");
    Text files =
        new Text(
            "x",
            "",
            "<p>x</p>",
            "tourism",
            "en",
            List.of(),
            "",
            Collections.nCopies(1, "sha256:0"));
    assertThat(rules.objection(ID, sealed(files, null), NOW).orElseThrow()).contains("files");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u202a", "\u202b", "\u202c", "\u202d", "\u202e", "\u2066", "\u2067", "\u2068", "\u2069"
      })
  void refusesWhatTurnsTheDirectionOfATextWhereverItStands(String c) {
    String turned = "a" + c + "b";
    String name = "holds U+%04X, which turns".formatted((int) c.charAt(0));
    assertThat(objection(turned, "", "<p>x</p>", "tourism")).startsWith("the title " + name);
    assertThat(objection("x", turned, "<p>x</p>", "tourism")).startsWith("the summary " + name);
    assertThat(objection("x", "", "<p>" + turned + "</p>", "tourism"))
        .startsWith("the body " + name)
        .endsWith("at character 5");
    assertThat(objection("x", "", "<pre>" + turned + "</pre>", "tourism"))
        .startsWith("the body " + name);
    assertThat(
            objection(
                "x",
                "",
                "<p><a href=\"https://a.example/" + turned + "\" rel=\"noopener\">x</a></p>",
                "tourism"))
        .startsWith("the body has a link with U+");
    Text noted =
        new Text("x", "", "<p>x</p>", "tourism", "en", List.of(), "new: " + turned, List.of());
    assertThat(rules.objection(ID, sealed(noted, null), NOW).orElseThrow())
        .startsWith("the change note " + name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u200b", "\u2800", "\u3164", "\u00ad \u2060", "\ufe0f\u034f"})
  void refusesATitleOfWhichNobodySeesAnything(String title) {
    assertThat(objection(title, "", "<p>x</p>", "tourism")).startsWith("the title shows nothing");
    assertThat(objection(title + "x", "", "<p>x</p>", "tourism")).isEqualTo("no objection");
  }

  private String objection(String title, String summary, String body, String section) {
    Text text = new Text(title, summary, body, section, "en", List.of(), "", List.of());
    return rules.objection(ID, sealed(text, null), NOW).orElse("no objection");
  }

  private static Text text(String title, String summary, String body) {
    return new Text(title, summary, body, "tourism", "en", List.of(), "", List.of());
  }

  private static SealedText sealed(Text text, Instant notBefore) {
    return new SealedText(1, 1, text, Digest.of(text), "seal", NOW, notBefore, null);
  }
}
