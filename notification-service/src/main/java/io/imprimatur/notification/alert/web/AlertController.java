package io.imprimatur.notification.alert.web;

import static io.imprimatur.notification.alert.web.AlertRights.visible;

import io.imprimatur.kit.Invalid;
import io.imprimatur.kit.Page;
import io.imprimatur.kit.Paging;
import io.imprimatur.kit.aggregate.Idempotency;
import io.imprimatur.kit.people.Person;
import io.imprimatur.notification.alert.AlertDesk;
import io.imprimatur.notification.alert.AlertState;
import io.imprimatur.notification.alert.LedgerView;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Alerts for publishers, of their sections, and for administrators, of all. No whole address leaves
 * here.
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
      @Parameter(description = "only alerts of this section")
          @RequestParam(name = "section", required = false)
          String section,
      @Parameter(description = "only alerts in one of these states, such as started or held")
          @RequestParam(name = "state", required = false)
          List<String> states,
      @Parameter(hidden = true) Person person,
      @Parameter(hidden = true) Paging paging) {
    AlertRights.see(person);
    return desk.list(
            AlertRights.sections(person, section),
            states == null
                ? null
                : states.stream().map(s -> read("state", s, AlertState.class)).toList(),
            paging)
        .map(AlertAnswer::of);
  }

  @Operation(summary = "One article's alert with its figures")
  @GetMapping("/{articleId}")
  AlertAnswer find(@PathVariable String articleId, @Parameter(hidden = true) Person person) {
    AlertRights.see(person);
    return AlertAnswer.of(desk.find(articleId, visible(person)));
  }

  /**
   * A part of the ledger, without its recipients.
   *
   * @param state planned, due, in-work, put-off or closed
   * @param until for put-off: when it is taken up again
   */
  record RangeAnswer(
      int number,
      String state,
      Instant until,
      long matched,
      long sent,
      long failed,
      long uncertain,
      long waiting,
      long skipped) {
    static RangeAnswer of(LedgerView.Line line) {
      return new RangeAnswer(
          line.number(),
          name(line.work()),
          line.until(),
          line.counts().matched(),
          line.counts().sent(),
          line.counts().failed(),
          line.counts().uncertain(),
          line.counts().waiting(),
          line.counts().skipped());
    }
  }

  @Operation(summary = "The parts of an alert's ledger with their figures")
  @GetMapping("/{articleId}/ranges")
  Page<RangeAnswer> ranges(
      @PathVariable String articleId,
      @Parameter(hidden = true) Person person,
      @Parameter(hidden = true) Paging paging) {
    AlertRights.see(person);
    return desk.ranges(articleId, visible(person), paging).map(RangeAnswer::of);
  }

  @Operation(
      summary = "An alert's mails with a trouble, with the mail server's words",
      description =
          "Of an address only its first letter and its domain are told, also within the mail"
              + " server's words.")
  @GetMapping("/{articleId}/troubles")
  Page<AlertDesk.TroubleSeen> troubles(
      @PathVariable String articleId,
      @Parameter(description = "failed, uncertain or put-off") @RequestParam(name = "kind")
          String kind,
      @Parameter(hidden = true) Person person,
      @Parameter(hidden = true) Paging paging) {
    AlertRights.see(person);
    return desk.troubles(
        articleId, visible(person), read("kind", kind, LedgerView.Trouble.class), paging);
  }

  @Operation(
      summary = "Releases a held alert",
      description =
          "An alert about an article that is not news any more goes out all the same. Takes an"
              + " administrator.")
  @PostMapping("/{articleId}/release")
  AlertAnswer release(
      @PathVariable String articleId,
      @Parameter(hidden = true) Person person,
      @Parameter(hidden = true) Idempotency key) {
    AlertRights.see(person);
    desk.find(articleId, visible(person));
    AlertRights.release(person);
    desk.release(articleId, person, visible(person), key);
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
    AlertRights.see(person);
    desk.stop(articleId, request.reason(), person, visible(person), key);
    return AlertAnswer.of(desk.find(articleId, visible(person)));
  }

  static String name(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static <E extends Enum<E>> E read(String parameter, String text, Class<E> type) {
    return Arrays.stream(type.getEnumConstants())
        .filter(value -> name(value).equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new Invalid(
                    parameter,
                    "must be one of "
                        + Arrays.stream(type.getEnumConstants())
                            .map(AlertController::name)
                            .collect(Collectors.joining(", "))));
  }
}
