package io.imprimatur.review.approval;

import io.imprimatur.events.ArticleApproved;
import io.imprimatur.events.ArticleRejected;
import io.imprimatur.events.ChangesRequested;
import io.imprimatur.events.Digest;
import io.imprimatur.events.DraftSubmitted;
import io.imprimatur.events.Person;
import io.imprimatur.events.ReviewClosed;
import io.imprimatur.events.ReviewEvent;
import io.imprimatur.events.ReviewOpened;
import io.imprimatur.events.Step;
import io.imprimatur.events.StepApproved;
import io.imprimatur.events.TakeBackRefused;
import io.imprimatur.events.TakeBackRequested;
import io.imprimatur.kit.inbox.IllegalTransition;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A review whose database was put back takes up what it had told since: rounds that were decided
 * are decided, seals that were given are given, and nobody is told anything twice. A round that the
 * restored database does not know waits for its submission, which drafting's topic still has.
 *
 * <p>Steps before the last are as unproven in the topic as they are in the database. They count
 * only on the route that their section has, so that nobody can shorten a route from there; a seal
 * counts always.
 *
 * @param review the review as it stands after that
 * @param rest what still waits for its cause
 */
public record Resumption(Review review, Retold rest) {

  private static final Logger LOG = LoggerFactory.getLogger(Resumption.class);

  /**
   * Takes over an event that was told.
   *
   * @throws IllegalTransition where the review cannot have told it
   */
  public static Resumption takeOver(Review before, Retold retold, ReviewEvent event) {
    int known = round(before).map(Round::number).orElse(0);
    int told = Retold.roundOf(event);
    if (event instanceof TakeBackRefused) {
      return new Resumption(before, retold.with(event));
    }
    boolean sealed = event instanceof ArticleApproved;
    if (told < known || told == known && !(before instanceof UnderReview) && !sealed) {
      throw new IllegalTransition(
          "round %d is over, and the round of now is %d".formatted(told, known));
    }
    Retold more = retold.with(event);
    if (told > known) {
      return new Resumption(before, more);
    }
    Resumption next = new Resumption(before, more).settled();
    if (next.review().equals(before) && !next.rest().ahead().contains(event)) {
      throw new IllegalTransition("round %d as it stands has no place for it".formatted(told));
    }
    return next;
  }

  /** The newest revision that the review has as sealed, 0 where it has none. */
  public static int sealedRevision(Review review) {
    int now =
        switch (review) {
          case Approved approved -> approved.round().revision();
          case Unpublished unpublished -> unpublished.round().revision();
          default -> 0;
        };
    return review.dossier().past().stream()
        .filter(p -> p.outcome() == Outcome.APPROVED || p.outcome() == Outcome.PUBLICATION_REFUSED)
        .mapToInt(p -> p.round().revision())
        .reduce(now, Math::max);
  }

  /**
   * Opens the round of a submission that came again, if it was opened before; nothing where review
   * has not told so.
   *
   * @param route the steps that the section has now
   */
  static Optional<Resumption> submitted(
      Review before, Retold retold, DraftSubmitted submission, List<Step> route, Size size) {
    return retold
        .opening(submission.revision(), submission.round(), submission.digest())
        .map(opened -> reopened(before, retold, submission, opened, route, size));
  }

  private static Resumption reopened(
      Review before,
      Retold retold,
      DraftSubmitted submission,
      ReviewOpened opened,
      List<Step> route,
      Size size) {
    boolean proven = retold.approval(opened.round()).isPresent();
    boolean sameRoute = opened.steps().equals(route);
    Retold counting = retold;
    if (!sameRoute && !proven) {
      LOG.warn(
          "round {} of article {} was opened on another route than its section has: its steps are decided anew",
          opened.round(),
          before.dossier().articleId());
      counting = retold.withoutSteps(opened.round());
    }
    List<Step> steps = proven ? opened.steps() : route;
    Change change = before.submit(submission, steps, size, opened.at());
    return new Resumption(change.next(), counting).settled();
  }

  /** Leaves a wish alone that came again and has its answer; nothing where it has none. */
  static Optional<Resumption> takenBack(Review before, Retold retold, TakeBackRequested request) {
    return retold.hasAnswered(request.round())
        ? Optional.of(new Resumption(before, retold.withoutAnswer(request.round())))
        : Optional.empty();
  }

  /** Lets everything come about that was told of the round at hand. */
  private Resumption settled() {
    Round at = round(review).orElseThrow();
    boolean sealed = rest.approval(at.number()).filter(a -> isOf(at, a)).isPresent();
    Review now = review;
    Retold left = rest.after(at.number());
    for (ReviewEvent event : rest.of(at.number())) {
      Optional<Review> next = after(now, event, sealed);
      if (next.isPresent()) {
        now = next.get();
      } else if (event instanceof StepApproved step && isLast(now, step)) {
        left = left.with(event);
      } else if (!(event instanceof ReviewOpened)) {
        LOG.error(
            "what was told of round {} of article {} does not fit and is left out: {}",
            at.number(),
            now.dossier().articleId(),
            event.getClass().getSimpleName());
      }
    }
    return new Resumption(now, left);
  }

  /** The last step without its seal: the seal may be told next. */
  private static boolean isLast(Review now, StepApproved step) {
    return now instanceof UnderReview running
        && running.round().isAtLastStep()
        && fits(running, step.step(), step.by(), step.digest(), step.revision());
  }

  /** The review after an event of its round; nothing where it does not fit. */
  private static Optional<Review> after(Review now, ReviewEvent event, boolean isSealed) {
    if (event instanceof ArticleApproved approved) {
      return approved(now, approved);
    }
    if (!(now instanceof UnderReview running)) {
      return Optional.empty();
    }
    return switch (event) {
      case StepApproved e ->
          fits(running, e.step(), e.by(), e.digest(), e.revision())
                  && (isSealed || !running.round().isAtLastStep())
              ? Optional.of(
                  stepped(running, decided(Verdict.APPROVE, e.step(), e.by(), e.reason(), e.at())))
              : Optional.empty();
      case ChangesRequested e ->
          fits(running, e.step(), e.by(), e.digest(), e.revision())
              ? Optional.of(
                  new SentBack(
                      running.dossier(),
                      running
                          .round()
                          .with(
                              decided(
                                  Verdict.REQUEST_CHANGES, e.step(), e.by(), e.reason(), e.at())),
                      e.at()))
              : Optional.empty();
      case ArticleRejected e ->
          fits(running, e.step(), e.by(), e.digest(), e.revision())
              ? Optional.of(
                  new TurnedDown(
                      running.dossier(),
                      running
                          .round()
                          .with(decided(Verdict.REJECT, e.step(), e.by(), e.reason(), e.at())),
                      e.at()))
              : Optional.empty();
      case ReviewClosed e ->
          e.revision() == running.round().revision()
              ? Optional.of(new TakenBack(running.dossier(), running.round(), e.at()))
              : Optional.empty();
      case ReviewOpened e -> Optional.empty();
      case TakeBackRefused e -> Optional.empty();
      case ArticleApproved e -> throw new IllegalStateException("dealt with above");
    };
  }

  private static UnderReview stepped(UnderReview running, Decided decided) {
    return new UnderReview(running.dossier(), running.round().with(decided));
  }

  /** A verified seal counts whatever else was told of its round. */
  private static Optional<Review> approved(Review now, ArticleApproved approved) {
    return round(now)
        .filter(round -> isOf(round, approved))
        .map(round -> new Approved(now.dossier(), round, approved.seal(), approved.at()));
  }

  private static boolean isOf(Round round, ArticleApproved approved) {
    return round.number() == approved.round()
        && round.revision() == approved.revision()
        && round.digest().equals(approved.digest());
  }

  private static boolean fits(
      UnderReview running, Step step, Person by, Digest digest, int revision) {
    Round round = running.round();
    return round.decisions().size() < round.route().size()
        && round.openStep().equals(step)
        && round.digest().equals(digest)
        && round.revision() == revision
        && !running.dossier().wasEditedBy(by.id())
        && round.decidedBy(by.id()).isEmpty();
  }

  private static Decided decided(Verdict verdict, Step step, Person by, String reason, Instant at) {
    return new Decided(step.number(), verdict, by, reason, at);
  }

  private static Optional<Round> round(Review review) {
    return switch (review) {
      case UnderReview running -> Optional.of(running.round());
      case Ended ended -> Optional.of(ended.round());
      case NotSubmitted none -> Optional.empty();
    };
  }
}
