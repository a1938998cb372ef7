package io.imprimatur.review.approval.web;

import io.imprimatur.events.Step;
import io.imprimatur.kit.Invalid;
import io.imprimatur.kit.Invalid.FieldError;
import io.imprimatur.review.approval.Groups;
import io.imprimatur.review.approval.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.util.MultiValueMap;

/**
 * A route in the hands of whoever edits it: nothing is kept before it is saved.
 *
 * @param own whether the section has steps of its own; the default route always has
 * @param basedOn the version with which the editing began
 */
record RouteForm(String section, boolean own, List<RouteSteps.Typed> steps, int basedOn) {

  RouteForm {
    steps = List.copyOf(steps);
  }

  static RouteForm of(Route route) {
    return new RouteForm(route.section(), route.ownSteps(), typed(route.steps()), route.version());
  }

  private static List<RouteSteps.Typed> typed(List<Step> steps) {
    return steps.stream()
        .map(s -> new RouteSteps.Typed(s.name().zh(), s.name().en(), s.group()))
        .toList();
  }

  /** Reads what a page of ours sent; its parts of steps come in the order of the steps. */
  static RouteForm of(String section, MultiValueMap<String, String> sent) {
    List<String> zh = sent.getOrDefault("zh", List.of());
    List<String> en = sent.getOrDefault("en", List.of());
    List<String> groups = sent.getOrDefault("group", List.of());
    List<RouteSteps.Typed> steps = new ArrayList<>();
    int most = Math.max(zh.size(), Math.max(en.size(), groups.size()));
    for (int i = 0; i < Math.min(most, RouteSteps.MOST_STEPS); i++) {
      steps.add(new RouteSteps.Typed(at(zh, i), at(en, i), at(groups, i)));
    }
    String version = Optional.ofNullable(sent.getFirst("version")).orElse("");
    if (!version.matches("[0-9]{1,9}")) {
      throw new Invalid("version", "must be the number that the page gave");
    }
    return new RouteForm(
        section,
        section.equals(Route.DEFAULT) || !"default".equals(sent.getFirst("use")),
        steps,
        Integer.parseInt(version));
  }

  private static String at(List<String> values, int index) {
    return index < values.size() ? values.get(index) : "";
  }

  public boolean isFull() {
    return steps.size() >= RouteSteps.MOST_STEPS;
  }

  /**
   * What one of the page's buttons makes of it.
   *
   * @param button {@code add}, or {@code up}, {@code down} or {@code remove} with the step's place
   *     from 0, such as {@code up-2}; all others change nothing
   */
  RouteForm after(String button) {
    List<RouteSteps.Typed> next = new ArrayList<>(steps);
    if (button.equals("add") && !isFull()) {
      next.add(new RouteSteps.Typed("", "", Groups.REVIEWER));
    }
    int at = place(button);
    if (at >= 0 && at < next.size()) {
      if (button.startsWith("remove") && next.size() > 1) {
        next.remove(at);
      } else if (button.startsWith("up") && at > 0) {
        next.add(at - 1, next.remove(at));
      } else if (button.startsWith("down") && at < next.size() - 1) {
        next.add(at + 1, next.remove(at));
      }
    }
    return new RouteForm(section, own, next, basedOn);
  }

  private static int place(String button) {
    return button.matches("(up|down|remove)-[0-9]{1,2}")
        ? Integer.parseInt(button.substring(button.indexOf('-') + 1))
        : -1;
  }

  /**
   * The steps to be kept; nothing where the section shall follow the default route.
   *
   * @throws Invalid naming every field that is wrong, as the page calls it
   */
  Optional<List<Step>> wanted() {
    if (!own) {
      return Optional.empty();
    }
    if (steps.isEmpty()) {
      throw new Invalid(
          List.of(new FieldError("add", "must have at least one step").coded("route-no-steps")));
    }
    List<FieldError> errors =
        RouteSteps.faults(steps).stream()
            .map(
                f ->
                    new FieldError(f.part() + "-" + f.step(), "is missing or too long")
                        .coded("route-step-" + f.part(), f.step() + 1, RouteSteps.LONGEST_NAME))
            .toList();
    if (!errors.isEmpty()) {
      throw new Invalid(errors);
    }
    return Optional.of(RouteSteps.of(steps));
  }
}
