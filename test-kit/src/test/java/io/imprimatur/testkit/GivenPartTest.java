package io.imprimatur.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class GivenPartTest {

  @Test
  void whatTheEnvironmentNamesIsTaken() {
    assertThat(GivenPart.of("MONGODB_URI", "mongodb://there", false)).contains("mongodb://there");
  }

  @Test
  void anEmptyValueIsNone() {
    assertThat(GivenPart.of("MONGODB_URI", " ", true)).isEmpty();
    assertThat(GivenPart.of("MONGODB_URI", null, true)).isEmpty();
  }

  @Test
  void aBuildThatWantsContainersTakesNothingElseInSilence() {
    assertThatIllegalStateException()
        .isThrownBy(() -> GivenPart.of("MONGODB_URI", "mongodb://there", true))
        .withMessageContaining("MONGODB_URI")
        .withMessageContaining("-Pcontainers");
  }
}
