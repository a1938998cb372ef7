package io.imprimatur.notification.alert.web;

import io.imprimatur.kit.Page;
import io.imprimatur.kit.Paging;
import io.imprimatur.kit.aggregate.Idempotency;
import io.imprimatur.kit.people.Person;
import io.imprimatur.kit.people.Roles;
import io.imprimatur.notification.alert.AlertDesk;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import java.util.Collection;
import java.util.function.Predicate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Alerts for publishers, of their sections, and for administrators, of all. Figures only: no
 * address leaves here.
 */
@RestController
@RequestMapping("/api/alerts")
class AlertController {

  private final AlertDesk desk;

  AlertController(AlertDesk desk) {
    this.desk = desk;
  }

  @Operation(summary = "Alerts with their figures, the newest first")
  @GetMapping
  Page<AlertAnswer> list(
      @Parameter(hidden = true) Person person, @Parameter(hidden = true) Paging paging) {
    allowed(person);
    Collection<String> sections = seesAll(person) ? null : person.sections();
    return desk.list(sections, paging).map(AlertAnswer::of);
  }

  @Operation(summary = "One article's alert with its figures")
  @GetMapping("/{articleId}")
  AlertAnswer find(@PathVariable String articleId, @Parameter(hidden = true) Person person) {
    allowed(person);
    return AlertAnswer.of(desk.find(articleId, visible(person)));
  }

  @Operation(
      summary = "Releases a held alert",
      description = "An alert about an article that is not news any more goes out all the same.")
  @PostMapping("/{articleId}/release")
  AlertAnswer release(
      @PathVariable String articleId,
      @Parameter(hidden = true) Person person,
      @Parameter(hidden = true) Idempotency key) {
    allowed(person);
    desk.release(articleId, visible(person), key);
    return AlertAnswer.of(desk.find(articleId, visible(person)));
  }

  /**
   * @param reason in the operator's words, 1 to 4,000 characters
   */
  record StopRequest(String reason) {}

  @Operation(
      summary = "Stops an alert",
      description = "No further mail is begun. What was sent stays sent; it can't be resumed.")
  @PostMapping("/{articleId}/stop")
  AlertAnswer stop(
      @PathVariable String articleId,
      @RequestBody StopRequest request,
      @Parameter(hidden = true) Person person,
      @Parameter(hidden = true) Idempotency key) {
    allowed(person);
    desk.stop(articleId, request.reason(), person.id(), visible(person), key);
    return AlertAnswer.of(desk.find(articleId, visible(person)));
  }

  private static void allowed(Person person) {
    Roles.require(person, Roles.PUBLISHER, Roles.ADMINISTRATOR);
  }

  private static boolean seesAll(Person person) {
    return person.has(Roles.ADMINISTRATOR) || person.everywhere();
  }

  private static Predicate<String> visible(Person person) {
    return section -> seesAll(person) || person.mayIn(section);
  }
}
