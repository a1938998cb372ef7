package io.imprimatur.review.approval;

import io.imprimatur.events.Digest;
import io.imprimatur.events.Text;
import io.imprimatur.kit.Conflict;
import io.imprimatur.kit.NotFound;
import io.imprimatur.kit.Page;
import io.imprimatur.kit.Paging;
import io.imprimatur.kit.Refusal;
import io.imprimatur.kit.aggregate.Idempotency;
import io.imprimatur.seals.Sealer;
import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What reviewers do: look at texts, and decide on them. */
public final class Approvals {

  private static final Logger LOG = LoggerFactory.getLogger(Approvals.class);

  private final Reviews reviews;
  private final Texts texts;
  private final Sealer sealer;
  private final Clock clock;

  public Approvals(Reviews reviews, Texts texts, Sealer sealer, Clock clock) {
    this.reviews = reviews;
    this.texts = texts;
    this.sealer = sealer;
    this.clock = clock;
  }

  /**
   * A review with its whole text.
   *
   * @throws NotFound where there is none, or this person may not see it
   * @throws Conflict where the text that is kept is not the one that was submitted
   */
  public Opened open(String articleId, Reviewer who) {
    return open(look(articleId, who));
  }

  /**
   * The text of the round at hand of a review that somebody looks at.
   *
   * @throws Conflict where the text that is kept is not the one that was submitted
   */
  public Opened open(Review review) {
    return new Opened(review, round(review), text(review.dossier().articleId(), round(review)));
  }

  /**
   * A review without its text: where it stands.
   *
   * @throws NotFound where there is none, or this person may not see it
   */
  public Review look(String articleId, Reviewer who) {
    return seen(articleId, reviews.find(articleId), who);
  }

  /** The text of a round as it was submitted; nothing where it was altered or removed since. */
  public Optional<Text> textOf(Round round) {
    return texts.find(round.digest()).filter(round::isOf);
  }

  /** The text that stands on the public site; nothing where none does, or where it is not kept. */
  public Optional<Text> liveText(Review review) {
    return Optional.ofNullable(review.dossier().live())
        .flatMap(live -> texts.find(live.digest()).filter(t -> Digest.of(t).equals(live.digest())));
  }

  /** A review to look at. */
  public record Opened(Review review, Round round, Text text) {}

  /** The reviews that somebody may see. */
  public Page<Review> list(Reviews.Listing listing, Paging paging) {
    return reviews.list(listing, paging);
  }

  /** How many reviews there are of those that somebody may see; counted up to {@code most}. */
  public long count(Reviews.Listing listing, int most) {
    return reviews.count(listing, most);
  }

  /**
   * Takes a decision. The same one by the same person again changes nothing and gets the same
   * answer, also where the round has gone on since; while it runs, one that names no step is about
   * the step that is open now.
   *
   * @throws NotFound where this person may not see the review
   * @throws Conflict where it is about another text, round or step than the one that waits,
   *     contradicts what this person decided, or the text that is kept is not the one that was
   *     submitted
   * @throws io.imprimatur.kit.Forbidden where this person may not decide here, with the reason
   */
  public DecisionTaken decide(String articleId, Reviewer who, Decision decision, Idempotency key) {
    return reviews.change(
        articleId,
        key,
        DecisionTaken.class,
        found -> decided(articleId, seen(articleId, found, who), who, decision));
  }

  private Reviews.Result<DecisionTaken> decided(
      String articleId, Review review, Reviewer who, Decision decision) {
    Optional<DecisionTaken> before = takenBefore(articleId, review, who, decision);
    if (before.isPresent()) {
      return new Reviews.Result<>(before.get(), Optional.empty());
    }
    refuseContradiction(round(review), who, decision);
    return switch (review) {
      case UnderReview running -> {
        int step = running.openStep().number();
        Change change =
            running.decide(
                decision, who, () -> text(articleId, running.round()), sealer, clock.instant());
        Round after = round(change.next());
        yield new Reviews.Result<>(
            DecisionTaken.of(articleId, after, after.decisions().get(step - 1)),
            Optional.of(change));
      }
      case Ended ended ->
          throw new Conflict(
                  "Round %d has ended: %s. No step is open."
                      .formatted(ended.round().number(), ended.outcome().word()))
              .coded("round-over", ended.round().number());
      case NotSubmitted none -> throw unknown(articleId);
    };
  }

  private static Optional<DecisionTaken> takenBefore(
      String articleId, Review review, Reviewer who, Decision decision) {
    Round current = round(review);
    if (review instanceof UnderReview
        && decision.step() == null
        && decision.namesRound(current.number())) {
      return Optional.empty(); // it is about the open step, on which nobody decided yet
    }
    Optional<Round> meant =
        decision.namesRound(current.number())
            ? Optional.of(current)
            : review.dossier().pastRound(decision.round()).map(PastRound::round);
    return meant
        .filter(r -> r.digest().equals(decision.digest()))
        .flatMap(
            r ->
                r.decidedBy(who.id())
                    .filter(d -> d.says(decision))
                    .map(d -> DecisionTaken.of(articleId, r, d)));
  }

  private static void refuseContradiction(Round current, Reviewer who, Decision decision) {
    current
        .decidedBy(who.id())
        .filter(d -> decision.step() != null && decision.namesStep(d.step()))
        .filter(d -> decision.namesRound(current.number()))
        .ifPresent(
            d -> {
              throw new Conflict(
                      "You decided step %d of this round otherwise: %s."
                          .formatted(d.step(), d.verdict().word()))
                  .coded("decided-otherwise", d.step());
            });
  }

  private static Review seen(String articleId, Optional<Review> found, Reviewer who) {
    return found
        .filter(r -> !(r instanceof NotSubmitted) && who.maySee(round(r)))
        .orElseThrow(() -> unknown(articleId));
  }

  private static Round round(Review review) {
    return switch (review) {
      case UnderReview running -> running.round();
      case Ended ended -> ended.round();
      case NotSubmitted none -> throw unknown(none.dossier().articleId());
    };
  }

  private static Refusal unknown(String articleId) {
    return new NotFound("There is no review of an article " + articleId + " for you.")
        .coded("no-review");
  }

  /** The very text of a round, or none at all: what was altered is neither shown nor decided on. */
  private Text text(String articleId, Round round) {
    return textOf(round)
        .orElseThrow(
            () -> {
              LOG.error(
                  "The text that is kept for round {} of article {} is not {}, as it was submitted:"
                      + " somebody altered or removed it",
                  round.number(),
                  articleId,
                  round.digest());
              return new Conflict(
                      "The text of this review is no longer the one that was submitted: it was"
                          + " altered or removed where it is kept. Nobody can read it or decide on"
                          + " it until its writers submit it again.")
                  .coded("altered-text");
            });
  }
}
