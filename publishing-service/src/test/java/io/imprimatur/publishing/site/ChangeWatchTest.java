package io.imprimatur.publishing.site;

import static org.assertj.core.api.Assertions.assertThat;

import io.imprimatur.publishing.site.Shelf.Changed;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The watch over a database whose clock and answers the test decides. */
class ChangeWatchTest {

  private final List<Changed> documents = new ArrayList<>();
  private final List<String> told = new ArrayList<>();
  private Instant now = Instant.parse("2026-11-24T10:00:00Z");
  private boolean answers = true;
  private int forgotten;

  private final ChangeWatch watch =
      new ChangeWatch(
          shelf(), news -> news.forEach(c -> told.add(c.articleId())), () -> forgotten++);

  @BeforeEach
  void begin() {
    watch.look();
    assertThat(forgotten).isEqualTo(1);
  }

  @Test
  void tellsEachChangeOnce() {
    changes("a", 1);
    watch.look();
    watch.look();
    assertThat(told).containsExactly("a");
    changes("a", 2);
    passes(Duration.ofMillis(250));
    watch.look();
    assertThat(told).containsExactly("a", "a");
    assertThat(forgotten).isEqualTo(1);
  }

  @Test
  void tellsWhatBecomesVisibleLate() {
    Instant early = now;
    passes(Duration.ofSeconds(9));
    changes("a", 1);
    watch.look();
    documents.add(changed("late", 1, early.plusSeconds(1)));
    watch.look();
    assertThat(told).containsExactly("a", "late");
  }

  @Test
  void aClockThatWentBackMakesEverythingUncertainOnceAndChangesAreToldOn() {
    changes("a", 1);
    watch.look();
    passes(Duration.ofHours(-1));
    watch.look();
    assertThat(forgotten).isEqualTo(2);
    changes("b", 1);
    watch.look();
    passes(Duration.ofMinutes(1));
    changes("c", 1);
    watch.look();
    assertThat(told).containsExactly("a", "b", "c");
    assertThat(forgotten).as("only once").isEqualTo(2);
  }

  @Test
  void aClockThatWobblesForgetsNothingAndMissesNothing() {
    changes("a", 1);
    watch.look();
    passes(Duration.ofSeconds(-4));
    changes("b", 1);
    watch.look();
    assertThat(told).containsExactly("a", "b");
    assertThat(forgotten).isEqualTo(1);
  }

  @Test
  void aTimeToComeHidesNoLaterChange() {
    documents.add(changed("ahead", 1, now.plus(Duration.ofDays(1))));
    watch.look();
    passes(Duration.ofMinutes(1));
    changes("a", 1);
    watch.look();
    assertThat(told).containsExactly("ahead", "a");
    assertThat(forgotten).isEqualTo(1);
  }

  @Test
  void afterTheDatabaseWasAwayAnythingMayHaveChanged() {
    answers = false;
    watch.look();
    assertThat(watch.isAway()).isTrue();
    assertThat(forgotten).as("what is in memory still answers").isEqualTo(1);
    answers = true;
    watch.look();
    assertThat(watch.isAway()).isFalse();
    assertThat(forgotten).isEqualTo(2);
    watch.look();
    assertThat(forgotten).isEqualTo(2);
  }

  private void passes(Duration time) {
    now = now.plus(time);
  }

  private void changes(String article, long guard) {
    documents.removeIf(c -> c.articleId().equals(article));
    documents.add(changed(article, guard, now));
  }

  private static Changed changed(String article, long guard, Instant at) {
    return new Changed(article, guard, null, "en", Set.of("tourism"), Set.of(), at);
  }

  private Shelf shelf() {
    return (Shelf)
        Proxy.newProxyInstance(
            Shelf.class.getClassLoader(),
            new Class<?>[] {Shelf.class},
            (proxy, method, arguments) -> {
              if (!answers) {
                throw new IllegalStateException("the database does not answer");
              }
              return switch (method.getName()) {
                case "now" -> now;
                case "changedSince" -> since((Instant) arguments[0], (int) arguments[1]);
                default -> throw new UnsupportedOperationException(method.getName());
              };
            });
  }

  private List<Changed> since(Instant since, int skip) {
    return documents.stream()
        .filter(c -> !c.changedAt().isBefore(since))
        .sorted(Comparator.comparing(Changed::changedAt).thenComparing(Changed::articleId))
        .skip(skip)
        .toList();
  }
}
