package io.imprimatur.review.approval;

import io.imprimatur.events.Digest;
import java.util.Objects;

/**
 * What somebody wants to decide.
 *
 * @param digest the text that they read
 * @param reason in their words, at most {@value io.imprimatur.events.Text#MAX_NOTE} characters;
 *     null only with an approval
 * @param round the round that they looked at, or null for the one that runs
 * @param step the step for which they decide, or null for the one that is open
 */
public record Decision(Digest digest, Verdict verdict, String reason, Integer round, Integer step) {

  public Decision {
    Objects.requireNonNull(digest);
    Objects.requireNonNull(verdict);
    if (verdict.needsReason() && (reason == null || reason.isBlank())) {
      throw new IllegalArgumentException(verdict.word() + " needs a reason");
    }
  }

  boolean namesRound(int number) {
    return round == null || round == number;
  }

  boolean namesStep(int number) {
    return step == null || step == number;
  }
}
