package io.imprimatur.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.Locale;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Bodies of the largest allowed size, also such as are made to cost much. */
class LargeTextsTest {

  private static final int BYTES = 512 * 1024;

  /** Some two seconds on a desk's machine; a quadratic blow-up takes minutes. */
  private static final Duration BOUND = Duration.ofSeconds(20);

  private record Case(String name, String before, String after) {}

  @TestFactory
  Stream<DynamicTest> areComparedInTime() {
    return Stream.of(
            new Case("one word again and again", one("ab ", 0), one("ab ", 7)),
            new Case("two words in another order", one("a b ", 0), one("b a a ", 0)),
            new Case("nothing in common", one(i -> "x" + i + " "), one(i -> "y" + i + " ")),
            new Case("random letters", letters(1, "ab"), letters(2, "ab")),
            new Case("random Han", letters(1, "的一是在不了有和人这"), letters(2, "的一是在不了有和人这")),
            new Case("small paragraphs, all alike", many(i -> "<p>a</p>"), many(i -> "<p>b</p>")),
            new Case(
                "small paragraphs, two kinds",
                many(i -> i % 2 == 0 ? "<p>a</p>" : "<p>b c</p>"),
                many(i -> i % 3 == 0 ? "<p>a</p>" : "<p>b c</p>")),
            new Case(
                "paragraphs in reverse",
                many(i -> "<p>No " + i + " of it</p>"),
                many(i -> "<p>No " + (30_000 - i) + " of it</p>")),
            new Case(
                "paragraphs with one word in common",
                many(i -> "<p>Words here " + i + "</p>"),
                many(i -> "<p>Words there " + -i + "</p>")),
            new Case(
                "one list",
                "<ul>" + many(i -> "<li>item " + i % 5 + "</li>") + "</ul>",
                "<ul>" + many(i -> "<li>item " + i % 7 + "</li>") + "</ul>"),
            new Case(
                "one table",
                "<table><tbody>" + many(i -> row(i, i % 3)) + "</tbody></table>",
                "<table><tbody>" + many(i -> row(i + 1, i % 4)) + "</tbody></table>"),
            new Case("quotes in quotes", nested(200, "old"), nested(200, "new")))
        .map(each -> DynamicTest.dynamicTest(each.name, () -> inTime(each)));
  }

  private static void inTime(Case each) {
    long began = System.nanoTime();
    Comparison comparison =
        assertTimeoutPreemptively(
            BOUND, () -> Comparison.between(each.before, each.after, Locale.SIMPLIFIED_CHINESE));
    assertThat(comparison.same()).isFalse();
    if (Boolean.getBoolean("times")) {
      System.out.printf("%5d ms  %s%n", (System.nanoTime() - began) / 1_000_000, each.name);
    }
  }

  @Test
  void aFewChangesInALargeTextAreFoundWordByWord() {
    String before =
        many(i -> "<p>Paragraph " + i + " says that all is well in district " + i + ".</p>");
    String after = before.replace("is well in district 777.", "is quiet in district 777.");
    Comparison comparison = Comparison.between(before, after, Locale.ENGLISH);
    assertThat(comparison.changes()).isEqualTo(1);
    assertThat(comparison.html()).contains("is <del>well</del><ins>quiet</ins> in");
  }

  @Test
  void deepNestingIsNoTrouble() {
    assertThatCode(() -> Comparison.between(nested(250, "a"), nested(249, "a"), Locale.ENGLISH))
        .doesNotThrowAnyException();
  }

  private static String one(String word, int more) {
    return "<p>" + word.repeat((BYTES - 100) / word.length() - more) + "</p>";
  }

  private static String one(IntFunction<String> word) {
    return "<p>" + many(word) + "</p>";
  }

  private static String many(IntFunction<String> each) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; out.length() < BYTES - 200; i++) {
      out.append(each.apply(i));
    }
    return out.toString();
  }

  private static String letters(long seed, String from) {
    Random random = new Random(seed);
    return IntStream.range(0, 170_000)
        .mapToObj(i -> from.charAt(random.nextInt(from.length())) + (from.length() < 5 ? " " : ""))
        .collect(Collectors.joining("", "<p>", "</p>"));
  }

  private static String row(int one, int other) {
    return "<tr><td>" + one + "</td><td>" + other + "</td></tr>";
  }

  private static String nested(int depth, String text) {
    return "<blockquote>".repeat(depth)
        + "<p>"
        + (text + " ").repeat(1000).strip()
        + "</p>"
        + "</blockquote>".repeat(depth);
  }
}
