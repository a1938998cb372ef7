package io.imprimatur.review.approval.web;

import io.imprimatur.events.LocalName;
import io.imprimatur.events.Person;
import io.imprimatur.events.Step;
import io.imprimatur.events.Text;
import io.imprimatur.review.approval.Approvals;
import io.imprimatur.review.approval.Decided;
import io.imprimatur.review.approval.Ended;
import io.imprimatur.review.approval.NotSubmitted;
import io.imprimatur.review.approval.Outcome;
import io.imprimatur.review.approval.Review;
import io.imprimatur.review.approval.Reviewer;
import io.imprimatur.review.approval.Round;
import io.imprimatur.review.approval.UnderReview;
import java.time.Instant;
import java.util.List;

/** Reviews as the API shows them to one person. */
final class ReviewAnswers {

  private ReviewAnswers() {}

  /**
   * A line in a list.
   *
   * @param state {@code in-review}, {@code approved}, {@code changes-requested}, {@code rejected}
   *     or {@code closed}
   * @param at since when it stands so
   */
  record Summary(
      String articleId,
      int revision,
      int round,
      String state,
      String title,
      String section,
      String language,
      String digest,
      List<StepAnswer> steps,
      MayDecide mayDecide,
      Person submittedBy,
      Instant at) {}

  /**
   * A review with the text to read.
   *
   * @param editors who wrote or edited the text since it was last published
   * @param translationOf the id of the article that this one translates, or null
   * @param submittedAt when the writer gave it to review
   * @param at since when the review stands as it does
   */
  record Details(
      String articleId,
      int revision,
      int round,
      String state,
      List<StepAnswer> steps,
      String digest,
      Text text,
      MayDecide mayDecide,
      Person submittedBy,
      List<Person> editors,
      String translationOf,
      Instant submittedAt,
      Instant at) {}

  /**
   * @param state {@code open}, {@code waiting}, {@code approved}, {@code changes-requested}, {@code
   *     rejected}, or {@code not-reached} where the round ended before
   * @param by null until somebody decided, as are {@code at} and {@code reason}
   */
  record StepAnswer(
      int number,
      LocalName name,
      String group,
      String state,
      Person by,
      Instant at,
      String reason) {}

  /**
   * Whether the person who asks may decide now.
   *
   * @param reason why not, or null
   */
  record MayDecide(boolean allowed, String reason) {}

  static Summary summary(Review review, Reviewer who) {
    Round round = round(review);
    return new Summary(
        review.dossier().articleId(),
        round.revision(),
        round.number(),
        outcome(review).word(),
        round.subject().title(),
        round.subject().section(),
        round.subject().language(),
        round.digest().value(),
        steps(review, round),
        mayDecide(review, who),
        round.submittedBy(),
        at(review));
  }

  static Details details(Approvals.Opened opened, Reviewer who) {
    Review review = opened.review();
    Round round = opened.round();
    return new Details(
        review.dossier().articleId(),
        round.revision(),
        round.number(),
        outcome(review).word(),
        steps(review, round),
        round.digest().value(),
        opened.text(),
        mayDecide(review, who),
        round.submittedBy(),
        round.editors(),
        round.translationOf(),
        round.submittedAt(),
        at(review));
  }

  private static List<StepAnswer> steps(Review review, Round round) {
    return round.route().stream()
        .map(
            step ->
                round.decisions().size() >= step.number()
                    ? decided(step, round.decisions().get(step.number() - 1))
                    : new StepAnswer(
                        step.number(),
                        step.name(),
                        step.group(),
                        undecided(review, step),
                        null,
                        null,
                        null))
        .toList();
  }

  private static StepAnswer decided(Step step, Decided decided) {
    String state =
        switch (decided.verdict()) {
          case APPROVE -> "approved";
          case REQUEST_CHANGES -> "changes-requested";
          case REJECT -> "rejected";
        };
    return new StepAnswer(
        step.number(),
        step.name(),
        step.group(),
        state,
        decided.by(),
        decided.at(),
        decided.reason());
  }

  private static String undecided(Review review, Step step) {
    if (review instanceof UnderReview running) {
      return running.openStep().number() == step.number() ? "open" : "waiting";
    }
    return "not-reached";
  }

  private static MayDecide mayDecide(Review review, Reviewer who) {
    return switch (review) {
      case UnderReview running ->
          running
              .hindrance(who)
              .map(why -> new MayDecide(false, why.sentence()))
              .orElse(new MayDecide(true, null));
      case Ended ended ->
          new MayDecide(false, "The round has ended: %s.".formatted(ended.outcome().word()));
      case NotSubmitted none -> throw nothing(none);
    };
  }

  static Outcome outcome(Review review) {
    return review instanceof Ended ended ? ended.outcome() : Outcome.IN_REVIEW;
  }

  static Instant at(Review review) {
    return review instanceof Ended ended ? ended.at() : round(review).waitingSince();
  }

  static Round round(Review review) {
    return switch (review) {
      case UnderReview running -> running.round();
      case Ended ended -> ended.round();
      case NotSubmitted none -> throw nothing(none);
    };
  }

  private static IllegalStateException nothing(NotSubmitted none) {
    return new IllegalStateException(
        "article " + none.dossier().articleId() + " has no round to show");
  }
}
