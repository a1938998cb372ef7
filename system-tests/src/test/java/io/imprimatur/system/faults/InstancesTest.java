package io.imprimatur.system.faults;

import io.imprimatur.system.OneStack;
import io.imprimatur.system.Stack;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Three instances of each service on one broker and one store. The properties {@code seed}, {@code
 * articles} and {@code recipients} set the run; {@code resumed} the seconds within which the others
 * take over, for a machine that has other work. Linux only.
 */
@Tag("instances")
@ExtendWith(OneStack.class)
class InstancesTest {

  @Test
  void theyShareTheWorkAndLoseNothingWhileSomeStopStartAndDie(Stack stack) {
    new InstancesRun(
            Seed.given(),
            Integer.getInteger("articles", 200),
            5,
            12,
            Integer.getInteger("recipients", 6000),
            Duration.ofSeconds(Integer.getInteger("resumed", 10)))
        .run(stack);
  }
}
