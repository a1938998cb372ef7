package io.imprimatur.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;

class WordsTest {

  @Test
  void titlesAreEscapedAndMarked() {
    Words words = Words.between("R&D: <old> rules", "R&D: <new> rules", Locale.ENGLISH);
    assertThat(words.html()).isEqualTo("R&amp;D: &lt;<del>old</del><ins>new</ins>&gt; rules");
    assertThat(words.changes()).isEqualTo(1);
  }

  @Test
  void aTextThatIsNotThereIsEmpty() {
    assertThat(Words.between(null, "New", Locale.ENGLISH).html()).isEqualTo("<ins>New</ins>");
    assertThat(Words.between("旧", null, Locale.CHINESE).html()).isEqualTo("<del>旧</del>");
    assertThat(Words.between(null, null, Locale.CHINESE).same()).isTrue();
  }

  @Test
  void charactersBeyondTheBasicPlaneStayWhole() {
    assertThat(Words.between("𠮷田先生", "𡈽田先生", Locale.CHINESE).html())
        .isEqualTo("<del>𠮷</del><ins>𡈽</ins>田先生");
  }
}
