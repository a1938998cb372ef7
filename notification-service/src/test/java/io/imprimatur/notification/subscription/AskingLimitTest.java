package io.imprimatur.notification.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** How much one network gets, and when it gets more. */
class AskingLimitTest {

  private static final Network HERE = Network.parse("203.0.113.0/24");
  private static final Network ELSEWHERE = Network.parse("198.51.100.0/24");

  private Instant now = Instant.parse("2026-11-24T08:00:00Z");
  private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
  private final AskingLimit limit = new AskingLimit(100, Duration.ofHours(1), 1_000, clock);

  @Test
  void aNetworkGetsItsShareAndOthersTheirs() {
    assertThat(taken(HERE, 10_000)).isEqualTo(100);
    assertThat(taken(ELSEWHERE, 100)).isEqualTo(100);
    assertThat(limit.take(HERE)).contains(Duration.ofSeconds(36));
  }

  @Test
  void whatWasUsedComesBackEvenly() {
    taken(HERE, 100);
    now = now.plusSeconds(35);
    assertThat(limit.take(HERE)).contains(Duration.ofSeconds(1));
    now = now.plusSeconds(1);
    assertThat(taken(HERE, 5)).isEqualTo(1);
    now = now.plus(Duration.ofMinutes(30));
    assertThat(taken(HERE, 1_000)).isEqualTo(50);
    now = now.plus(Duration.ofDays(9));
    assertThat(taken(HERE, 1_000)).as("never more than a whole share").isEqualTo(100);
  }

  @Test
  void aClockThatIsSetBackGivesNothing() {
    taken(HERE, 100);
    now = now.minus(Duration.ofMinutes(5));
    assertThat(taken(HERE, 10)).isZero();
    now = now.plusSeconds(36);
    assertThat(taken(HERE, 10)).as("and takes no longer than it would").isEqualTo(1);
  }

  @Test
  void itRemembersNoMoreNetworksThanItMayAndForgetsTheQuietest() {
    taken(HERE, 100);
    for (int i = 0; i < 1_000_000; i++) {
      limit.take(Network.parse("10.%d.%d.%d".formatted(i >> 16, (i >> 8) & 255, i & 255)));
      if (i % 500 == 0) {
        assertThat(limit.take(HERE)).as("it still asks, so it is not forgotten").isPresent();
      }
    }
    assertThat(limit.remembered()).isEqualTo(1_000);
    assertThat(taken(ELSEWHERE, 200)).isEqualTo(100);
  }

  private int taken(Network network, int times) {
    int taken = 0;
    for (int i = 0; i < times; i++) {
      taken += limit.take(network).isEmpty() ? 1 : 0;
    }
    return taken;
  }
}
