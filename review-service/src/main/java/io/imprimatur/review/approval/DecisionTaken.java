package io.imprimatur.review.approval;

import io.imprimatur.events.Person;
import java.time.Instant;

/**
 * The answer to a decision: the same for every repeat of it.
 *
 * @param verdict the word of a {@link Verdict}
 * @param reason null only with an approval
 * @param state the word of the {@link Outcome} in which this decision left its round
 */
public record DecisionTaken(
    String articleId,
    int revision,
    int round,
    int step,
    String digest,
    String verdict,
    String reason,
    Person by,
    Instant at,
    String state) {

  static DecisionTaken of(String articleId, Round round, Decided decided) {
    return new DecisionTaken(
        articleId,
        round.revision(),
        round.number(),
        decided.step(),
        round.digest().value(),
        decided.verdict().word(),
        decided.reason(),
        decided.by(),
        decided.at(),
        Outcome.after(round, decided).word());
  }
}
