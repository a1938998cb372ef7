package io.imprimatur.review.approval.web;

import io.imprimatur.kit.Invalid;
import io.imprimatur.kit.Page;
import io.imprimatur.kit.Paging;
import io.imprimatur.kit.aggregate.Idempotency;
import io.imprimatur.kit.observability.LogKeys;
import io.imprimatur.kit.people.Person;
import io.imprimatur.kit.people.Roles;
import io.imprimatur.review.approval.Approvals;
import io.imprimatur.review.approval.DecisionTaken;
import io.imprimatur.review.approval.Groups;
import io.imprimatur.review.approval.Outcome;
import io.imprimatur.review.approval.Reviewer;
import io.imprimatur.review.approval.Reviews.Filter;
import io.imprimatur.review.approval.Reviews.Listing;
import io.imprimatur.review.approval.Reviews.Part;
import io.imprimatur.review.approval.web.ReviewAnswers.Details;
import io.imprimatur.review.approval.web.ReviewAnswers.Summary;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Reviews for those whose groups decide on them. */
@RestController
@RequestMapping("/api/reviews")
@Tag(name = "Reviews")
class ReviewController {

  private static final Logger LOG = LoggerFactory.getLogger(ReviewController.class);

  private final Approvals approvals;

  ReviewController(Approvals approvals) {
    this.approvals = approvals;
  }

  @GetMapping
  @Operation(
      summary = "The reviews that you may see",
      description =
          "The latest change first. With waiting=me only those whose open step you may decide, longest waiting first.")
  Page<Summary> list(
      @RequestParam(required = false) String state,
      @RequestParam(required = false) String waiting,
      @Parameter(hidden = true) Paging paging,
      @Parameter(hidden = true) Person person) {
    Roles.require(person, Groups.ALL.toArray(String[]::new));
    Reviewer who = reviewer(person);
    Listing listing =
        waitingForMe(waiting, state)
            ? Listing.waitingFor(who)
            : new Listing(who, Part.ALL, new Filter(outcome(state), null, null, null), false);
    return approvals.list(listing, paging).map(r -> ReviewAnswers.summary(r, who));
  }

  @GetMapping("/{articleId}")
  @Operation(summary = "One review with its text, and whether you may decide")
  Details open(@PathVariable String articleId, @Parameter(hidden = true) Person person) {
    Reviewer who = reviewer(person);
    return ReviewAnswers.details(approvals.open(articleId, who), who);
  }

  @PostMapping("/{articleId}/decisions")
  @Operation(
      summary = "Decide on the open step",
      description =
          "The same decision again gets the same answer. Without a step it is about the open one.")
  DecisionTaken decide(
      @PathVariable String articleId,
      @RequestBody DecisionRequest request,
      @Parameter(hidden = true) Idempotency key,
      @Parameter(hidden = true) Person person) {
    DecisionTaken taken = approvals.decide(articleId, reviewer(person), request.toDecision(), key);
    log(articleId, taken, person.id());
    return taken;
  }

  static void log(String articleId, DecisionTaken taken, String personId) {
    LOG.atInfo()
        .addKeyValue(LogKeys.ARTICLE, articleId)
        .addKeyValue("round", taken.round())
        .addKeyValue("step", taken.step())
        .addKeyValue("verdict", taken.verdict())
        .addKeyValue("personId", personId)
        .log("decided");
  }

  private static Outcome outcome(String state) {
    if (state == null) {
      return null;
    }
    return Outcome.of(state)
        .orElseThrow(
            () ->
                new Invalid(
                    "state",
                    "must be one of "
                        + Arrays.stream(Outcome.values())
                            .map(Outcome::word)
                            .collect(Collectors.joining(", "))));
  }

  private static boolean waitingForMe(String waiting, String state) {
    if (waiting == null) {
      return false;
    }
    if (!waiting.equals("me")) {
      throw new Invalid("waiting", "must be me, or left out");
    }
    if (state != null && !state.equals(Outcome.IN_REVIEW.word())) {
      throw new Invalid("state", "must be left out with waiting=me: only in-review waits");
    }
    return true;
  }

  static Reviewer reviewer(Person person) {
    return new Reviewer(
        new io.imprimatur.events.Person(person.id(), person.name()),
        person.roles(),
        person.sections());
  }
}
