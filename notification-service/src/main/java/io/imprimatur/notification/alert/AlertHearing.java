package io.imprimatur.notification.alert;

import io.imprimatur.events.ArticlePublished;
import io.imprimatur.events.ArticleUpdated;
import io.imprimatur.events.ArticleWithdrawn;
import io.imprimatur.events.PublicationRefused;
import io.imprimatur.events.PublishingEvent;
import io.imprimatur.seals.Seal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** What publishing's events do to an alert. */
public final class AlertHearing {

  private final Duration newsFor;
  private final Supplier<Optional<Instant>> restoredAt;
  private final Clock clock;

  /**
   * @param newsFor an alert about an article published longer ago is held
   */
  public AlertHearing(Duration newsFor, Clock clock) {
    this(newsFor, Optional::empty, clock);
  }

  /**
   * @param newsFor an alert about an article published longer ago is held
   * @param restoredAt when the database was put back last: an alert about an article published
   *     before that is held, as its mails may have gone out
   */
  public AlertHearing(Duration newsFor, Supplier<Optional<Instant>> restoredAt, Clock clock) {
    this.newsFor = newsFor;
    this.restoredAt = restoredAt;
    this.clock = clock;
  }

  /**
   * Hears an event whose turn it is.
   *
   * @param seal the verified seal that it carries, or null for an event that carries none
   * @return nothing where it changes nothing here
   */
  public Optional<Change<? extends Alert>> hear(
      String articleId, PublishingEvent event, Seal seal, Optional<Alert> before) {
    return hear(articleId, event, seal, null, before);
  }

  /**
   * The same in a trace.
   *
   * @param trace the {@code traceparent} in which the event is heard; an alert that it makes goes
   *     on with it
   */
  public Optional<Change<? extends Alert>> hear(
      String articleId, PublishingEvent event, Seal seal, String trace, Optional<Alert> before) {
    Instant now = clock.instant();
    return switch (event) {
      case ArticlePublished published ->
          Optional.of(
              Change.to(
                  before
                      .map(alert -> alert.update(headline(seal)))
                      .orElseGet(
                          () ->
                              Alert.about(
                                  publication(articleId, published, seal, trace),
                                  headline(seal),
                                  now,
                                  newsFor,
                                  restoredAt.get().orElse(null)))));
      case ArticleUpdated updated -> before.map(alert -> Change.to(alert.update(headline(seal))));
      case ArticleWithdrawn withdrawn ->
          before.map(
              alert ->
                  alert.stop(
                      new Stop(Stop.WITHDRAWN, withdrawn.by().id(), withdrawn.by().name(), now)));
      case PublicationRefused refused -> Optional.empty();
    };
  }

  private static Publication publication(
      String articleId, ArticlePublished event, Seal seal, String trace) {
    return new Publication(articleId, seal.section(), seal.language(), event.at(), trace);
  }

  private static Headline headline(Seal seal) {
    return new Headline(seal.revision(), seal.title(), seal.summary());
  }
}
