package io.imprimatur.system.faults;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A section with the people who write and review for it, and its three-step route. */
record Beat(String section, List<String> writers, List<String> reviewers, boolean chiefAtTheEnd) {

  private static final String CHIEF = "chen.bo";

  static final List<Beat> ALL =
      List.of(
          new Beat(
              "services",
              List.of("lin.yue"),
              List.of("wang.min", "sara.olsen", "zhao.lei", CHIEF),
              false),
          new Beat(
              "tourism",
              List.of("tom.baker"),
              List.of("wang.min", "sara.olsen", "zhao.lei", CHIEF),
              false),
          new Beat(
              "government",
              List.of("lin.yue", "tom.baker"),
              List.of("wang.min", "sara.olsen", CHIEF),
              false),
          new Beat("investment", List.of("tom.baker"), List.of("wang.min", "sara.olsen"), true));

  static final List<String> SECTIONS = ALL.stream().map(Beat::section).toList();

  /** Everybody who has to sign in. */
  static final List<String> PEOPLE =
      List.of(
          "lin.yue",
          "tom.baker",
          "wang.min",
          "sara.olsen",
          "zhao.lei",
          CHIEF,
          Office.PUBLISHER,
          Office.ADMINISTRATOR);

  /** As the API takes it. */
  Map<String, Object> route() {
    return Map.of(
        "steps",
        List.of(
            step("内容审核", "Content check", "reviewer"),
            step("复审", "Second reading", "reviewer"),
            chiefAtTheEnd
                ? step("总编签发", "Chief editor's release", "chief-editor")
                : step("终审", "Last reading", "reviewer")));
  }

  private static Map<String, Object> step(String zh, String en, String group) {
    return Map.of("name", Map.of("zh", zh, "en", en), "group", group);
  }

  String writer(Random choices) {
    return writers.get(choices.nextInt(writers.size()));
  }

  /** Who decides the three steps of a round: three people, none of whom writes. */
  List<String> panel(Random choices) {
    List<String> panel = new ArrayList<>(reviewers);
    Collections.shuffle(panel, choices);
    if (chiefAtTheEnd) {
      panel.add(CHIEF);
    }
    return panel.subList(0, History.STEPS);
  }
}
