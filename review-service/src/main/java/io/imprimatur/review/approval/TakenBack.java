package io.imprimatur.review.approval;

import java.time.Instant;

/** Its writers took the text back while it was under review. */
public record TakenBack(Dossier dossier, Round round, Instant at) implements Ended {

  @Override
  public Review with(Dossier dossier) {
    return new TakenBack(dossier, round, at);
  }

  @Override
  public Outcome outcome() {
    return Outcome.CLOSED;
  }
}
