package io.imprimatur.publishing.publication.messaging;

import io.imprimatur.events.ArticleApproved;
import io.imprimatur.events.EventJson;
import io.imprimatur.kit.parked.ParkedEvent;
import io.imprimatur.kit.parked.ParkedEvent.Kind;
import io.imprimatur.kit.parked.ParkedEvent.Status;
import io.imprimatur.kit.parked.ParkedEvents;
import io.imprimatur.publishing.publication.RefusedEvents;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Refused approvals as they lie among the parked events. */
public final class ParkedForgeries implements RefusedEvents {

  private static final String APPROVED = "imprimatur.article.approved.v1";
  private static final int OF_ONE_ARTICLE = 50;

  private final ParkedEvents parked;

  public ParkedForgeries(ParkedEvents parked) {
    this.parked = parked;
  }

  @Override
  public List<Forgery> of(String articleId) {
    return parked.list(Set.of(Kind.REFUSED), Status.OPEN, articleId, null, OF_ONE_ARTICLE).stream()
        .filter(ParkedForgeries::claimsApproval)
        .map(ParkedForgeries::forgery)
        .toList();
  }

  @Override
  public Part list(String after, int events) {
    List<ParkedEvent> part = parked.list(Set.of(Kind.REFUSED), Status.OPEN, null, after, events);
    return new Part(
        part.stream()
            .filter(ParkedForgeries::claimsApproval)
            .map(ParkedForgeries::forgery)
            .toList(),
        part.size() < events ? null : new Place(part.getLast().id(), part.getLast().at()));
  }

  /** Other events of a stranger's pen name no text, so there is nothing to list. */
  private static boolean claimsApproval(ParkedEvent parked) {
    return parked.event().type().equals(APPROVED);
  }

  private static Forgery forgery(ParkedEvent parked) {
    Optional<ArticleApproved> claim = claim(parked);
    return new Forgery(
        parked.id(),
        parked.event().article(),
        claim.map(c -> c.text().title()).orElse(null),
        claim.map(ArticleApproved::revision).orElse(null),
        claim.map(c -> c.text().language()).orElse(null),
        claim.map(c -> c.text().section()).orElse(null),
        claim.map(c -> c.digest().value()).orElse(null),
        parked.cause(),
        parked.at());
  }

  private static Optional<ArticleApproved> claim(ParkedEvent parked) {
    try {
      return EventJson.read(parked.event().type(), parked.event().body())
          .filter(ArticleApproved.class::isInstance)
          .map(ArticleApproved.class::cast);
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // from another source's pen, and unreadable: it claims nothing
    }
  }
}
