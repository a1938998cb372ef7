package io.imprimatur.review.approval;

import io.imprimatur.events.DraftSubmitted;
import io.imprimatur.events.PublishingEvent;
import io.imprimatur.events.ReviewOpened;
import io.imprimatur.events.Step;
import io.imprimatur.events.TakeBackRefused;
import io.imprimatur.events.TakeBackRequested;
import io.imprimatur.kit.inbox.IllegalTransition;
import java.time.Instant;
import java.util.List;

/**
 * The review of one article.
 *
 * <pre>
 * NotSubmitted --DraftSubmitted--> UnderReview --approve (last step)--> Approved
 *                                   |  |  |  ---request-changes-------> SentBack
 *                                   |  |  ------reject----------------> TurnedDown
 *                                   |  ---------TakeBackRequested-----> TakenBack
 *                                   ---approve (a step before)--------> UnderReview
 * Approved --PublicationRefused--> Unpublished
 * Approved, Unpublished, SentBack, TurnedDown, TakenBack --DraftSubmitted (newer)--> UnderReview
 * </pre>
 *
 * What else publishing tells moves no state; it says what stands on the site and which editors'
 * work is out of the house.
 */
public sealed interface Review permits NotSubmitted, UnderReview, Ended {

  Dossier dossier();

  /** The decisions of the round at hand, in order; none where no text was submitted yet. */
  default List<Decided> decisions() {
    return switch (this) {
      case NotSubmitted none -> List.of();
      case UnderReview running -> running.round().decisions();
      case Ended ended -> ended.round().decisions();
    };
  }

  /** The same review with a changed dossier. */
  Review with(Dossier dossier);

  /**
   * Opens a round for a submission.
   *
   * @param route the steps that its section has now; the round keeps them
   * @param size how much it changes; null where that could not be found
   * @param at now
   * @throws IllegalTransition where a round runs, or the submission is none after the last
   */
  Change submit(DraftSubmitted submission, List<Step> route, Size size, Instant at);

  /** Answers a wish to have a text back: once, whatever the state. */
  Change takeBack(TakeBackRequested request, Instant at);

  /** Notes what became of a revision on the site. */
  default Change hear(PublishingEvent event) {
    return Change.to(with(dossier().told(event)));
  }

  /** A round as it starts. */
  static Change open(
      Dossier dossier, DraftSubmitted submission, List<Step> route, Size size, Instant at) {
    Round round =
        new Round(
            submission.round(),
            submission.revision(),
            submission.digest(),
            Subject.of(submission.text()),
            submission.translationOf(),
            submission.by(),
            submission.editors(),
            submission.at(),
            at,
            route,
            List.of(),
            size);
    return Change.to(
        new UnderReview(dossier.submitted(submission), round),
        new ReviewOpened(
            submission.revision(), submission.round(), submission.digest(), route, at));
  }

  /** The answer where the round that was asked for is not the one at hand. */
  static Change refuseOtherRound(Review state, TakeBackRequested request, Instant at) {
    String cause =
        state
            .dossier()
            .pastRound(request.round())
            .filter(p -> p.round().revision() == request.revision())
            .map(p -> p.outcome().cause())
            .orElse("unknown-round");
    return Change.to(state, new TakeBackRefused(request.revision(), request.round(), cause, at));
  }
}
