package io.imprimatur.review.approval.web;

import io.imprimatur.events.Text;
import io.imprimatur.kit.NotFound;
import io.imprimatur.kit.Paging;
import io.imprimatur.review.approval.Approvals;
import io.imprimatur.review.approval.PastRound;
import io.imprimatur.review.approval.Review;
import io.imprimatur.review.approval.Reviewer;
import io.imprimatur.review.approval.Reviews.Listing;
import io.imprimatur.review.approval.Round;
import io.imprimatur.review.approval.SiteNews;
import io.imprimatur.review.approval.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import org.springframework.web.util.UriComponentsBuilder;

/** Puts a review's page together. */
@Component
final class ReviewDesk {

  private final Approvals approvals;
  private final Wording wording;

  ReviewDesk(Approvals approvals, Wording wording) {
    this.approvals = approvals;
    this.wording = wording;
  }

  /**
   * A way to look at a text.
   *
   * @param word as in the address
   * @param count how many changes it shows, or null where nobody counted
   */
  record View(String word, String name, String address, boolean current, Integer count) {}

  /** A text that waits. */
  record Next(String articleId, String title, String language) {}

  /**
   * Fills the model of {@code desk/review}.
   *
   * @param asked the address's parameters: {@code view}, {@code round} and {@code from}
   * @throws NotFound where there is no such review or round for this person
   */
  void show(String articleId, Reviewer who, Map<String, String> asked, Model model) {
    Review review = approvals.look(articleId, who);
    Round current = ReviewAnswers.round(review);
    Round shown = round(review, asked.get("round")).orElse(current);
    Text text =
        shown.equals(current)
            ? approvals.open(review).text()
            : approvals.textOf(shown).orElse(null);
    Optional<Round> earlier = earlier(review, shown, asked.get("from"));
    String view = view(asked.get("view"), shown, review, earlier);
    model.addAttribute("head", ReviewParts.Head.of(review, shown, wording));
    model.addAttribute("past", !shown.equals(current));
    model.addAttribute("currentRound", current.number());
    model.addAttribute("steps", steps(review, shown));
    model.addAttribute("views", views(review, shown, earlier, view));
    model.addAttribute("view", view);
    model.addAttribute("sheet", sheet(view, review, text, earlier));
    model.addAttribute("base", base(view, review, earlier));
    model.addAttribute(
        "history", view.equals("history") ? HistoryLine.of(review, wording) : List.of());
    model.addAttribute("about", text == null ? null : ReviewParts.About.of(text, shown, wording));
    model.addAttribute("remarks", ReviewParts.Remark.of(review, wording));
    model.addAttribute("bar", ReviewParts.Bar.of(review, who, wording));
    model.addAttribute("refused", refused(review, shown));
    model.addAttribute("review", review);
  }

  private static Optional<Round> round(Review review, String number) {
    return number(number)
        .map(
            n ->
                Optional.of(ReviewAnswers.round(review))
                    .filter(r -> r.number() == n)
                    .or(() -> review.dossier().pastRound(n).map(PastRound::round))
                    .orElseThrow(
                        () ->
                            new NotFound("This text had no round " + n + ".")
                                .coded("no-round", n)));
  }

  private static Optional<Integer> number(String word) {
    return word != null && word.matches("[1-9][0-9]{0,8}")
        ? Optional.of(Integer.valueOf(word))
        : Optional.empty();
  }

  /** The round that the shown one is compared with. */
  private static Optional<Round> earlier(Review review, Round shown, String from) {
    List<Round> before =
        review.dossier().past().stream()
            .map(PastRound::round)
            .filter(r -> r.number() < shown.number())
            .toList();
    Optional<Round> asked =
        number(from).flatMap(n -> before.stream().filter(r -> r.number() == n).findFirst());
    return asked.or(() -> before.isEmpty() ? Optional.empty() : Optional.of(before.getLast()));
  }

  private String view(String asked, Round shown, Review review, Optional<Round> earlier) {
    if (asked != null && List.of("reader", "changes", "live", "history").contains(asked)) {
      return asked;
    }
    boolean sizedByLive = shown.size() != null && shown.size().base() == Size.Base.LIVE;
    if (sizedByLive && review.dossier().live() != null) {
      return "live";
    }
    return earlier.isPresent() ? "changes" : "reader";
  }

  private List<StepView> steps(Review review, Round shown) {
    List<StepView> steps = new ArrayList<>(StepView.of(review, shown, wording));
    steps.add(SiteStep.of(review, shown, wording));
    return steps;
  }

  private List<View> views(Review review, Round shown, Optional<Round> earlier, String view) {
    List<View> views = new ArrayList<>();
    views.add(view("reader", wording.say("view.reader"), review, shown, null, view));
    earlier
        .filter(round -> view.equals("changes") || !isLive(review, round))
        .ifPresent(
            round ->
                views.add(
                    view(
                        "changes",
                        wording.say("view.changes", round.number()),
                        review,
                        shown,
                        sized(shown, Size.Base.ROUND, round.number()),
                        view)));
    if (review.dossier().live() != null) {
      views.add(
          view(
              "live",
              wording.say("view.live"),
              review,
              shown,
              sized(shown, Size.Base.LIVE, review.dossier().live().revision()),
              view));
    }
    views.add(view("history", wording.say("view.history"), review, shown, null, view));
    return views;
  }

  /** Whether comparing with that round would show what comparing with the site does. */
  private static boolean isLive(Review review, Round round) {
    return review.dossier().live() != null
        && review.dossier().live().digest().equals(round.digest());
  }

  private static View view(
      String word, String name, Review review, Round shown, Integer count, String current) {
    UriComponentsBuilder address =
        UriComponentsBuilder.fromPath(InboxQuery.PATH)
            .pathSegment(review.dossier().articleId())
            .queryParam("view", word);
    if (!shown.equals(ReviewAnswers.round(review))) {
      address.queryParam("round", shown.number());
    }
    return new View(word, name, address.toUriString(), word.equals(current), count);
  }

  private static Integer sized(Round shown, Size.Base base, int number) {
    Size size = shown.size();
    return size != null && size.base() == base && size.number() == number ? size.changes() : null;
  }

  /** Null where the text, or the one that it is compared with, is not there to be shown. */
  private Sheet sheet(String view, Review review, Text text, Optional<Round> earlier) {
    if (text == null) {
      return null;
    }
    return switch (view) {
      case "changes" ->
          earlier
              .flatMap(approvals::textOf)
              .map(before -> Sheet.changed(before, text, wording))
              .orElse(null);
      case "live" ->
          approvals.liveText(review).map(live -> Sheet.changed(live, text, wording)).orElse(null);
      default -> Sheet.plain(text);
    };
  }

  /** What the text is compared with, in words; null where with nothing. */
  private String base(String view, Review review, Optional<Round> earlier) {
    return switch (view) {
      case "changes" ->
          earlier
              .map(r -> wording.say("sheet.base.round", r.number(), r.revision()))
              .orElseGet(() -> wording.say("sheet.base.none"));
      case "live" ->
          review.dossier().live() == null
              ? wording.say("sheet.base.not-live")
              : wording.say("sheet.base.live", review.dossier().live().revision());
      default -> null;
    };
  }

  /** Why the site refused the shown text, or null. */
  private static String refused(Review review, Round shown) {
    return review.dossier().news().stream()
        .filter(n -> n.revision() == shown.revision())
        .reduce((before, after) -> after)
        .filter(n -> n.kind() == SiteNews.Kind.REFUSED)
        .map(SiteNews::reason)
        .orElse(null);
  }

  /** What waits for somebody, the longest waiting first, but for one; null where nothing does. */
  Next next(Reviewer who, String exceptArticle) {
    return approvals.list(Listing.waitingFor(who), new Paging(2, null)).items().stream()
        .filter(r -> !r.dossier().articleId().equals(exceptArticle))
        .findFirst()
        .map(
            r ->
                new Next(
                    r.dossier().articleId(),
                    ReviewAnswers.round(r).subject().title(),
                    ReviewAnswers.round(r).subject().language()))
        .orElse(null);
  }
}
