package io.imprimatur.events;

/** What review-service tells. Each of these belongs to one round of review. */
public sealed interface ReviewEvent extends LifecycleEvent
    permits ReviewOpened,
        StepApproved,
        ChangesRequested,
        ArticleRejected,
        ReviewClosed,
        TakeBackRefused,
        ArticleApproved {

  /** The round of review, counted from 1 in each article. */
  int round();

  @Override
  default String source() {
    return "review";
  }
}
