package io.imprimatur.drafting.draft;

import io.imprimatur.events.Person;
import io.imprimatur.kit.Conflict;
import io.imprimatur.kit.Refusal;
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
      case UnderReview frozen -> throw frozen(frozen);
      case TakingBack frozen -> throw frozen(frozen);
      case Approved frozen -> throw frozen(frozen);
    };
  }

  /** Whether the text may change in this state, be it as the first change of its next version. */
  static boolean isChangeable(Draft draft) {
    return switch (draft) {
      case Writing writing -> true;
      case Published published -> true;
      case Withdrawn withdrawn -> true;
      case UnderReview frozen -> false;
      case TakingBack frozen -> false;
      case Approved frozen -> false;
    };
  }

  /**
   * @throws Conflict where the text is frozen
   */
  static void requireChangeable(Draft draft) {
    if (!isChangeable(draft)) {
      throw frozen(draft);
    }
  }

  private static Refusal frozen(Draft draft) {
    Conflict why =
        switch (draft) {
          case TakingBack asked ->
              new Conflict(
                  "The text is being taken back; it can be changed as soon as review has"
                      + " answered.");
          case Approved approved ->
              new Conflict(
                  "The text is approved and on its way to the public site; its next version can"
                      + " begin when it is published.");
          default ->
              new Conflict(
                  "The text is under review and can't be changed; take it back or wait for the"
                      + " decision.");
        };
    return why.coded("frozen-" + draft.state());
  }

  static Change<? extends Draft> submit(Draft draft, Person by, Instant at) {
    return switch (draft) {
      case Writing writing -> writing.submit(by, at);
      case UnderReview submitted ->
          throw new Conflict("The text is under review already.").coded("submitted-already");
      case TakingBack submitted ->
          throw new Conflict(
                  "The text is being taken back; it can be submitted again when review has"
                      + " answered.")
              .coded("submit-taking-back");
      case Approved approved ->
          throw new Conflict("The text is approved already.").coded("submit-approved");
      case Published published ->
          throw new Conflict("This text is published; change it to begin its next version.")
              .coded("submit-published");
      case Withdrawn withdrawn ->
          throw new Conflict(
                  "This text was published and withdrawn; change it to begin its next version.")
              .coded("submit-withdrawn");
    };
  }

  static Change<? extends Draft> takeBack(Draft draft, Person by, Instant at) {
    return switch (draft) {
      case UnderReview submitted -> submitted.takeBack(by, at);
      case Writing writing ->
          throw new Conflict("The text is not under review, so there is nothing to take back.")
              .coded("nothing-to-take-back");
      case TakingBack asked ->
          throw new Conflict("Review has been asked for the text already; its answer is awaited.")
              .coded("taken-back-already");
      case Approved approved ->
          throw new Conflict("Too late to take the text back: it is approved.")
              .coded("too-late-approved");
      case Published published ->
          throw new Conflict("Too late to take the text back: it is published.")
              .coded("too-late-published");
      case Withdrawn withdrawn ->
          throw new Conflict("The text is not under review, so there is nothing to take back.")
              .coded("nothing-to-take-back");
    };
  }
}
