package io.imprimatur.review.approval;

import io.imprimatur.events.DraftSubmitted;
import io.imprimatur.events.Step;
import io.imprimatur.events.TakeBackRefused;
import io.imprimatur.events.TakeBackRequested;
import io.imprimatur.kit.inbox.IllegalTransition;
import java.time.Instant;
import java.util.List;

/** The round is over; a newer revision may open the next one. */
public sealed interface Ended extends Review
    permits Approved, Unpublished, SentBack, TurnedDown, TakenBack {

  Round round();

  Outcome outcome();

  /** When it ended. */
  Instant at();

  @Override
  default Change submit(DraftSubmitted submission, List<Step> route, Size size, Instant at) {
    if (submission.revision() <= round().revision() || submission.round() <= round().number()) {
      throw new IllegalTransition(
          "revision %d in round %d is not newer than revision %d in round %d, which ended with %s"
              .formatted(
                  submission.revision(),
                  submission.round(),
                  round().revision(),
                  round().number(),
                  outcome().word()));
    }
    return Review.open(dossier().filed(round(), outcome()), submission, route, size, at);
  }

  @Override
  default Change takeBack(TakeBackRequested request, Instant at) {
    if (request.round() == round().number() && request.revision() == round().revision()) {
      return Change.to(
          this, new TakeBackRefused(request.revision(), request.round(), outcome().cause(), at));
    }
    return Review.refuseOtherRound(this, request, at);
  }
}
