package io.imprimatur.system.faults;

import io.imprimatur.system.OneStack;
import io.imprimatur.system.Stack;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The short form of the fault run: every process is killed once, and every service halts at one of
 * its named points, while articles are on their way. Runs behind everything else.
 */
@ExtendWith(OneStack.class)
@Order(OneStack.LAST)
@Tag("kills")
class ShortFaultRunTest {

  @Test
  void nothingIsLostAndNothingIsDoubledByKillsInFlight(Stack stack) {
    new FaultRun(Seed.given(), 16, 5, 5, 8, 1).run(stack);
  }
}
