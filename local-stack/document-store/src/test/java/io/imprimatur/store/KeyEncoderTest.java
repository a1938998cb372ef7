package io.imprimatur.store;

import static org.assertj.core.api.Assertions.assertThat;

import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Bytes in the order of the values they stand for. */
@Tag("local-parts")
class KeyEncoderTest {

  @Test
  void ordersLongsOverTheirWholeRange() {
    Random random = new Random(3);
    for (int i = 0; i < 10_000; i++) {
      long left = random.nextLong() >> random.nextInt(64);
      long right = i % 3 == 0 ? left + 1 : random.nextLong() >> random.nextInt(64);
      assertThat(Integer.signum(compare(left, right)))
          .as("%d and %d", left, right)
          .isEqualTo(left + 1 == right && right < left ? 1 : Long.compare(left, right));
    }
  }

  @Test
  void ordersDoublesAmongLongs() {
    assertThat(compare(1L << 53, (double) (1L << 53))).isZero();
    assertThat(compare((1L << 53) + 1, (double) (1L << 53))).isPositive();
    assertThat(compare(Long.MAX_VALUE, 0x1p63)).isNegative();
    assertThat(compare(Long.MIN_VALUE, -0x1p63)).isZero();
    assertThat(compare(-0.0, 0)).isZero();
    assertThat(compare(1, 1L)).isZero();
    assertThat(compare(Double.NaN, Double.NEGATIVE_INFINITY)).isNegative();
    assertThat(compare(-1.5, -1)).isNegative();
  }

  @Test
  void ordersTextsWithNulInside() {
    List<String> texts = List.of("", "\0", "\0\0", "\0a", "a", "a\0", "a\0b", "aa", "b");
    for (int i = 0; i < texts.size(); i++) {
      for (int j = 0; j < texts.size(); j++) {
        assertThat(Integer.signum(compare(texts.get(i), texts.get(j))))
            .isEqualTo(Integer.compare(i, j));
      }
    }
  }

  @Test
  void noEncodingIsTheBeginningOfAnother() {
    List<Object> values =
        new ArrayList<>(
            Arrays.asList(
                null,
                1,
                "a",
                "a\0",
                "ab",
                new Document(),
                new Document("a", 1),
                new Document("a", 1).append("b", 2),
                List.of(),
                List.of(1),
                List.of(1, 2),
                true));
    for (Object left : values) {
      for (Object right : values) {
        if (left != right) {
          assertThat(Bytes.startsWith(KeyEncoder.encode(left), KeyEncoder.encode(right)))
              .as("%s starts with %s", left, right)
              .isFalse();
        }
      }
    }
  }

  @Test
  void invertsForDescendingOrder() {
    assertThat(Arrays.compareUnsigned(KeyEncoder.encode("a", true), KeyEncoder.encode("ab", true)))
        .isPositive();
  }

  private static int compare(Object left, Object right) {
    return Arrays.compareUnsigned(KeyEncoder.encode(left), KeyEncoder.encode(right));
  }
}
