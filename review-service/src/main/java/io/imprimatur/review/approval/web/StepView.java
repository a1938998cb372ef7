package io.imprimatur.review.approval.web;

import io.imprimatur.events.Step;
import io.imprimatur.review.approval.Decided;
import io.imprimatur.review.approval.Review;
import io.imprimatur.review.approval.Round;
import io.imprimatur.review.approval.UnderReview;
import io.imprimatur.review.approval.Verdict;
import java.time.Instant;
import java.util.List;

/**
 * A step of a route as pages show it.
 *
 * @param look {@code done}, {@code now}, {@code no}, or empty where nobody reached it yet
 * @param sign what stands in its circle: its number, or a sign of what was decided
 * @param says what became of it, without the time
 * @param at when, or since when it waits; null where it was not reached
 */
record StepView(
    int number, String name, String group, String look, String sign, String says, Instant at) {

  /** The class of its dot in a list. */
  public String dot() {
    return look.equals("done") ? "y" : look;
  }

  public boolean isNow() {
    return look.equals("now");
  }

  static List<StepView> of(Review review, Round round, Wording wording) {
    boolean runs = review instanceof UnderReview running && running.round().equals(round);
    return round.route().stream().map(step -> of(step, round, runs, wording)).toList();
  }

  private static StepView of(Step step, Round round, boolean runs, Wording wording) {
    int decided = round.decisions().size();
    String name = Wording.of(step.name());
    String group = wording.group(step.group());
    String number = Integer.toString(step.number());
    if (step.number() <= decided) {
      Decided decision = round.decisions().get(step.number() - 1);
      boolean agreed = decision.verdict() == Verdict.APPROVE;
      return new StepView(
          step.number(),
          name,
          group,
          agreed ? "done" : "no",
          agreed ? "✓" : "✕",
          wording.say("step." + decision.verdict().word(), decision.by().name()),
          decision.at());
    }
    if (runs && step.number() == decided + 1) {
      return new StepView(
          step.number(),
          name,
          group,
          "now",
          number,
          wording.say("step.open", group),
          round.waitingSince());
    }
    String says =
        runs
            ? wording.say("step.waiting", Wording.of(round.route().get(step.number() - 2).name()))
            : wording.say("step.not-reached");
    return new StepView(step.number(), name, group, "", number, says, null);
  }
}
