package io.imprimatur.drafting.draft;

import static org.assertj.core.api.Assertions.assertThat;

import io.imprimatur.compare.Choice;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClashTest {

  private static final Entry BASE =
      entry("Flood control", "What to do", "<p>One.</p><p>Two.</p><p>Three.</p>");

  @Test
  void whatOneSideAloneChangedIsKeptUnasked() {
    Entry mine = entry("Flood control", "Do this", "<p>One, mine.</p><p>Two.</p><p>Three.</p>");
    Entry theirs = entry("Floods", "What to do", "<p>One.</p><p>Two.</p><p>Three, theirs.</p>");
    Clash clash = Clash.of(Optional.of(BASE), mine, theirs);
    assertThat(clash.openFields()).isEmpty();
    assertThat(clash.openPassages()).isZero();
    Entry merged = clash.merged(Map.of(), List.of());
    assertThat(merged.title()).isEqualTo("Floods");
    assertThat(merged.summary()).isEqualTo("Do this");
    assertThat(merged.body()).isEqualTo("<p>One, mine.</p><p>Two.</p><p>Three, theirs.</p>");
  }

  @Test
  void whatBothChangedWaitsForAChoice() {
    Entry mine = entry("Mine", "What to do", "<p>One.</p><p>Two, mine.</p><p>Three.</p>");
    Entry theirs = entry("Theirs", "What to do", "<p>One.</p><p>Two, theirs.</p><p>Three.</p>");
    Clash clash = Clash.of(Optional.of(BASE), mine, theirs);
    assertThat(clash.openFields()).extracting(Clash.Field::name).containsExactly("title");
    assertThat(clash.openPassages()).isEqualTo(1);
    Entry both = clash.merged(Map.of("title", Choice.THEIRS), List.of(Choice.BOTH));
    assertThat(both.title()).isEqualTo("Theirs");
    assertThat(both.body())
        .isEqualTo("<p>One.</p><p>Two, mine.</p><p>Two, theirs.</p><p>Three.</p>");
    Entry mineStays = clash.merged(Map.of("title", Choice.MINE), List.of(Choice.MINE));
    assertThat(mineStays.title()).isEqualTo("Mine");
    assertThat(mineStays.body()).isEqualTo("<p>One.</p><p>Two, mine.</p><p>Three.</p>");
  }

  @Test
  void withoutTheTextBeforeEverythingThatDiffersWaits() {
    Entry mine = entry("Flood control", "Do this", "<p>One, mine.</p><p>Two.</p>");
    Entry theirs = entry("Floods", "What to do", "<p>One.</p><p>Two.</p>");
    Clash clash = Clash.of(Optional.empty(), mine, theirs);
    assertThat(clash.openFields())
        .extracting(Clash.Field::name)
        .containsExactly("title", "summary");
    assertThat(clash.openPassages()).isEqualTo(1);
  }

  @Test
  void thereIsNoneOnlyWhereBothSayTheSame() {
    Entry typed = entry("Flood control", "What to do", "<p>One, typed.</p>");
    assertThat(Clash.of(Optional.of(BASE), typed, BASE).isNone()).isFalse();
    assertThat(Clash.of(Optional.of(BASE), BASE, typed).isNone()).isFalse();
    assertThat(Clash.of(Optional.of(BASE), typed, typed).isNone()).isTrue();
  }

  @Test
  void theOrderOfTopicsAndTheKindOfLineEndsAreNoDifference() {
    Entry mine =
        new Entry("A", "a\r\nb", "<p>x</p>", "government", "en", List.of("b", "a"), null, null);
    Entry theirs =
        new Entry("A", "a\nb", "<p>x</p>", "government", "en", List.of("a", "b"), "", "t");
    Clash clash = Clash.of(Optional.empty(), mine, theirs);
    assertThat(clash.fields()).isEmpty();
    assertThat(clash.openPassages()).isZero();
    assertThat(clash.merged(Map.of(), List.of()).translationOf()).isEqualTo("t");
  }

  @Test
  void whatWasTypedIsCleanedBeforeItIsShown() {
    Entry mine = entry("A", "", "<p onclick=\"x()\">Hi<script>x()</script></p>");
    Clash clash = Clash.of(Optional.empty(), mine, entry("A", "", "<p>Ho</p>"));
    assertThat(clash.merged(Map.of(), List.of(Choice.MINE)).body()).isEqualTo("<p>Hi</p>");
  }

  private static Entry entry(String title, String summary, String body) {
    return new Entry(title, summary, body, "government", "en", List.of("budget"), "", null);
  }
}
