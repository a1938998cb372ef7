package io.imprimatur.notification.subscription.web;

import io.imprimatur.kit.Invalid;
import io.imprimatur.kit.aggregate.Idempotency;
import io.imprimatur.kit.office.Office;
import io.imprimatur.notification.subscription.Subscribing;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Subscribing by program. */
@RestController
class SubscriptionController {

  private final Subscribing subscribing;
  private final Office office;
  private final Askers askers;

  SubscriptionController(Subscribing subscribing, Office office, Askers askers) {
    this.subscribing = subscribing;
    this.office = office;
    this.askers = askers;
  }

  /**
   * @param address where mails go
   * @param sections ids of sections, or {@code *} for all
   * @param language {@code zh} or {@code en}: of the articles and of the mails
   */
  record SubscriptionRequest(String address, List<String> sections, String language) {}

  /** The same for everybody: it tells nobody who is subscribed. */
  record SubscriptionAnswer(String message) {}

  @Operation(
      summary = "Asks for a subscription",
      description =
          "Always answers 202 where the request itself is right. A mail asks whoever reads mail at the address to"
              + " confirm; nothing is subscribed before. At most one such mail goes to an address each hour. 429 with Retry-After where the sender's"
              + " network has asked for too many.")
  @SecurityRequirements
  @PostMapping("/api/subscriptions")
  @ResponseStatus(HttpStatus.ACCEPTED)
  SubscriptionAnswer subscribe(
      @RequestBody SubscriptionRequest request,
      @Parameter(hidden = true) Idempotency key,
      HttpServletRequest http) {
    Wanted wanted = Wanted.read(office, request.address(), request.sections(), request.language());
    if (!wanted.faults().isEmpty()) {
      throw new Invalid(
          wanted.faults().stream().map(f -> new Invalid.FieldError(f.field(), f.words())).toList());
    }
    askers.count(http);
    subscribing.ask(wanted.address().orElseThrow(), wanted.wishes(), request.language());
    return new SubscriptionAnswer(
        "Where there is something to confirm, a mail with a link is on its way to that address.");
  }
}
