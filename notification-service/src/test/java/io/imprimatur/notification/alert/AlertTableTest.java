package io.imprimatur.notification.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.imprimatur.events.AlertCompleted;
import io.imprimatur.events.AlertStarted;
import io.imprimatur.events.AlertStopped;
import io.imprimatur.events.ArticlePublished;
import io.imprimatur.events.ArticleUpdated;
import io.imprimatur.events.ArticleWithdrawn;
import io.imprimatur.events.Digest;
import io.imprimatur.events.Person;
import io.imprimatur.events.PublicationRefused;
import io.imprimatur.events.PublishingEvent;
import io.imprimatur.seals.Seal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every state with every event and every command, by hand. */
class AlertTableTest {

  private static final String ARTICLE = "01939c6e-7b1a-7cc0-8000-0123456789ab";
  private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");
  private static final Instant PUBLISHED = NOW.minusSeconds(60);
  private static final Duration DAY = Duration.ofHours(24);
  private static final Digest DIGEST = new Digest("sha256:" + "0".repeat(64));
  private static final Publication PUBLICATION =
      new Publication(ARTICLE, "government", "zh", PUBLISHED);
  private static final Headline FIRST = new Headline(1, "one", "sum");
  private static final Headline SECOND = new Headline(2, "two", "");
  private static final Counts COUNTS = new Counts(5, 0, 2, 1, 1, 1);
  private static final Stop STOP = new Stop("a mistake", "mia.roth", "Mia Roth", NOW);

  private static final Map<String, Alert> STATES =
      Map.of(
          "waiting", new Alert.Waiting(PUBLICATION, FIRST, false),
          "held", new Alert.Held(PUBLICATION, FIRST),
          "started", new Alert.Started(PUBLICATION, FIRST, NOW, 5, 1),
          "stopping", new Alert.Stopping(PUBLICATION, FIRST, NOW, 5, 1, STOP),
          "stopped", new Alert.Stopped(PUBLICATION, FIRST, NOW, COUNTS, STOP),
          "completed", new Alert.Completed(PUBLICATION, FIRST, NOW, COUNTS, NOW));

  private final AlertHearing hearing = new AlertHearing(DAY, Clock.fixed(NOW, ZoneOffset.UTC));

  @ParameterizedTest
  @CsvSource({
    // before,  event,     next,      told
    "none,      published, Waiting,   -",
    "none,      old,       Held,      -",
    "none,      updated,   none,      -",
    "none,      withdrawn, none,      -",
    "none,      refused,   none,      -",
    "waiting,   published, Waiting,   -",
    "waiting,   updated,   Waiting,   -",
    "waiting,   withdrawn, Stopped,   AlertStopped",
    "waiting,   refused,   same,      -",
    "held,      published, Held,      -",
    "held,      updated,   Held,      -",
    "held,      withdrawn, Stopped,   AlertStopped",
    "held,      refused,   same,      -",
    "started,   published, Started,   -",
    "started,   updated,   Started,   -",
    "started,   withdrawn, Stopping,  -",
    "started,   refused,   same,      -",
    "stopping,  published, Stopping,  -",
    "stopping,  updated,   Stopping,  -",
    "stopping,  withdrawn, Stopping,  -",
    "stopping,  refused,   same,      -",
    "stopped,   published, Stopped,   -",
    "stopped,   updated,   Stopped,   -",
    "stopped,   withdrawn, Stopped,   -",
    "stopped,   refused,   same,      -",
    "completed, published, Completed, -",
    "completed, updated,   Completed, -",
    "completed, withdrawn, Completed, -",
    "completed, refused,   same,      -",
  })
  void hears(String before, String event, String next, String told) {
    Optional<Alert> alert = Optional.ofNullable(STATES.get(before));

    Optional<Change<? extends Alert>> change = hearing.hear(ARTICLE, event(event), seal(), alert);

    if (next.equals("none") || next.equals("same")) {
      assertThat(change).isEmpty();
      return;
    }
    assertThat(change.orElseThrow().next().getClass().getSimpleName()).isEqualTo(next);
    assertThat(names(change.orElseThrow())).isEqualTo(told.equals("-") ? List.of() : List.of(told));
    if (event.equals("updated")) {
      assertThat(change.orElseThrow().next().headline()).isEqualTo(SECOND);
      assertThat(change.orElseThrow().next().publication()).isEqualTo(PUBLICATION);
    }
  }

  @Test
  void anOlderTextReplacesNothing() {
    Alert alert = new Alert.Waiting(PUBLICATION, SECOND, false);
    assertThat(alert.update(FIRST)).isSameAs(alert);
  }

  @Test
  void recipientsAreCountedBeforeAnythingIsTold() {
    Change<? extends Alert> some = new Alert.Waiting(PUBLICATION, FIRST, false).start(5, 1, NOW);
    assertThat(some.next()).isEqualTo(STATES.get("started"));
    assertThat(some.events()).containsExactly(new AlertStarted(1, 5, NOW));

    Change<? extends Alert> nobody = new Alert.Waiting(PUBLICATION, FIRST, false).start(0, 0, NOW);
    assertThat(nobody.next()).isInstanceOf(Alert.Completed.class);
    assertThat(nobody.events())
        .containsExactly(new AlertStarted(1, 0, NOW), new AlertCompleted(1, 0, 0, 0, 0, NOW));
  }

  @Test
  void anAlertEndsOnceWithItsFigures() {
    assertThat(((Alert.Started) STATES.get("started")).complete(COUNTS, NOW).events())
        .containsExactly(new AlertCompleted(1, 5, 2, 1, 1, NOW));
    assertThat(((Alert.Stopping) STATES.get("stopping")).settle(COUNTS, NOW).events())
        .containsExactly(new AlertStopped(1, 5, 2, 1, 1, "a mistake", NOW));
  }

  @Test
  void aReleasedAlertIsNotHeldAgain() {
    Alert.Waiting released = ((Alert.Held) STATES.get("held")).release().next();
    Instant late = PUBLISHED.plus(DAY).plusMillis(1);

    assertThat(released.isStale(late, DAY)).isFalse();
    assertThat(((Alert.Waiting) STATES.get("waiting")).isStale(late, DAY)).isTrue();
    assertThat(((Alert.Waiting) STATES.get("waiting")).isStale(PUBLISHED.plus(DAY), DAY)).isFalse();
  }

  private static List<String> names(Change<? extends Alert> change) {
    return change.events().stream().map(e -> e.getClass().getSimpleName()).toList();
  }

  private static PublishingEvent event(String name) {
    return switch (name) {
      case "published" -> new ArticlePublished(2, DIGEST, "x", "/zh/news/2026/a", null, PUBLISHED);
      case "old" ->
          new ArticlePublished(
              2, DIGEST, "x", "/zh/news/2026/a", null, NOW.minus(DAY).minusMillis(1));
      case "updated" -> new ArticleUpdated(2, DIGEST, "x", "/zh/news/2026/a", PUBLISHED, NOW);
      case "withdrawn" -> new ArticleWithdrawn(2, "wrong", new Person("mia.roth", "Mia Roth"), NOW);
      case "refused" -> new PublicationRefused(2, 1, DIGEST, "rule", NOW);
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static Seal seal() {
    return new Seal(
        Seal.VERSION,
        ARTICLE,
        2,
        1,
        Seal.Kind.NORMAL,
        DIGEST,
        SECOND.title(),
        SECOND.summary(),
        "zh",
        "government",
        List.of(),
        List.of(new Seal.Approval(1, "reviewer", "h", PUBLISHED)),
        PUBLISHED,
        null);
  }
}
