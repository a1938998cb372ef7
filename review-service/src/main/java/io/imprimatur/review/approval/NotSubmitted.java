package io.imprimatur.review.approval;

import io.imprimatur.events.DraftSubmitted;
import io.imprimatur.events.Step;
import io.imprimatur.events.TakeBackRequested;
import java.time.Instant;
import java.util.List;

/** Nothing of the article came to review yet, though a neighbour may have spoken of it. */
public record NotSubmitted(Dossier dossier) implements Review {

  @Override
  public Review with(Dossier dossier) {
    return new NotSubmitted(dossier);
  }

  @Override
  public Change submit(DraftSubmitted submission, List<Step> route, Size size, Instant at) {
    return Review.open(dossier, submission, route, size, at);
  }

  @Override
  public Change takeBack(TakeBackRequested request, Instant at) {
    return Review.refuseOtherRound(this, request, at);
  }
}
