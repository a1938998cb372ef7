package io.imprimatur.review.approval.web;

import io.imprimatur.events.LocalName;
import io.imprimatur.events.Step;
import io.imprimatur.review.approval.Groups;
import java.util.ArrayList;
import java.util.List;

/** Steps of a route as somebody sends them, and what is wrong with them. */
final class RouteSteps {

  static final int MOST_STEPS = 10;
  static final int LONGEST_NAME = 100;

  private RouteSteps() {}

  /** A step as it was typed; each part may be null. */
  record Typed(String zh, String en, String group) {}

  /**
   * What is wrong with one part of one step.
   *
   * @param step counted from 0
   * @param part {@code zh}, {@code en} or {@code group}
   */
  record Fault(int step, String part) {}

  static List<Fault> faults(List<Typed> typed) {
    List<Fault> faults = new ArrayList<>();
    for (int i = 0; i < typed.size(); i++) {
      Typed step = typed.get(i);
      if (!isName(step.zh())) {
        faults.add(new Fault(i, "zh"));
      }
      if (!isName(step.en())) {
        faults.add(new Fault(i, "en"));
      }
      if (step.group() == null || !Groups.ALL.contains(step.group())) {
        faults.add(new Fault(i, "group"));
      }
    }
    return faults;
  }

  private static boolean isName(String name) {
    return name != null
        && !name.isBlank()
        && name.codePointCount(0, name.length()) <= LONGEST_NAME
        && name.chars().noneMatch(Character::isISOControl);
  }

  /** The steps, numbered; only where nothing is wrong with them. */
  static List<Step> of(List<Typed> typed) {
    List<Step> steps = new ArrayList<>();
    for (Typed step : typed) {
      steps.add(
          new Step(
              steps.size() + 1, new LocalName(step.zh().strip(), step.en().strip()), step.group()));
    }
    return steps;
  }
}
