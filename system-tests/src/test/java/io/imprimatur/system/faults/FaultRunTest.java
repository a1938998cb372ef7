package io.imprimatur.system.faults;

import io.imprimatur.system.OneStack;
import io.imprimatur.system.Stack;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The whole fault run: 300 articles, 64 kills, and each service at each of its named points. The
 * properties {@code seed}, {@code articles}, {@code kills} and {@code points} set it.
 */
@Tag("faults")
@ExtendWith(OneStack.class)
class FaultRunTest {

  @Test
  void nothingIsLostNothingIsDoubledAndNothingIsShownUnapproved(Stack stack) {
    new FaultRun(
            Seed.given(),
            Integer.getInteger("articles", 300),
            10,
            16,
            Integer.getInteger("kills", 64),
            Integer.getInteger("points", Killer.POINTS.size()))
        .run(stack);
  }
}
