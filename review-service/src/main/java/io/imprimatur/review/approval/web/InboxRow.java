package io.imprimatur.review.approval.web;

import io.imprimatur.review.approval.Decided;
import io.imprimatur.review.approval.Ended;
import io.imprimatur.review.approval.Outcome;
import io.imprimatur.review.approval.Review;
import io.imprimatur.review.approval.Reviewer;
import io.imprimatur.review.approval.Round;
import java.time.Instant;
import java.util.List;

/**
 * A line of the inbox.
 *
 * @param language the text's, {@code zh} or {@code en}
 * @param under section, language, revision and who submitted it
 * @param route where it is in its route, in words
 * @param state how it ended; null while it runs
 * @param look the tag's class for that
 * @param mine what the person themselves decided in this round, or null
 * @param at since when it stands so
 * @param size how much it changes, or null
 */
record InboxRow(
    String articleId,
    String title,
    String language,
    List<String> under,
    List<StepView> steps,
    String route,
    String state,
    String look,
    String mine,
    Instant at,
    String size) {

  static InboxRow of(Review review, Reviewer who, Wording wording) {
    Round round = ReviewAnswers.round(review);
    Outcome outcome = ReviewAnswers.outcome(review);
    boolean stands = isOnSite(review, round);
    return new InboxRow(
        review.dossier().articleId(),
        round.subject().title(),
        round.subject().language(),
        List.of(
            wording.section(round.subject().section()),
            wording.language(round.subject().language()),
            wording.say("inbox.revision", round.revision()),
            wording.say("inbox.by", round.submittedBy().name())),
        StepView.of(review, round, wording),
        place(review, round, wording),
        review instanceof Ended
            ? stands ? wording.say("outcome.on-site") : wording.outcome(outcome)
            : null,
        look(outcome),
        round.decidedBy(who.id()).map(d -> mine(d, wording)).orElse(null),
        ReviewAnswers.at(review),
        wording.size(round.size()));
  }

  static boolean isOnSite(Review review, Round round) {
    return review.dossier().live() != null
        && review.dossier().live().digest().equals(round.digest());
  }

  private static String place(Review review, Round round, Wording wording) {
    int decided = round.decisions().size();
    int at = review instanceof Ended ? Math.max(decided, 1) : decided + 1;
    return wording.say(
        "inbox.place", Wording.of(round.route().get(at - 1).name()), at, round.route().size());
  }

  private static String mine(Decided decided, Wording wording) {
    return wording.say("inbox.mine." + decided.verdict().word(), decided.step());
  }

  static String look(Outcome outcome) {
    return switch (outcome) {
      case IN_REVIEW -> "due";
      case APPROVED -> "ok";
      case CHANGES_REQUESTED -> "due";
      case REJECTED, PUBLICATION_REFUSED -> "stop";
      case CLOSED -> "";
    };
  }
}
