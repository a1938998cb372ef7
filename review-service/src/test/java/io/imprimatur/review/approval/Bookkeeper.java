package io.imprimatur.review.approval;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Says who may decide, from what happened alone: written after docs/review-service.md, with lists
 * and sets, and not after the classes that it watches.
 */
final class Bookkeeper {

  private final String section;
  private final Map<String, Set<String>> roles = new HashMap<>();
  private final Map<String, Set<String>> sections = new HashMap<>();

  /** The last revision that each person had a hand in, as long as it is not published. */
  private final Map<String, Integer> hands = new HashMap<>();

  private final Set<String> editedSinceSubmission = new HashSet<>();
  private final List<Integer> approved = new ArrayList<>();
  private final List<String> deciders = new ArrayList<>();
  private List<String> route = List.of("reviewer", "reviewer");
  private List<String> routeOfTheRound = List.of();
  private int revision;
  private int published;
  private boolean running;
  private boolean sawEditorTry;
  private boolean sawSecondTry;

  /** Everybody is a reviewer at first. */
  Bookkeeper(int people, String section) {
    this.section = section;
    for (int i = 0; i < people; i++) {
      holds("person-" + i, Set.of("reviewer"), Set.of("*"));
    }
  }

  void holds(String who, Set<String> roles, Set<String> sections) {
    this.roles.put(who, roles);
    this.sections.put(who, sections);
  }

  void routeIs(List<String> groups) {
    route = groups;
  }

  void edited(String who) {
    if (!running) {
      editedSinceSubmission.add(who);
    }
  }

  /** Whom the submission names: who edited since the one before. */
  Set<String> submitted(String by) {
    revision++;
    running = true;
    routeOfTheRound = route;
    deciders.clear();
    Set<String> editors = Set.copyOf(editedSinceSubmission);
    editedSinceSubmission.clear();
    editors.forEach(who -> hands.put(who, revision));
    hands.put(by, revision);
    return editors;
  }

  boolean mayDecide(String who) {
    if (!running) {
      return false;
    }
    sawEditorTry |= hands.containsKey(who);
    sawSecondTry |= deciders.contains(who);
    return !hands.containsKey(who)
        && !deciders.contains(who)
        && !roles.get(who).contains("administrator")
        && roles.get(who).contains(routeOfTheRound.get(deciders.size()))
        && (sections.get(who).contains("*") || sections.get(who).contains(section));
  }

  void decided(String who, Verdict verdict) {
    deciders.add(who);
    if (verdict != Verdict.APPROVE) {
      running = false;
    } else if (deciders.size() == routeOfTheRound.size()) {
      running = false;
      approved.add(revision);
    }
  }

  void takenBack() {
    running = false;
  }

  /** Whoever worked on what is published, and on nothing since, is free again. */
  void published(int revision) {
    published = Math.max(published, revision);
    hands.values().removeIf(last -> last <= published);
  }

  int openStep() {
    return running ? deciders.size() + 1 : 1;
  }

  boolean running() {
    return running;
  }

  int revision() {
    return revision;
  }

  int publishedRevision() {
    return published;
  }

  List<Integer> approvedRevisions() {
    return List.copyOf(approved);
  }

  List<String> deciders() {
    return List.copyOf(deciders);
  }

  List<String> route() {
    return route;
  }

  List<String> routeOfTheRound() {
    return routeOfTheRound;
  }

  Set<String> roles(String who) {
    return roles.get(who);
  }

  Set<String> sections(String who) {
    return sections.get(who);
  }

  boolean sawEditorTry() {
    return sawEditorTry;
  }

  boolean sawSecondTry() {
    return sawSecondTry;
  }

  @Override
  public String toString() {
    return "revision %d, running %s, hands %s, deciders %s, roles %s, sections %s, route %s"
        .formatted(revision, running, hands, deciders, roles, sections, routeOfTheRound);
  }
}
