package io.imprimatur.kit;

import io.imprimatur.testkit.Architecture;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  @Test
  void theKitKnowsNoEventNoSealAndNoService() {
    Architecture.checkKit();
  }
}
