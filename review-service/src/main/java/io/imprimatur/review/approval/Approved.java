package io.imprimatur.review.approval;

import io.imprimatur.events.PublicationRefused;
import io.imprimatur.events.PublishingEvent;
import java.time.Instant;

/** Every step agreed, and the text is sealed: a compact JWS (RFC 7515). */
public record Approved(Dossier dossier, Round round, String seal, Instant at) implements Ended {

  @Override
  public Review with(Dossier dossier) {
    return new Approved(dossier, round, seal, at);
  }

  @Override
  public Outcome outcome() {
    return Outcome.APPROVED;
  }

  @Override
  public Change hear(PublishingEvent event) {
    Dossier told = dossier.told(event);
    return Change.to(
        event instanceof PublicationRefused refused && refused.round() == round.number()
            ? new Unpublished(told, round, seal, refused.at())
            : with(told));
  }
}
