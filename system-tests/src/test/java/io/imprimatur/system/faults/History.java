package io.imprimatur.system.faults;

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
import io.imprimatur.events.LifecycleEvent;
import io.imprimatur.events.PublicationRefused;
import io.imprimatur.events.ReviewClosed;
import io.imprimatur.events.ReviewOpened;
import io.imprimatur.events.StepApproved;
import io.imprimatur.events.TakeBackRefused;
import io.imprimatur.events.TakeBackRequested;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What must stand in the topics about one article, worked out by hand from the commands that were
 * acknowledged, and where that leaves the article. It knows the rules that people are told, and
 * nothing of the services.
 */
final class History {

  static final int STEPS = 3;

  /** Where an article is, as its writer sees it. */
  enum State {
    WRITING("writing"),
    UNDER_REVIEW("under-review"),
    CHANGES_REQUESTED("changes-requested"),
    REJECTED("rejected"),
    PUBLISHED("published"),
    WITHDRAWN("withdrawn");

    private final String shown;

    State(String shown) {
      this.shown = shown;
    }

    String shown() {
      return shown;
    }
  }

  private final Map<String, List<String>> told = new TreeMap<>();
  private final Map<Integer, Text> submitted = new TreeMap<>();
  private State state = State.WRITING;
  private Text text;
  private int round;
  private int live;
  private boolean everPublished;
  private boolean everWithdrawn;

  History(Text text) {
    this.text = text;
    for (String service : Office.SERVICES) {
      told.put(service, new ArrayList<>());
    }
  }

  void changed(Text to) {
    text = to;
    state = State.WRITING;
  }

  void submitted(String by) {
    round++;
    submitted.put(round, text);
    state = State.UNDER_REVIEW;
    tell("drafting", "submitted " + round + " by " + by);
    tell("review", "opened " + round);
  }

  void approved(int step, String by) {
    tell("review", "step approved " + round + "/" + step + " by " + by);
    if (step == STEPS) {
      tell("review", "approved " + round);
      tell("publishing", (everPublished ? "updated " : "published ") + round);
      everPublished = true;
      live = round;
      state = State.PUBLISHED;
    }
  }

  void changesRequested(int step, String by) {
    tell("review", "changes requested " + round + "/" + step + " by " + by);
    state = State.CHANGES_REQUESTED;
  }

  void rejected(int step, String by) {
    tell("review", "rejected " + round + "/" + step + " by " + by);
    state = State.REJECTED;
  }

  /** Review answers always: with the text where the round still ran, else with what came first. */
  void takenBack(String by) {
    tell("drafting", "take-back requested " + round + " by " + by);
    if (state == State.PUBLISHED) {
      tell("review", "take-back refused " + round + " approved");
    } else {
      tell("review", "closed " + round + " by " + by);
      state = State.WRITING;
    }
  }

  void withdrawn(String by) {
    tell("publishing", "withdrawn " + live + " by " + by);
    everWithdrawn = true;
    state = State.WITHDRAWN;
  }

  private void tell(String service, String what) {
    told.get(service).add(what);
  }

  /** What a service has told about it, in order. */
  List<String> told(String service) {
    return List.copyOf(told.get(service));
  }

  /**
   * What notification may have told. A withdrawal stops the mails that were not begun, and whether
   * it came in time nobody can know who only gave the commands.
   */
  List<List<String>> toldByNotification() {
    if (!everPublished) {
      return List.of(List.of());
    }
    List<String> completed = List.of("alert started", "alert completed");
    return everWithdrawn
        ? List.of(completed, List.of("alert started", "alert stopped"), List.of("alert stopped"))
        : List.of(completed);
  }

  State state() {
    return state;
  }

  Text text() {
    return text;
  }

  int round() {
    return round;
  }

  boolean everPublished() {
    return everPublished;
  }

  boolean everWithdrawn() {
    return everWithdrawn;
  }

  /** The revision that the public site shows, or showed before a withdrawal. */
  int live() {
    return live;
  }

  Map<Integer, Text> submitted() {
    return submitted;
  }

  /** An event as this history writes it down. */
  static String line(LifecycleEvent event) {
    return switch (event) {
      case DraftSubmitted e -> "submitted " + e.round() + " by " + e.by().id();
      case TakeBackRequested e -> "take-back requested " + e.round() + " by " + e.by().id();
      case ReviewOpened e -> "opened " + e.round();
      case StepApproved e ->
          "step approved " + e.round() + "/" + e.step().number() + " by " + e.by().id();
      case ChangesRequested e ->
          "changes requested " + e.round() + "/" + e.step().number() + " by " + e.by().id();
      case ArticleRejected e ->
          "rejected " + e.round() + "/" + e.step().number() + " by " + e.by().id();
      case ReviewClosed e -> "closed " + e.round() + " by " + e.by().id();
      case TakeBackRefused e -> "take-back refused " + e.round() + " " + e.cause();
      case ArticleApproved e -> "approved " + e.round();
      case ArticlePublished e -> "published " + e.revision();
      case ArticleUpdated e -> "updated " + e.revision();
      case ArticleWithdrawn e -> "withdrawn " + e.revision() + " by " + e.by().id();
      case PublicationRefused e -> "publication refused " + e.revision() + ": " + e.reason();
      case AlertStarted e -> "alert started";
      case AlertCompleted e -> "alert completed";
      case AlertStopped e -> "alert stopped";
    };
  }
}
