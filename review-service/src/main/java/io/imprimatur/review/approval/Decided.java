package io.imprimatur.review.approval;

import io.imprimatur.events.Person;
import java.time.Instant;
import java.util.Objects;

/**
 * A decision that was taken.
 *
 * @param step the step's number
 * @param reason null only with an approval
 */
public record Decided(int step, Verdict verdict, Person by, String reason, Instant at) {

  boolean isBy(String personId) {
    return by.id().equals(personId);
  }

  boolean says(Decision decision) {
    return decision.namesStep(step)
        && verdict == decision.verdict()
        && Objects.equals(reason, decision.reason());
  }
}
