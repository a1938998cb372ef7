package io.imprimatur.review.approval;

import io.imprimatur.events.DraftSubmitted;
import io.imprimatur.events.DraftingEvent;
import io.imprimatur.events.LifecycleEvent;
import io.imprimatur.events.NotificationEvent;
import io.imprimatur.events.PublishingEvent;
import io.imprimatur.events.ReviewEvent;
import io.imprimatur.events.Step;
import io.imprimatur.events.TakeBackRequested;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** What a neighbour's event does to a review. */
public final class Hearing {

  private final Texts texts;
  private final Routes routes;
  private final Sizes sizes;
  private final Clock clock;

  public Hearing(Texts texts, Routes routes, Clock clock) {
    this.texts = texts;
    this.routes = routes;
    this.sizes = new Sizes(texts);
    this.clock = clock;
  }

  /**
   * Hears an event whose turn it is. A submitted text is kept before this returns; where its review
   * is not written afterwards, nobody refers to it.
   *
   * @return nothing where it changes nothing here
   * @throws io.imprimatur.kit.inbox.IllegalTransition where the review's state has no place for it
   */
  public Optional<Change> hear(LifecycleEvent event, Review before) {
    return hear(event, before, Retold.NONE);
  }

  /**
   * As {@link #hear(LifecycleEvent, Review)}, after a restore.
   *
   * @param retold what was told before it and must not be told again
   */
  public Optional<Change> hear(LifecycleEvent event, Review before, Retold retold) {
    return switch (event) {
      case DraftingEvent drafting -> Optional.of(heard(drafting, before, retold));
      case PublishingEvent publishing -> Optional.of(before.hear(publishing));
      case ReviewEvent own -> Optional.empty();
      case NotificationEvent other -> Optional.empty();
    };
  }

  private Change heard(DraftingEvent event, Review before, Retold retold) {
    return switch (event) {
      case DraftSubmitted submission -> {
        List<Step> route = routes.stepsFor(submission.text().section());
        Size size = sizes.of(submission.text(), before);
        Change opened =
            Resumption.submitted(before, retold, submission, route, size)
                .map(Change::resumed)
                .orElseGet(() -> before.submit(submission, route, size, clock.instant()));
        texts.keep(submission.digest(), submission.text());
        yield opened;
      }
      case TakeBackRequested request ->
          Resumption.takenBack(before, retold, request)
              .map(Change::resumed)
              .orElseGet(() -> before.takeBack(request, clock.instant()));
    };
  }
}
