package io.imprimatur.publishing.publication.web;

import io.imprimatur.kit.Invalid;
import io.imprimatur.kit.Page;
import io.imprimatur.kit.Paging;
import io.imprimatur.kit.aggregate.Idempotency;
import io.imprimatur.kit.people.Person;
import io.imprimatur.publishing.publication.PublicationDesk;
import io.imprimatur.publishing.publication.PublicationList;
import io.imprimatur.publishing.publication.Withdrawal;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What publishers' programs call. */
@RestController
@RequestMapping("/api/publications")
class PublicationController {

  private static final Set<String> STATES = Set.of("published", "refused", "withdrawn");

  private final PublicationDesk desk;
  private final PublicationList list;
  private final PublicUrl site;
  private final AfterWithdrawal after;
  private final Clock clock;

  PublicationController(
      PublicationDesk desk,
      PublicationList list,
      PublicUrl site,
      AfterWithdrawal after,
      Clock clock) {
    this.desk = desk;
    this.list = list;
    this.site = site;
    this.after = after;
    this.clock = clock;
  }

  @GetMapping
  Page<PublicationView> list(
      Person person,
      @RequestParam Optional<String> state,
      @RequestParam Optional<String> section,
      @RequestParam Optional<String> q,
      Paging paging) {
    state
        .filter(s -> !STATES.contains(s))
        .ifPresent(
            s -> {
              throw new Invalid("state", "must be published, refused or withdrawn");
            });
    Optional<String> words = q.map(String::strip).filter(w -> !w.isEmpty());
    return list.list(person, new PublicationList.Wanted(state, section, words), paging)
        .map(entry -> PublicationView.of(entry, site.url()));
  }

  @GetMapping("/{articleId}")
  PublicationView find(Person person, @PathVariable String articleId) {
    return PublicationView.of(desk.find(person, articleId), site.url());
  }

  @PostMapping("/{articleId}/withdrawal")
  Withdrawn withdraw(
      Person person, @PathVariable String articleId, @RequestBody Reason body, Idempotency key) {
    Withdrawal done = desk.withdraw(person, articleId, reason(body.reason()), clock.instant(), key);
    after.pageWithdrawn(done.articleId(), done.path());
    return new Withdrawn(
        done.articleId(),
        site.url() + done.path(),
        done.path(),
        "withdrawn",
        done.revision(),
        done.reason(),
        done.withdrawnAt());
  }

  private static String reason(String sent) {
    String reason = WithdrawalReason.tidy(sent);
    WithdrawalReason.objection(reason)
        .ifPresent(
            error -> {
              throw new Invalid(List.of(error));
            });
    return reason;
  }

  /** The body of a withdrawal. */
  record Reason(String reason) {}

  /** The answer to a withdrawal. */
  record Withdrawn(
      String articleId,
      String url,
      String path,
      String state,
      int revision,
      String reason,
      Instant withdrawnAt) {}
}
