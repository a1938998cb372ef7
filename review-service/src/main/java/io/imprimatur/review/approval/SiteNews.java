package io.imprimatur.review.approval;

import io.imprimatur.events.ArticlePublished;
import io.imprimatur.events.ArticleUpdated;
import io.imprimatur.events.ArticleWithdrawn;
import io.imprimatur.events.Person;
import io.imprimatur.events.PublicationRefused;
import io.imprimatur.events.PublishingEvent;
import java.time.Instant;

/**
 * What became of an article on the public site, as publishing told it.
 *
 * @param revision of which revision it told
 * @param reason why it was withdrawn or refused, else null
 * @param by who withdrew it, else null
 */
public record SiteNews(Kind kind, int revision, String reason, Person by, Instant at) {

  /** What happened. */
  public enum Kind {
    PUBLISHED("published"),
    UPDATED("updated"),
    WITHDRAWN("withdrawn"),
    REFUSED("refused");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    /** As the store spells it. */
    public String word() {
      return word;
    }
  }

  static SiteNews of(PublishingEvent event) {
    return switch (event) {
      case ArticlePublished e -> new SiteNews(Kind.PUBLISHED, e.revision(), null, null, e.at());
      case ArticleUpdated e -> new SiteNews(Kind.UPDATED, e.revision(), null, null, e.at());
      case ArticleWithdrawn e ->
          new SiteNews(Kind.WITHDRAWN, e.revision(), e.reason(), e.by(), e.at());
      case PublicationRefused e ->
          new SiteNews(Kind.REFUSED, e.revision(), e.reason(), null, e.at());
    };
  }
}
