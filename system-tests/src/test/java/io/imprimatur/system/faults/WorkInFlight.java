package io.imprimatur.system.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.awaitility.Awaitility;

/**
 * Articles that are under way at the moment when a process ends; without any it would prove little.
 */
final class WorkInFlight {

  /** Articles that are in work while a process is about to end. */
  private static final int WANTED = 3;

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Desks desks;
  private int least = Integer.MAX_VALUE;

  WorkInFlight(Desks desks) {
    this.desks = desks;
  }

  /** Whoever finished early gets another article: one alone may end in the very moment. */
  void keep() {
    int missing = WANTED - desks.unfinished();
    if (missing > 0) {
      desks.grant(missing);
    }
  }

  /** Where too few get under way in a while, as with a part that is away, one has to do. */
  void await() {
    Instant enough = Instant.now().plus(PATIENCE);
    Awaitility.await("an article is under way")
        .atMost(Duration.ofMinutes(2))
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(20))
        .until(
            () -> {
              if (desks.troubled()) {
                return true;
              }
              keep();
              int underWay = desks.inFlight().size();
              return underWay >= WANTED || underWay > 0 && Instant.now().isAfter(enough);
            });
  }

  /**
   * Ends a process while articles are under way.
   *
   * @return how many were before, and are afterwards
   */
  int during(String process, Runnable end) {
    await();
    List<Story> before = desks.inFlight();
    end.run();
    before.retainAll(desks.inFlight());
    return noted(before, "when the " + process + " was killed, and still are");
  }

  /**
   * Ends a process that first finishes what it has begun, which may be the last of an article.
   *
   * @return how many were under way when it was told to
   */
  int before(String process, Runnable end) {
    await();
    int count = noted(desks.inFlight(), "when the " + process + " was told to stop");
    end.run();
    return count;
  }

  private int noted(List<Story> underWay, String when) {
    if (!desks.troubled()) {
      assertThat(underWay).as("articles that were under way " + when).isNotEmpty();
    }
    least = Math.min(least, underWay.size());
    return underWay.size();
  }

  /** In the worst moment. */
  int least() {
    return least;
  }
}
