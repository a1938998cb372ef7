package io.imprimatur.drafting.draft;

import io.imprimatur.events.Person;
import io.imprimatur.kit.Conflict;
import java.time.Instant;
import java.util.List;

/** What people ask for, in every state: done where it is legal, else refused with the reason. */
final class Commands {

  private Commands() {}

  static Change<? extends Draft> change(
      Draft draft, Content content, List<String> leftOut, Person by, Instant at) {
    return switch (draft) {
      case Writing writing -> writing.change(content, leftOut, by, at);
      case Published published -> published.change(content, leftOut, by, at);
      case Withdrawn withdrawn -> withdrawn.change(content, leftOut, by, at);
      case UnderReview frozen ->
          throw new Conflict(
              "The text is under review and can't be changed; take it back or wait for the decision.");
      case TakingBack frozen ->
          throw new Conflict(
              "The text is being taken back; it can be changed as soon as review has answered.");
      case Approved frozen ->
          throw new Conflict(
              "The text is approved and on its way to the public site; its next version can begin"
                  + " when it is published.");
    };
  }

  static Change<? extends Draft> submit(Draft draft, Person by, Instant at) {
    return switch (draft) {
      case Writing writing -> writing.submit(by, at);
      case UnderReview submitted -> throw new Conflict("The text is under review already.");
      case TakingBack submitted ->
          throw new Conflict(
              "The text is being taken back; it can be submitted again when review has answered.");
      case Approved approved -> throw new Conflict("The text is approved already.");
      case Published published ->
          throw new Conflict("This text is published; change it to begin its next version.");
      case Withdrawn withdrawn ->
          throw new Conflict(
              "This text was published and withdrawn; change it to begin its next version.");
    };
  }

  static Change<? extends Draft> takeBack(Draft draft, Person by, Instant at) {
    return switch (draft) {
      case UnderReview submitted -> submitted.takeBack(by, at);
      case Writing writing ->
          throw new Conflict("The text is not under review, so there is nothing to take back.");
      case TakingBack asked ->
          throw new Conflict("Review has been asked for the text already; its answer is awaited.");
      case Approved approved ->
          throw new Conflict("Too late to take the text back: it is approved.");
      case Published published ->
          throw new Conflict("Too late to take the text back: it is published.");
      case Withdrawn withdrawn ->
          throw new Conflict("The text is not under review, so there is nothing to take back.");
    };
  }
}
