package io.imprimatur.review;

import io.imprimatur.testkit.Architecture;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  @Test
  void keepsToThePictureOfAllServices() {
    Architecture.check("io.imprimatur.review", "approval");
  }
}
