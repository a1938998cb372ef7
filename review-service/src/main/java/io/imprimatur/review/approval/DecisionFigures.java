package io.imprimatur.review.approval;

import java.time.Duration;

/** Told of each decision once, after it was written. */
@FunctionalInterface
public interface DecisionFigures {

  /**
   * A decision was taken.
   *
   * @param waited since its step was open
   */
  void taken(Verdict verdict, Duration waited);

  /** Tells of the decision, if there is one, that leads from one state of a review to the next. */
  default void compare(Review before, Review after) {
    if (before instanceof UnderReview waiting
        && after.decisions().size() > waiting.round().decisions().size()) {
      Decided decided = after.decisions().getLast();
      taken(decided.verdict(), Duration.between(waiting.round().waitingSince(), decided.at()));
    }
  }
}
