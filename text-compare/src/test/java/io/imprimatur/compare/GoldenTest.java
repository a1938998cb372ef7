package io.imprimatur.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Pairs of texts and how their differences must read, written by hand. */
class GoldenTest {

  @TestFactory
  Stream<DynamicTest> english() throws IOException {
    return golden("en", Locale.ENGLISH);
  }

  @TestFactory
  Stream<DynamicTest> chinese() throws IOException {
    return golden("zh", Locale.SIMPLIFIED_CHINESE);
  }

  private static Stream<DynamicTest> golden(String name, Locale language) throws IOException {
    String all;
    try (InputStream in = GoldenTest.class.getResourceAsStream("/golden/" + name + ".txt")) {
      all = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    return Stream.of(all.strip().split("\n\n"))
        .map(
            text -> {
              String[] lines = text.split("\n");
              assertThat(lines).as(text).hasSize(5);
              return dynamicTest(lines[0].substring(2), () -> check(lines, language));
            });
  }

  private static void check(String[] lines, Locale language) {
    Comparison comparison =
        Comparison.between(value(lines[1], "before:"), value(lines[2], "after:"), language);
    assertThat(comparison.html()).isEqualTo(value(lines[3], "marked:"));
    assertThat(comparison.changes())
        .as(lines[0])
        .isEqualTo(Integer.parseInt(value(lines[4], "places:")));
  }

  private static String value(String line, String name) {
    assertThat(line).startsWith(name);
    return line.substring(name.length()).strip();
  }
}
