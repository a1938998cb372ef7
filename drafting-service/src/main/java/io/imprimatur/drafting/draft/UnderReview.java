package io.imprimatur.drafting.draft;

import io.imprimatur.events.Person;
import io.imprimatur.events.TakeBackRequested;
import java.time.Instant;

/** Review has the text; it is frozen. */
public record UnderReview(Manuscript manuscript) implements Draft {

  @Override
  public UnderReview with(Manuscript other) {
    return new UnderReview(other);
  }

  @Override
  public String state() {
    return "under-review";
  }

  /** Asks review to end the round. The text stays frozen until review answers. */
  Change<TakingBack> takeBack(Person by, Instant at) {
    Revision revision = manuscript.lastRevision();
    return Change.to(
        new TakingBack(manuscript),
        new TakeBackRequested(revision.number(), revision.round(), by, at));
  }
}
