package io.imprimatur.review.approval;

import io.imprimatur.events.ArticlePublished;
import io.imprimatur.events.ArticleUpdated;
import io.imprimatur.events.PublishingEvent;
import java.time.Instant;

/**
 * Every step agreed and the text was sealed, but it broke a rule of the public site, which refused
 * it. The newest of the dossier's {@linkplain Dossier#news news} says why.
 */
public record Unpublished(Dossier dossier, Round round, String seal, Instant at) implements Ended {

  @Override
  public Review with(Dossier dossier) {
    return new Unpublished(dossier, round, seal, at);
  }

  @Override
  public Outcome outcome() {
    return Outcome.PUBLICATION_REFUSED;
  }

  /** A page that stands is the better witness, whatever was told before. */
  @Override
  public Change hear(PublishingEvent event) {
    Dossier told = dossier.told(event);
    boolean stands =
        switch (event) {
          case ArticlePublished e -> e.revision() == round.revision();
          case ArticleUpdated e -> e.revision() == round.revision();
          default -> false;
        };
    return Change.to(
        stands ? new Approved(told, round, seal, at) : new Unpublished(told, round, seal, at));
  }
}
