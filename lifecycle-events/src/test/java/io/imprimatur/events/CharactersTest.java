package io.imprimatur.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CharactersTest {

  @Test
  void nineCharactersTurnTheTextAroundThem() {
    Set<String> turning = new TreeSet<>();
    for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
      if (Characters.turnsText(c)) {
        turning.add(Characters.name(c));
      }
    }
    assertThat(turning)
        .containsExactly(
            "U+202A", "U+202B", "U+202C", "U+202D", "U+202E", "U+2066", "U+2067", "U+2068",
            "U+2069");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "\n",
        "\u00a0",
        "\u3000",
        "\u200b",
        "\u200c\u200d",
        "\u200e",
        "\u2060",
        "\ufeff",
        "\u00ad",
        "\u034f",
        "\u115f\u1160",
        "\u3164",
        "\uffa0",
        "\u2800",
        "\u180e",
        "\ufe0f",
        "\udb40\udd00",
        "\udb40\udc41",
        "\u202e",
        "\u2028",
        "\u0000",
        "\ud83c",
        "\uffff",
        "\ufff0"
      })
  void nobodySeesThese(String value) {
    assertThat(Characters.isVisible(value)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "字",
        "\u200ba",
        "می\u200cخواهم",
        "👨\u200d👩",
        "?",
        "。",
        "\u0301",
        "𠀀",
        "☺\ufe0f",
        "\ue000",
        "\ud83f\udc00"
      })
  void everybodySeesThese(String value) {
    assertThat(Characters.isVisible(value)).isTrue();
  }

  @Test
  void aNameHasFourDigitsOrMore() {
    assertThat(Characters.name(0)).isEqualTo("U+0000");
    assertThat(Characters.name(0x1f600)).isEqualTo("U+1F600");
  }
}
