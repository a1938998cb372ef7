package io.imprimatur.review.approval;

import java.time.Instant;

/** A reviewer turned the text down. */
public record TurnedDown(Dossier dossier, Round round, Instant at) implements Ended {

  @Override
  public Review with(Dossier dossier) {
    return new TurnedDown(dossier, round, at);
  }

  @Override
  public Outcome outcome() {
    return Outcome.REJECTED;
  }
}
