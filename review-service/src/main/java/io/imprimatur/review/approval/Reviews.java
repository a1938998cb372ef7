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

  /**
   * The reviews that somebody may see, without what their dossiers hold of earlier rounds. A page
   * of a search looks at some thousands at most; it may hold fewer than were asked for, even none,
   * and lead on.
   */
  Page<Review> list(Listing listing, Paging paging);

  /**
   * How many there are.
   *
   * @param most where to stop counting
   */
  long count(Listing listing, int most);

  /**
   * What a command came to.
   *
   * @param change nothing where all stays as it is
   */
  record Result<R>(R answer, Optional<Change> change) {}

  /** Which part of the reviews that somebody may see. */
  enum Part {
    ALL,
    /** Those whose open step they may decide. */
    WAITING_FOR_THEM,
    /** Those whose open step others must decide. */
    WAITING_FOR_OTHERS,
    /** Those on whose text they decided, in this round or an earlier one. */
    DECIDED_BY_THEM
  }

  /**
   * Which reviews.
   *
   * @param who only what they may see
   * @param oldestFirst whether what stands longest as it does comes first, or last
   */
  record Listing(Reviewer who, Part part, Filter filter, boolean oldestFirst) {

    /** What waits for somebody, the longest waiting first. */
    public static Listing waitingFor(Reviewer who) {
      return new Listing(who, Part.WAITING_FOR_THEM, Filter.NONE, true);
    }
  }

  /**
   * What the lines of a list have in common; each part may be null for all.
   *
   * @param state how the round stands
   * @param section a section's id
   * @param words found in the title, the name of somebody who had to do with it, or the id
   */
  record Filter(Outcome state, String section, String language, String words) {

    public static final Filter NONE = new Filter(null, null, null, null);
  }
}
