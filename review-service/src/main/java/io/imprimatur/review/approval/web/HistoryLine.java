package io.imprimatur.review.approval.web;

import io.imprimatur.review.approval.Decided;
import io.imprimatur.review.approval.Ended;
import io.imprimatur.review.approval.Outcome;
import io.imprimatur.review.approval.PastRound;
import io.imprimatur.review.approval.Review;
import io.imprimatur.review.approval.Round;
import io.imprimatur.review.approval.SiteNews;
import io.imprimatur.review.approval.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Something that happened to an article in review or on the site.
 *
 * @param look the tag's class
 * @param sign what stands for it
 * @param quote what somebody said about it, or null
 * @param at when; null where nobody noted it
 * @param round the round that it opened, whose text can be read; 0 for all others
 */
record HistoryLine(
    String look, String sign, String says, String quote, Instant at, Instant order, int round) {

  /** All of it, the newest first. */
  static List<HistoryLine> of(Review review, Wording wording) {
    List<HistoryLine> lines = new ArrayList<>();
    for (PastRound past : review.dossier().past()) {
      addRound(lines, past.round(), past.outcome() == Outcome.CLOSED, null, wording);
    }
    Round current = ReviewAnswers.round(review);
    boolean closed = review instanceof Ended ended && ended.outcome() == Outcome.CLOSED;
    addRound(lines, current, closed, ReviewAnswers.at(review), wording);
    review.dossier().news().forEach(news -> lines.add(of(news, wording)));
    lines.sort(Comparator.comparing(HistoryLine::order));
    return lines.reversed();
  }

  private static void addRound(
      List<HistoryLine> lines, Round round, boolean closed, Instant at, Wording wording) {
    lines.add(opened(round, wording));
    round.decisions().forEach(d -> lines.add(of(d, round, wording)));
    if (closed) {
      Instant order = at == null ? round.waitingSince() : at;
      lines.add(
          new HistoryLine(
              "", "↩", wording.say("history.closed", round.number()), null, at, order, 0));
    }
  }

  private static HistoryLine opened(Round round, Wording wording) {
    String size = wording.size(round.size());
    String says =
        wording.say("history.opened", round.number(), round.revision(), round.submittedBy().name());
    return new HistoryLine(
        "",
        "→",
        size == null ? says : wording.say("history.sized", says, size),
        null,
        round.openedAt(),
        round.openedAt(),
        round.number());
  }

  private static HistoryLine of(Decided decided, Round round, Wording wording) {
    boolean agreed = decided.verdict() == Verdict.APPROVE;
    String step = Wording.of(round.route().get(decided.step() - 1).name());
    return new HistoryLine(
        agreed ? "ok" : decided.verdict() == Verdict.REJECT ? "stop" : "due",
        agreed ? "✓" : decided.verdict() == Verdict.REJECT ? "✕" : "✎",
        wording.say(
            "history." + decided.verdict().word(), decided.by().name(), decided.step(), step),
        decided.reason(),
        decided.at(),
        decided.at(),
        0);
  }

  private static HistoryLine of(SiteNews news, Wording wording) {
    String who = news.by() == null ? "" : news.by().name();
    boolean stands = news.kind() == SiteNews.Kind.PUBLISHED || news.kind() == SiteNews.Kind.UPDATED;
    return new HistoryLine(
        stands ? "ok" : "stop",
        stands ? "✓" : "✕",
        wording.say("history.site." + news.kind().word(), news.revision(), who),
        news.reason(),
        news.at(),
        news.at(),
        0);
  }
}
