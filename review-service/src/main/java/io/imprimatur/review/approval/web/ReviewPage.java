package io.imprimatur.review.approval.web;

import io.imprimatur.kit.Conflict;
import io.imprimatur.kit.Forbidden;
import io.imprimatur.kit.Invalid;
import io.imprimatur.kit.Refusal;
import io.imprimatur.kit.aggregate.Idempotency;
import io.imprimatur.kit.observability.RefusedCommands;
import io.imprimatur.kit.pages.FieldMessages;
import io.imprimatur.kit.pages.StaffPages;
import io.imprimatur.kit.people.Person;
import io.imprimatur.review.approval.Approvals;
import io.imprimatur.review.approval.Decided;
import io.imprimatur.review.approval.DecisionTaken;
import io.imprimatur.review.approval.Ended;
import io.imprimatur.review.approval.Outcome;
import io.imprimatur.review.approval.PastRound;
import io.imprimatur.review.approval.Review;
import io.imprimatur.review.approval.Reviewer;
import io.imprimatur.review.approval.Round;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.util.UriComponentsBuilder;

/** A text under review, and the decision on it. */
@StaffPages
class ReviewPage {

  private final Approvals approvals;
  private final ReviewDesk desk;
  private final Wording wording;
  private final FieldMessages fields;

  ReviewPage(Approvals approvals, ReviewDesk desk, Wording wording, FieldMessages fields) {
    this.approvals = approvals;
    this.desk = desk;
    this.wording = wording;
    this.fields = fields;
  }

  @GetMapping("/review/{articleId}")
  String show(
      @PathVariable String articleId,
      @RequestParam Map<String, String> asked,
      Person person,
      Model model) {
    Reviewer who = ReviewController.reviewer(person);
    desk.show(articleId, who, asked, model);
    model.addAttribute("asking", asked.get("ask"));
    boolean decided = asked.containsKey("decided");
    if (decided) {
      model.addAttribute("taken", taken((Review) model.getAttribute("review"), who, asked));
    }
    boolean may = ((ReviewParts.Bar) model.getAttribute("bar")).may();
    model.addAttribute("offersNext", decided || !may);
    model.addAttribute("following", decided || !may ? desk.next(who, articleId) : null);
    return "desk/review";
  }

  /** What this person decided, as the address that they were led to says; null where nothing. */
  private Taken taken(Review review, Reviewer who, Map<String, String> asked) {
    Stream<Round> rounds =
        Stream.concat(
            Stream.of(ReviewAnswers.round(review)),
            review.dossier().past().stream().map(PastRound::round));
    return rounds
        .filter(r -> Integer.toString(r.number()).equals(asked.get("in")))
        .flatMap(r -> r.decidedBy(who.id()).stream().map(d -> taken(d, r)))
        .filter(t -> Integer.toString(t.step()).equals(asked.get("decided")))
        .findFirst()
        .orElse(null);
  }

  private Taken taken(Decided decided, Round round) {
    return new Taken(
        wording.say("taken." + decided.verdict().word(), decided.step(), round.revision()),
        decided.step(),
        decided.at());
  }

  /** A decision that this person took. */
  record Taken(String says, int step, Instant at) {}

  @PostMapping("/review/{articleId}/decisions")
  String decide(
      @PathVariable String articleId,
      @RequestParam Map<String, String> form,
      Person person,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    Reviewer who = ReviewController.reviewer(person);
    try {
      DecisionTaken taken =
          approvals.decide(
              articleId, who, decision(form).toDecision(), new Idempotency(null, who.id(), ""));
      ReviewController.log(articleId, taken, who.id());
      return "redirect:"
          + UriComponentsBuilder.fromPath(InboxQuery.PATH)
              .pathSegment(articleId)
              .queryParam("decided", taken.step())
              .queryParam("in", taken.round())
              .toUriString();
    } catch (Invalid wrong) {
      return wrong(articleId, who, form, wrong, response, model);
    } catch (Conflict | Forbidden refused) {
      RefusedCommands.because(request, refused);
      return refused(articleId, who, form, refused, response, model);
    }
  }

  private static DecisionRequest decision(Map<String, String> form) {
    return new DecisionRequest(
        form.get("digest"),
        form.get("verdict"),
        form.get("reason"),
        number(form, "round"),
        number(form, "step"));
  }

  private static Integer number(Map<String, String> form, String field) {
    String value = form.getOrDefault(field, "");
    if (!value.matches("[1-9][0-9]{0,8}")) {
      throw new Invalid(field, "must be the number that the page gave");
    }
    return Integer.valueOf(value);
  }

  /** The same page again, with what was typed and what is wrong with it. */
  private String wrong(
      String articleId,
      Reviewer who,
      Map<String, String> form,
      Invalid wrong,
      HttpServletResponse response,
      Model model) {
    if (wrong.errors().stream().anyMatch(e -> !e.field().equals("reason"))) {
      throw wrong; // no page of ours sends this
    }
    String verdict = form.get("verdict");
    desk.show(articleId, who, Map.of(), model);
    List<FieldMessages.Line> lines =
        fields.of(wrong).stream()
            .map(l -> new FieldMessages.Line("reason-" + verdict, l.message()))
            .toList();
    model.addAttribute("asking", verdict);
    model.addAttribute("reason", form.get("reason"));
    model.addAttribute("errors", lines);
    model.addAttribute("byField", FieldMessages.byField(lines));
    response.setStatus(HttpStatus.BAD_REQUEST.value());
    return "desk/review";
  }

  /** Nothing was decided: why, what the person had written, and the way to the text as it is. */
  private String refused(
      String articleId,
      Reviewer who,
      Map<String, String> form,
      Refusal refused,
      HttpServletResponse response,
      Model model) {
    Review review = approvals.look(articleId, who);
    response.setStatus(
        (refused instanceof Forbidden ? HttpStatus.FORBIDDEN : HttpStatus.CONFLICT).value());
    model.addAttribute("head", ReviewParts.Head.of(review, ReviewAnswers.round(review), wording));
    model.addAttribute("why", wording.refusal(refused));
    model.addAttribute("reason", form.getOrDefault("reason", ""));
    model.addAttribute("following", desk.next(who, articleId));
    return "desk/not-decided";
  }

  /** The part of the page that asks again and again whether somebody did something. */
  @GetMapping("/review/{articleId}/status")
  String status(
      @PathVariable String articleId,
      @RequestParam String seen,
      Person person,
      ServletWebRequest request,
      HttpServletResponse response,
      Model model) {
    Reviewer who = ReviewController.reviewer(person);
    Review review = approvals.look(articleId, who);
    String now = ReviewParts.seen(review);
    response.setHeader(
        "Cache-Control",
        CacheControl.maxAge(Duration.ZERO).cachePrivate().mustRevalidate().getHeaderValue());
    if (request.checkNotModified("\"" + now + "-" + wording.say("language") + "\"")) {
      return null;
    }
    model.addAttribute("articleId", articleId);
    model.addAttribute("seen", seen);
    model.addAttribute("moved", !seen.equals(now));
    model.addAttribute("says", says(review, seen));
    return "desk/status :: status";
  }

  /** What was done since the page was made, as far as one sentence tells. */
  private String says(Review review, String seen) {
    Round round = ReviewAnswers.round(review);
    if (review instanceof Ended ended && ended.outcome() == Outcome.CLOSED) {
      return wording.say("status.closed");
    }
    boolean decided =
        !round.decisions().isEmpty()
            && !seen.startsWith(round.number() + "-" + round.decisions().size() + "-");
    if (!decided) {
      return wording.say("status.other");
    }
    Decided last = round.decisions().getLast();
    return wording.say("status." + last.verdict().word(), last.by().name(), last.step());
  }
}
