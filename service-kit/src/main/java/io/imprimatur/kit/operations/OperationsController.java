package io.imprimatur.kit.operations;

import io.imprimatur.kit.Invalid;
import io.imprimatur.kit.outbox.Outboxes;
import io.imprimatur.kit.parked.ParkedEvent.Kind;
import io.imprimatur.kit.parked.ParkedEvents;
import io.imprimatur.kit.people.Person;
import io.imprimatur.kit.people.Roles;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.health.actuate.endpoint.CompositeHealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.actuate.endpoint.IndicatedHealthDescriptor;
import org.springframework.boot.health.contributor.Status;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** How this service is, and what was done with its parked events, for administrators. */
@RestController
@RequestMapping("/api/operations")
class OperationsController {

  private static final int MOST_DEEDS = 200;

  private final String service;
  private final HealthEndpoint health;
  private final Outboxes outboxes;
  private final ParkedEvents parked;
  private final Lag lag;
  private final Clock clock;

  OperationsController(
      String service,
      HealthEndpoint health,
      Outboxes outboxes,
      ParkedEvents parked,
      Lag lag,
      Clock clock) {
    this.service = service;
    this.health = health;
    this.outboxes = outboxes;
    this.parked = parked;
    this.lag = lag;
    this.clock = clock;
  }

  /** How it is now. */
  @GetMapping
  ServiceStatus status(Person person) {
    Roles.require(person, Roles.ADMINISTRATOR);
    HealthDescriptor found = health.health();
    Map<String, Long> counts = new TreeMap<>();
    for (Kind kind : Kind.values()) {
      counts.put(kind.name().toLowerCase(Locale.ROOT), parked.count(kind));
    }
    return new ServiceStatus(
        service,
        clock.instant(),
        found.getStatus().getCode(),
        ailing(found),
        outboxes.oldest().orElse(null),
        lag.bySource(),
        counts);
  }

  private static List<ServiceStatus.Part> ailing(HealthDescriptor health) {
    List<ServiceStatus.Part> parts = new ArrayList<>();
    if (health instanceof CompositeHealthDescriptor composite) {
      composite
          .getComponents()
          .forEach(
              (name, part) -> {
                if (!part.getStatus().equals(Status.UP)) {
                  parts.add(new ServiceStatus.Part(name, part.getStatus().getCode(), reason(part)));
                }
              });
    }
    return parts;
  }

  private static String reason(HealthDescriptor part) {
    if (!(part instanceof IndicatedHealthDescriptor told) || told.getDetails() == null) {
      return null;
    }
    Object reason = told.getDetails().getOrDefault("reason", told.getDetails().get("error"));
    return reason == null ? null : reason.toString();
  }

  /**
   * A deed of an operator with a parked event.
   *
   * @param action {@code replay}, {@code set-aside} or {@code skip-gap}
   * @param note the reason that was given, or what came of it
   */
  public record DeedView(
      Instant at,
      String by,
      String action,
      String note,
      String parkedId,
      String articleId,
      String source,
      long sequence) {}

  /** What operators did, the newest first. */
  @GetMapping("/deeds")
  List<DeedView> deeds(Person person, @RequestParam(defaultValue = "100") int limit) {
    Roles.require(person, Roles.ADMINISTRATOR);
    if (limit < 1 || limit > MOST_DEEDS) {
      throw new Invalid("limit", "must be a whole number from 1 to " + MOST_DEEDS);
    }
    return parked.lastDealtWith(limit).stream()
        .flatMap(
            event ->
                event.audit().stream()
                    .map(
                        deed ->
                            new DeedView(
                                deed.at(),
                                deed.by(),
                                deed.action(),
                                deed.note(),
                                event.id(),
                                event.event().article(),
                                event.event().source(),
                                event.event().sequence())))
        .sorted(Comparator.comparing(DeedView::at).reversed())
        .limit(limit)
        .toList();
  }
}
