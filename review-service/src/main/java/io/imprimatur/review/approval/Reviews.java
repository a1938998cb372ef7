package io.imprimatur.review.approval;

import io.imprimatur.kit.Page;
import io.imprimatur.kit.Paging;
import io.imprimatur.kit.aggregate.Idempotency;
import java.util.Optional;
import java.util.function.Function;

/** All reviews, one for each article. */
public interface Reviews {

  Optional<Review> find(String articleId);

  /**
   * Changes a review by a person's command, in one write. A repeat with the same key gets the first
   * answer.
   *
   * @param decide may run more than once, where others write at the same time
   */
  <R> R change(
      String articleId,
      Idempotency key,
      Class<R> answer,
      Function<Optional<Review>, Result<R>> decide);

  /** The reviews that somebody may see. */
  Page<Review> list(Listing listing, Paging paging);

  /**
   * What a command came to.
   *
   * @param change nothing where all stays as it is
   */
  record Result<R>(R answer, Optional<Change> change) {}

  /**
   * Which reviews.
   *
   * @param who only what they may see
   * @param state only rounds that stand so, or null for all
   * @param waitingForThem only those whose open step they may decide; longest waiting first. Else
   *     the latest change comes first
   */
  record Listing(Reviewer who, Outcome state, boolean waitingForThem) {}
}
