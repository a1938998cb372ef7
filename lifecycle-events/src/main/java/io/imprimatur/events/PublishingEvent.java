package io.imprimatur.events;

/** What publishing-service tells. */
public sealed interface PublishingEvent extends LifecycleEvent
    permits ArticlePublished, ArticleUpdated, ArticleWithdrawn, PublicationRefused {
  @Override
  default String source() {
    return "publishing";
  }
}
