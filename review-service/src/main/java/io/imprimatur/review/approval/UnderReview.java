package io.imprimatur.review.approval;

import io.imprimatur.events.ArticleApproved;
import io.imprimatur.events.ArticleRejected;
import io.imprimatur.events.ChangesRequested;
import io.imprimatur.events.Digest;
import io.imprimatur.events.DraftSubmitted;
import io.imprimatur.events.ReviewClosed;
import io.imprimatur.events.Step;
import io.imprimatur.events.StepApproved;
import io.imprimatur.events.TakeBackRequested;
import io.imprimatur.events.Text;
import io.imprimatur.kit.Conflict;
import io.imprimatur.kit.Forbidden;
import io.imprimatur.kit.inbox.IllegalTransition;
import io.imprimatur.seals.Seal;
import io.imprimatur.seals.Sealer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A round runs: one step is open and waits for a decision. */
public record UnderReview(Dossier dossier, Round round) implements Review {

  @Override
  public Review with(Dossier dossier) {
    return new UnderReview(dossier, round);
  }

  public Step openStep() {
    return round.openStep();
  }

  @Override
  public Change submit(DraftSubmitted submission, List<Step> route, Size size, Instant at) {
    throw new IllegalTransition(
        "revision %d was submitted while round %d of revision %d runs"
            .formatted(submission.revision(), round.number(), round.revision()));
  }

  @Override
  public Change takeBack(TakeBackRequested request, Instant at) {
    if (request.round() != round.number() || request.revision() != round.revision()) {
      return Review.refuseOtherRound(this, request, at);
    }
    return Change.to(
        new TakenBack(dossier, round, at),
        new ReviewClosed(round.revision(), round.number(), request.by(), at));
  }

  /** Why somebody may not decide on the open step, or nothing where they may. */
  public Optional<Hindrance> hindrance(Reviewer who) {
    Step open = openStep();
    if (who.isAdministrator()) {
      return Optional.of(new Hindrance.Administrates());
    }
    if (!who.roles().contains(open.group())) {
      return Optional.of(new Hindrance.LacksRole(open, who.roles()));
    }
    if (!who.holds(open.group(), round.subject().section())) {
      return Optional.of(new Hindrance.OtherSection(round.subject().section()));
    }
    if (dossier.wasEditedBy(who.id())) {
      return Optional.of(new Hindrance.Contributed());
    }
    return round.decidedBy(who.id()).map(d -> new Hindrance.DecidedBefore(d.step(), open.number()));
  }

  /**
   * Decides on the open step.
   *
   * @param text finds the text of this round; throws where it is not there as it was submitted
   * @throws Conflict where the decision is about another text, round or step
   * @throws Forbidden where this person may not decide here
   */
  Change decide(Decision decision, Reviewer who, Supplier<Text> text, Sealer sealer, Instant at) {
    requireThisText(decision);
    hindrance(who)
        .ifPresent(
            why -> {
              throw why.refusal();
            });
    Text whole = text.get();
    Step step = openStep();
    Decided decided =
        new Decided(step.number(), decision.verdict(), who.person(), decision.reason(), at);
    return switch (decision.verdict()) {
      case APPROVE -> approve(decided, step, whole, sealer);
      case REQUEST_CHANGES ->
          Change.to(
              new SentBack(dossier, round.with(decided), at),
              new ChangesRequested(
                  round.revision(),
                  round.number(),
                  round.digest(),
                  step,
                  who.person(),
                  decision.reason(),
                  at));
      case REJECT ->
          Change.to(
              new TurnedDown(dossier, round.with(decided), at),
              new ArticleRejected(
                  round.revision(),
                  round.number(),
                  round.digest(),
                  step,
                  who.person(),
                  decision.reason(),
                  at));
    };
  }

  private void requireThisText(Decision decision) {
    if (!decision.namesRound(round.number())) {
      throw new Conflict(
              "Round %d runs now, not round %d. Look at the text again."
                  .formatted(round.number(), decision.round()))
          .coded("other-round", round.number(), decision.round());
    }
    if (!decision.namesStep(openStep().number())) {
      throw new Conflict(
              "Step %d is open now, not step %d.".formatted(openStep().number(), decision.step()))
          .coded("other-step", openStep().number(), decision.step());
    }
    if (!decision.digest().equals(round.digest())) {
      throw new Conflict(
              "The text under review has the digest %s. You read another one; look at it again."
                  .formatted(round.digest()))
          .coded("other-text");
    }
  }

  private Change approve(Decided decided, Step step, Text text, Sealer sealer) {
    StepApproved stepApproved =
        new StepApproved(
            round.revision(),
            round.number(),
            round.digest(),
            step,
            decided.by(),
            decided.reason(),
            decided.at());
    Round after = round.with(decided);
    if (!round.isAtLastStep()) {
      return Change.to(new UnderReview(dossier, after), stepApproved);
    }
    String seal = sealer.seal(sealOf(after, text, decided.at()));
    return Change.to(
        new Approved(dossier, after, seal, decided.at()),
        stepApproved,
        new ArticleApproved(
            round.revision(),
            round.number(),
            text,
            round.digest(),
            seal,
            round.translationOf(),
            decided.at()));
  }

  private Seal sealOf(Round approved, Text text, Instant at) {
    Digest digest = Digest.of(text);
    if (!digest.equals(approved.digest())) {
      // what people approved must be what is sealed, whatever the store holds by now
      throw new IllegalStateException(
          "the stored text of %s has the digest %s instead of %s"
              .formatted(dossier.articleId(), digest, approved.digest()));
    }
    List<Seal.Approval> approvals =
        approved.decisions().stream()
            .map(
                d ->
                    new Seal.Approval(
                        d.step(),
                        approved.route().get(d.step() - 1).group(),
                        dossier.salt().hash(d.by().id()),
                        d.at()))
            .toList();
    return new Seal(
        Seal.VERSION,
        dossier.articleId(),
        approved.revision(),
        approved.number(),
        Seal.Kind.NORMAL,
        digest,
        text.title(),
        text.summary(),
        text.language(),
        text.section(),
        text.topics(),
        approvals,
        at,
        null);
  }
}
