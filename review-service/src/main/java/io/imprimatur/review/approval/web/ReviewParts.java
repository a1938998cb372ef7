package io.imprimatur.review.approval.web;

import io.imprimatur.events.Digest;
import io.imprimatur.events.Person;
import io.imprimatur.events.Text;
import io.imprimatur.review.approval.Decided;
import io.imprimatur.review.approval.Ended;
import io.imprimatur.review.approval.Hindrance;
import io.imprimatur.review.approval.NotSubmitted;
import io.imprimatur.review.approval.Outcome;
import io.imprimatur.review.approval.PastRound;
import io.imprimatur.review.approval.Review;
import io.imprimatur.review.approval.Reviewer;
import io.imprimatur.review.approval.Round;
import io.imprimatur.review.approval.UnderReview;
import io.imprimatur.review.approval.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What a review's page is made of, beside the text. */
final class ReviewParts {

  private ReviewParts() {}

  /**
   * What stands on top.
   *
   * @param digest short enough to be compared by eye
   * @param state how the round ended, or null
   * @param look the tag's class for that
   */
  record Head(
      String articleId,
      int round,
      int revision,
      String title,
      String sectionId,
      String section,
      String language,
      String languageName,
      String by,
      Instant submittedAt,
      String digest,
      String wholeDigest,
      String state,
      String look) {

    static Head of(Review review, Round round, Wording wording) {
      Outcome outcome = outcome(review, round);
      boolean stands = InboxRow.isOnSite(review, round);
      return new Head(
          review.dossier().articleId(),
          round.number(),
          round.revision(),
          round.subject().title(),
          round.subject().section(),
          wording.section(round.subject().section()),
          round.subject().language(),
          wording.language(round.subject().language()),
          round.submittedBy().name(),
          round.submittedAt(),
          shortly(round.digest()),
          round.digest().value(),
          stands
              ? wording.say("outcome.on-site")
              : outcome == Outcome.IN_REVIEW ? null : wording.outcome(outcome),
          InboxRow.look(outcome));
    }
  }

  /** How a round stands, be it the one at hand or an earlier one. */
  static Outcome outcome(Review review, Round round) {
    return review
        .dossier()
        .pastRound(round.number())
        .map(PastRound::outcome)
        .orElse(ReviewAnswers.outcome(review));
  }

  /** {@code 7c1e…90ab}. */
  static String shortly(Digest digest) {
    String hex = digest.value().substring(digest.value().indexOf(':') + 1);
    return hex.substring(0, 4) + "…" + hex.substring(hex.length() - 4);
  }

  /**
   * The bar at the bottom.
   *
   * @param may whether this person may decide on the open step
   * @param step the open step's number; 0 where none is
   * @param of how many steps there are
   * @param why why they may not, or how the round ended; null where they may
   * @param seen names the state that the page shows, so that a later one is noticed
   */
  record Bar(
      boolean may,
      int round,
      int step,
      int of,
      String name,
      String digest,
      String wholeDigest,
      String why,
      String seen) {

    static Bar of(Review review, Reviewer who, Wording wording) {
      Round round = ReviewAnswers.round(review);
      int steps = round.route().size();
      String digest = shortly(round.digest());
      return switch (review) {
        case UnderReview running -> {
          Optional<Hindrance> hindrance = running.hindrance(who);
          yield new Bar(
              hindrance.isEmpty(),
              round.number(),
              running.openStep().number(),
              steps,
              Wording.of(running.openStep().name()),
              digest,
              round.digest().value(),
              hindrance.map(wording::hindrance).orElse(null),
              ReviewParts.seen(review));
        }
        case Ended ended ->
            new Bar(
                false,
                round.number(),
                0,
                steps,
                null,
                digest,
                round.digest().value(),
                wording.say("bar.over", round.number(), wording.outcome(ended.outcome())),
                ReviewParts.seen(review));
        case NotSubmitted none ->
            throw new IllegalStateException(none.dossier().articleId() + " has no round to show");
      };
    }
  }

  /** Names the state of a review: another one means that somebody did something. */
  static String seen(Review review) {
    Round round = ReviewAnswers.round(review);
    return "%d-%d-%s-%d"
        .formatted(
            round.number(),
            round.decisions().size(),
            ReviewAnswers.outcome(review).word(),
            review.dossier().news().size());
  }

  /** What somebody said about the text in an earlier step or round. */
  record Remark(String says, String reason, boolean stop, Instant at) {

    /** All that was asked or noted so far; the newest first. */
    static List<Remark> of(Review review, Wording wording) {
      List<Round> rounds = new ArrayList<>();
      review.dossier().past().forEach(p -> rounds.add(p.round()));
      rounds.add(ReviewAnswers.round(review));
      return rounds.stream()
          .flatMap(r -> r.decisions().stream().map(d -> of(d, r, wording)))
          .filter(r -> r.reason() != null)
          .sorted(Comparator.comparing(Remark::at).reversed())
          .toList();
    }

    private static Remark of(Decided decided, Round round, Wording wording) {
      return new Remark(
          wording.say(
              "remark." + decided.verdict().word(),
              decided.by().name(),
              round.number(),
              decided.step()),
          decided.reason(),
          decided.verdict() == Verdict.REJECT,
          decided.at());
    }
  }

  /**
   * What is known of a text beside its body.
   *
   * @param changeNote empty where the writer left none
   * @param translationOf the id of the article that this one translates, or null
   */
  record About(
      String changeNote,
      String language,
      String section,
      List<String> topics,
      List<String> editors,
      String translationOf) {

    static About of(Text text, Round round, Wording wording) {
      return new About(
          text.changeNote(),
          text.language(),
          wording.section(text.section()),
          wording.topics(text.topics()),
          editors(round),
          round.translationOf());
    }

    private static List<String> editors(Round round) {
      List<String> names = new ArrayList<>();
      names.add(round.submittedBy().name());
      round.editors().stream()
          .map(Person::name)
          .filter(n -> !names.contains(n))
          .forEach(names::add);
      return names;
    }
  }
}
