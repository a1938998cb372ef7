package io.imprimatur.review.approval.web;

import io.imprimatur.review.approval.Approved;
import io.imprimatur.review.approval.Review;
import io.imprimatur.review.approval.Round;
import io.imprimatur.review.approval.SiteNews;
import io.imprimatur.review.approval.UnderReview;
import io.imprimatur.review.approval.Unpublished;
import java.time.Instant;
import java.util.Optional;

/** The end of every route, which no reviewer decides: the text is sealed and goes to the site. */
final class SiteStep {

  private SiteStep() {}

  static StepView of(Review review, Round round, Wording wording) {
    int number = round.route().size() + 1;
    Optional<SiteNews> told =
        review.dossier().news().stream()
            .filter(n -> n.revision() == round.revision())
            .reduce((earlier, later) -> later);
    if (told.isPresent()) {
      SiteNews news = told.get();
      boolean stands =
          news.kind() == SiteNews.Kind.PUBLISHED || news.kind() == SiteNews.Kind.UPDATED;
      return step(
          number,
          stands ? "done" : "no",
          stands ? "✓" : "✕",
          wording.say("step.site." + news.kind().word()),
          news.at(),
          wording);
    }
    String plain = Integer.toString(number);
    if (ReviewAnswers.round(review).equals(round)) {
      if (review instanceof UnderReview) {
        String last = Wording.of(round.route().getLast().name());
        return step(number, "", plain, wording.say("step.waiting", last), null, wording);
      }
      if (review instanceof Approved approved) {
        String sealed = wording.say("step.site.sealed");
        return step(number, "now", plain, sealed, approved.at(), wording);
      }
      if (review instanceof Unpublished unpublished) {
        String refused = wording.say("step.site.refused");
        return step(number, "no", "✕", refused, unpublished.at(), wording);
      }
    }
    return step(number, "", plain, wording.say("step.not-reached"), null, wording);
  }

  private static StepView step(
      int number, String look, String sign, String says, Instant at, Wording wording) {
    return new StepView(number, wording.say("step.site"), null, look, sign, says, at);
  }
}
