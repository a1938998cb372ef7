package io.imprimatur.drafting.draft;

import io.imprimatur.events.Person;
import java.time.Instant;
import java.util.List;

/**
 * An article as its writers see it, in one of its states. Each state offers what may be done in it
 * and nothing else; what neighbours tell is applied by {@link Heard}.
 */
public sealed interface Draft
    permits Writing, UnderReview, TakingBack, Approved, Published, Withdrawn {

  Manuscript manuscript();

  /** The same state with another manuscript. */
  Draft with(Manuscript manuscript);

  /** What the state is called in the API. */
  String state();

  /** A new article. */
  static Writing begin(String id, Content content, List<String> leftOut, Person by, Instant at) {
    return new Writing(Manuscript.first(id, content, leftOut, by, at), Writing.Since.NEW);
  }
}
