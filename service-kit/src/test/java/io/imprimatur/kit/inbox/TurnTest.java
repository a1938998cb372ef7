package io.imprimatur.kit.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.imprimatur.kit.aggregate.InboxPosition;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The whole table: an inbox that took event 4 (id "d"), from a seal revision 2, and late an event
 * "l"; against an event's number, id and vouched revision (0: an event without a seal).
 */
class TurnTest {

  private static final InboxPosition FOUR = new InboxPosition(4, "d", 2, List.of("l"));

  @ParameterizedTest(name = "number {0}, id {1}, revision {2}, forced {3}: {4}")
  @CsvSource({
    // number, id, revision, forced, outcome, last, id after, revision after
    "5, e, 0, false, now,       5, e, 2",
    "5, e, 3, false, now,       5, e, 3",
    "5, e, 2, false, replay,    -, -, -",
    "5, e, 1, false, replay,    -, -, -",
    "6, f, 0, false, early 5,   -, -, -",
    "6, f, 3, false, early 5,   -, -, -",
    "6, f, 2, false, replay,    -, -, -",
    "4, d, 0, false, duplicate, -, -, -",
    "4, d, 2, false, duplicate, -, -, -",
    "4, d, 3, false, duplicate, -, -, -",
    "4, x, 0, false, conflict,  -, -, -",
    "4, x, 2, false, replay,    -, -, -",
    "4, x, 3, false, late,      4, d, 3",
    "3, c, 0, false, duplicate, -, -, -",
    "3, c, 2, false, duplicate, -, -, -",
    "3, x, 3, false, late,      4, d, 3",
    "1, a, 1, false, duplicate, -, -, -",
    "4, l, 2, false, duplicate, -, -, -",
    "3, l, 2, false, duplicate, -, -, -",
    "4, x, 0, true,  forced,    4, d, 2",
    "3, x, 0, true,  forced,    4, d, 2",
    "3, x, 3, true,  forced,    4, d, 3",
    "4, x, 2, true,  replay,    -, -, -",
    "3, x, 2, true,  replay,    -, -, -",
    "4, l, 0, true,  duplicate, -, -, -",
    "3, l, 0, true,  duplicate, -, -, -",
    "4, d, 0, true,  duplicate, -, -, -",
    "5, e, 0, true,  now,       5, e, 2",
    "6, f, 0, true,  early 5,   -, -, -",
  })
  void decides(
      long number,
      String id,
      long revision,
      boolean forced,
      String outcome,
      String last,
      String idAfter,
      String revisionAfter) {
    OptionalLong vouched = revision == 0 ? OptionalLong.empty() : OptionalLong.of(revision);

    Turn turn = Turn.of(FOUR, event(number, id), vouched, forced);

    Turn expected =
        switch (outcome) {
          case "now", "late", "forced" ->
              new Turn.Now(
                  new InboxPosition(
                      Long.parseLong(last),
                      idAfter,
                      Long.parseLong(revisionAfter),
                      outcome.equals("now") ? List.of("l") : List.of("l", id)),
                  outcome.equals("late"));
          case "duplicate" -> new Turn.Duplicate();
          case "conflict" -> new Turn.Conflict();
          case "early 5" -> new Turn.Early(5);
          case "replay" -> new Turn.Replay(2);
          default -> throw new IllegalArgumentException(outcome);
        };
    assertThat(turn).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"1, true", "2, false"})
  void theFirstEventOfAnArticleIsNumberOne(long number, boolean next) {
    Turn turn = Turn.of(InboxPosition.NONE, event(number, "a"), OptionalLong.empty(), false);

    assertThat(turn)
        .isEqualTo(next ? new Turn.Now(new InboxPosition(1, "a", 0), false) : new Turn.Early(1));
  }

  @Test
  void thePositionKeepsTheLastFiftyThatCameLate() {
    InboxPosition position = FOUR;
    for (int i = 1; i <= 60; i++) {
      position = position.with("late " + i, 2);
    }
    assertThat(position.extra()).hasSize(50).startsWith("late 11").endsWith("late 60");
  }

  private static IncomingEvent event(long number, String id) {
    return new IncomingEvent(
        "right",
        id,
        "test.said.v1",
        "article",
        number,
        Instant.EPOCH,
        new byte[] {1},
        new IncomingEvent.Origin("t", 0, number),
        Map.of());
  }
}
