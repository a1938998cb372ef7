package io.imprimatur.notification.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {

  @ParameterizedTest
  @CsvSource({
    "ann@example.org, ann@example.org",
    "'  Ann@Example.ORG ', ann@example.org",
    "ANN+news@example.org, ann+news@example.org",
    "o'neil@example.org, o'neil@example.org",
    "ann@bücher.example, ann@xn--bcher-kva.example",
    // u and the combining diaeresis are the same letter as ü
    "ann@bu\u0308cher.example, ann@xn--bcher-kva.example",
    "ann@例子.测试, ann@xn--fsqu00a.xn--0zwm56d",
    "ann@例子。测试, ann@xn--fsqu00a.xn--0zwm56d",
  })
  void everySpellingHasOneForm(String typed, String normalised) {
    assertThat(Address.of(typed).value()).isEqualTo(normalised);
    assertThat(Address.of(normalised).value()).isEqualTo(normalised);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "   ",
        "ann",
        "@example.org",
        "ann@",
        "ann@example",
        "ann@localhost",
        "ann@127.0.0.1",
        "ann@[127.0.0.1]",
        "ann@exa mple.org",
        "ann@example..org",
        "ann@.example.org",
        "ann@example.org.",
        "ann@-example.org",
        "ann@exa_mple.org",
        ".ann@example.org",
        "ann.@example.org",
        "an..n@example.org",
        "an n@example.org",
        "\"ann\"@example.org",
        "ann@b@example.org",
        "Ann <ann@example.org>",
        "ann@example.org,bob@example.org",
        "ann@example.org\r\nBcc: all@example.org",
        "ann@example.org\n",
        "ann\u0000@example.org",
        "ann\u007f@example.org",
        "安@example.org"
      })
  void whatIsNoneIsRefused(String typed) {
    assertThatThrownBy(() -> Address.of(typed)).isInstanceOf(NoAddress.class);
  }

  @ParameterizedTest
  @CsvSource({"64, true", "65, false"})
  void theLocalPartHas64OctetsAtMost(int length, boolean good) {
    String typed = "a".repeat(length) + "@example.org";
    if (good) {
      assertThat(Address.of(typed).value()).isEqualTo(typed);
    } else {
      assertThatThrownBy(() -> Address.of(typed)).isInstanceOf(NoAddress.class);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void theWholeHas254OctetsAtMost(int more) {
    String label = "d".repeat(50);
    String domain = label + "." + label + "." + label + "." + "d".repeat(34 + more) + ".example";
    String typed = "a".repeat(58) + "@" + domain;
    assertThat(typed).hasSize(254 + more);
    if (more == 0) {
      assertThat(Address.of(typed).value()).isEqualTo(typed);
    } else {
      assertThatThrownBy(() -> Address.of(typed)).hasMessageContaining("254");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ann@example.org"})
  void noLogTellsIt(String typed) {
    assertThat(Address.of(typed)).hasToString("a•••@example.org");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "550 5.1.1 no such mailbox: ann@example.org | 550 5.1.1 no such mailbox: a•••@example.org",
        "550 <Ann.Lee+x@Example.org>: unknown, try bob@example.org | 550 <A•••@Example.org>:"
            + " unknown, try b•••@example.org",
        "450 4.2.1 (a@b.example) later @ nine | 450 4.2.1 (a•••@b.example) later @ nine",
        "554 no | 554 no",
      })
  void aMailServersWordsTellNone(String words, String told) {
    assertThat(Address.maskAll(words)).isEqualTo(told);
    assertThat(Address.maskAll(null)).isNull();
  }
}
