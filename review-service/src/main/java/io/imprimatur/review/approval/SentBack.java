package io.imprimatur.review.approval;

import java.time.Instant;

/** A reviewer wants the text changed. */
public record SentBack(Dossier dossier, Round round, Instant at) implements Ended {

  @Override
  public Review with(Dossier dossier) {
    return new SentBack(dossier, round, at);
  }

  @Override
  public Outcome outcome() {
    return Outcome.CHANGES_REQUESTED;
  }
}
