package io.imprimatur.drafting.draft;

import io.imprimatur.events.AlertCompleted;
import io.imprimatur.events.AlertStarted;
import io.imprimatur.events.AlertStopped;
import io.imprimatur.events.ArticleApproved;
import io.imprimatur.events.ArticlePublished;
import io.imprimatur.events.ArticleRejected;
import io.imprimatur.events.ArticleUpdated;
import io.imprimatur.events.ArticleWithdrawn;
import io.imprimatur.events.ChangesRequested;
import io.imprimatur.events.DraftSubmitted;
import io.imprimatur.events.DraftingEvent;
import io.imprimatur.events.LifecycleEvent;
import io.imprimatur.events.LocalName;
import io.imprimatur.events.NotificationEvent;
import io.imprimatur.events.Person;
import io.imprimatur.events.PublicationRefused;
import io.imprimatur.events.PublishingEvent;
import io.imprimatur.events.ReviewClosed;
import io.imprimatur.events.ReviewEvent;
import io.imprimatur.events.ReviewOpened;
import io.imprimatur.events.Step;
import io.imprimatur.events.StepApproved;
import io.imprimatur.events.TakeBackRefused;
import io.imprimatur.events.TakeBackRequested;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One line of what happened to an article, told by any of the four services.
 *
 * @param at by the clock of the service that told it
 * @param service {@code drafting}, {@code review}, {@code publishing} or {@code notification}
 * @param type what happened, such as {@code step-approved}
 * @param by who did it; nobody where a service did it by itself
 * @param detail what belongs to it, by name: {@code revision}, {@code step}, {@code reason}, {@code
 *     path}, {@code sent}…
 */
public record TimelineEntry(
    Instant at, String service, String type, Optional<Person> by, Map<String, Object> detail) {

  public TimelineEntry {
    detail = Map.copyOf(detail);
  }

  /** What says why a text came back to its writers. */
  private static final Set<String> ANSWERS =
      Set.of("changes-requested", "rejected", "publication-refused");

  /** Whether the text came back with it, and why. */
  public boolean isAnswer() {
    return ANSWERS.contains(type);
  }

  /** The revision that it is about, 0 where it is about none. */
  public int revision() {
    return detail.get("revision") instanceof Number number ? number.intValue() : 0;
  }

  static TimelineEntry created(Person by, Instant at) {
    return new TimelineEntry(at, "drafting", "created", Optional.of(by), Map.of());
  }

  static TimelineEntry imported(Person by, Instant at, String file) {
    return new TimelineEntry(at, "drafting", "imported", Optional.of(by), Map.of("file", file));
  }

  /** A submitted text was made the present one again. */
  static TimelineEntry restored(Person by, Instant at, int revision) {
    return new TimelineEntry(
        at, "drafting", "restored", Optional.of(by), Map.of("revision", revision));
  }

  /** The line of an event, heard or told. */
  public static TimelineEntry of(LifecycleEvent event) {
    return switch (event) {
      case DraftingEvent drafting -> ofDrafting(drafting);
      case ReviewEvent review -> ofReview(review);
      case PublishingEvent publishing -> ofPublishing(publishing);
      case NotificationEvent notification -> ofNotification(notification);
    };
  }

  private static TimelineEntry ofDrafting(DraftingEvent event) {
    Line line = new Line("drafting", event);
    return switch (event) {
      case DraftSubmitted e ->
          line.is("submitted", e.by()).with("digest", e.digest().value()).end();
      case TakeBackRequested e -> line.is("take-back-requested", e.by()).end();
    };
  }

  private static TimelineEntry ofReview(ReviewEvent event) {
    Line line = new Line("review", event);
    return switch (event) {
      case ReviewOpened e ->
          line.is("review-opened", null)
              .with(
                  "steps",
                  e.steps().stream()
                      .map(s -> names(s.name()))
                      .collect(Collectors.toUnmodifiableList()))
              .end();
      case StepApproved e ->
          line.is("step-approved", e.by()).step(e.step()).with("reason", e.reason()).end();
      case ChangesRequested e ->
          line.is("changes-requested", e.by()).step(e.step()).with("reason", e.reason()).end();
      case ArticleRejected e ->
          line.is("rejected", e.by()).step(e.step()).with("reason", e.reason()).end();
      case ReviewClosed e -> line.is("review-closed", e.by()).end();
      case TakeBackRefused e -> line.is("take-back-refused", null).with("cause", e.cause()).end();
      case ArticleApproved e -> line.is("approved", null).with("digest", e.digest().value()).end();
    };
  }

  private static TimelineEntry ofPublishing(PublishingEvent event) {
    Line line = new Line("publishing", event);
    return switch (event) {
      case ArticlePublished e -> line.is("published", null).with("path", e.path()).end();
      case ArticleUpdated e -> line.is("updated", null).with("path", e.path()).end();
      case ArticleWithdrawn e -> line.is("withdrawn", e.by()).with("reason", e.reason()).end();
      case PublicationRefused e ->
          line.is("publication-refused", null).with("reason", e.reason()).end();
    };
  }

  private static TimelineEntry ofNotification(NotificationEvent event) {
    Line line = new Line("notification", event);
    return switch (event) {
      case AlertStarted e -> line.is("alert-started", null).with("matched", e.matched()).end();
      case AlertCompleted e ->
          line.is("alert-completed", null)
              .counts(e.matched(), e.sent(), e.failed(), e.uncertain())
              .end();
      case AlertStopped e ->
          line.is("alert-stopped", null)
              .counts(e.matched(), e.sent(), e.failed(), e.uncertain())
              .with("reason", e.reason())
              .end();
    };
  }

  private static Map<String, String> names(LocalName name) {
    return Map.of("zh", name.zh(), "en", name.en());
  }

  /** Collects what one line says. */
  private static final class Line {
    private final String service;
    private final Instant at;
    private final Map<String, Object> detail = new TreeMap<>();
    private String type;
    private Person by;

    Line(String service, LifecycleEvent event) {
      this.service = service;
      this.at = event.at();
      detail.put("revision", event.revision());
    }

    Line is(String type, Person by) {
      this.type = type;
      this.by = by;
      return this;
    }

    Line step(Step step) {
      return with("step", names(step.name()));
    }

    Line counts(long matched, long sent, long failed, long uncertain) {
      return with("matched", matched)
          .with("sent", sent)
          .with("failed", failed)
          .with("uncertain", uncertain);
    }

    Line with(String name, Object value) {
      if (value != null) {
        detail.put(name, value);
      }
      return this;
    }

    TimelineEntry end() {
      return new TimelineEntry(at, service, type, Optional.ofNullable(by), detail);
    }
  }
}
