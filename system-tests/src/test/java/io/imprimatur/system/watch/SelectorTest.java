package io.imprimatur.system.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.imprimatur.system.watch.Selector.Condition;
import java.util.List;
import org.junit.jupiter.api.Test;

class SelectorTest {

  @Test
  void namesAreFoundAmongFunctionsWordsLabelsAndTimes() {
    String expression =
        """
        histogram_quantile(0.99, sum by (le) (rate(some_seconds_bucket{service="a"}[5m])))
        and max by (service, source)(lag_records offset 2m) > 3 * 86400
        unless on (service) label_replace(up == 1, "job", "$1", "", "(.*)")
        """;
    assertThat(Selector.of(expression))
        .containsExactly(
            new Selector("some_seconds_bucket", List.of(new Condition("service", "=", "a"))),
            new Selector("lag_records", List.of()),
            new Selector("up", List.of()));
    assertThat(Selector.groupings(expression))
        .containsExactly("le", "service", "source", "service");
  }

  @Test
  void valuesAreThoseThatAreNamed() {
    assertThat(Selector.of("m{a=~\"x|y-z\", b!=\"w\", c=~\"5..\", d=~\"$service\"}").getFirst())
        .extracting(s -> s.conditions().stream().map(Condition::values).toList())
        .isEqualTo(List.of(List.of("x", "y-z"), List.of("w"), List.of(), List.of()));
  }
}
