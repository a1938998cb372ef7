package io.imprimatur.review.approval.web;

import io.imprimatur.events.LocalName;
import io.imprimatur.events.Step;
import io.imprimatur.kit.Invalid;
import io.imprimatur.kit.Invalid.FieldError;
import io.imprimatur.kit.aggregate.Idempotency;
import io.imprimatur.kit.people.Person;
import io.imprimatur.kit.people.Roles;
import io.imprimatur.review.approval.Groups;
import io.imprimatur.review.approval.Route;
import io.imprimatur.review.approval.Routes;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Whose approval each section's texts need. Administrators set it; a running round keeps what it
 * began with.
 */
@RestController
@RequestMapping("/api/routes")
@Tag(name = "Routes")
class RouteController {

  private static final int MOST_STEPS = 10;
  private static final int LONGEST_NAME = 100;

  private final Routes routes;
  private final Clock clock;

  RouteController(Routes routes, Clock clock) {
    this.routes = routes;
    this.clock = clock;
  }

  record RouteRequest(List<StepRequest> steps) {}

  record StepRequest(NameRequest name, String group) {}

  record NameRequest(String zh, String en) {}

  @GetMapping
  @Operation(
      summary = "The route of every section",
      description = "by and at are null where it comes from the office's configuration.")
  List<Route> all(@Parameter(hidden = true) Person person) {
    Roles.require(person, Roles.ADMINISTRATOR, Groups.REVIEWER, Groups.CHIEF_EDITOR);
    return routes.all();
  }

  @PutMapping("/{section}")
  @Operation(summary = "Set a section's route for the rounds that open from now on")
  Route set(
      @PathVariable String section,
      @RequestBody RouteRequest request,
      @Parameter(hidden = true) Idempotency key,
      @Parameter(hidden = true) Person person) {
    Roles.require(person, Roles.ADMINISTRATOR);
    return routes.set(
        section,
        steps(request),
        new io.imprimatur.events.Person(person.id(), person.name()),
        clock.instant(),
        key);
  }

  private static List<Step> steps(RouteRequest request) {
    List<StepRequest> wanted = request.steps();
    if (wanted == null || wanted.isEmpty() || wanted.size() > MOST_STEPS) {
      throw new Invalid("steps", "must be a list of 1 to " + MOST_STEPS + " steps");
    }
    List<FieldError> errors = new ArrayList<>();
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < wanted.size(); i++) {
      String field = "steps[" + i + "]";
      StepRequest step = wanted.get(i);
      if (step == null || step.name() == null) {
        errors.add(new FieldError(field, "must be {\"name\": {\"zh\", \"en\"}, \"group\"}"));
        continue;
      }
      int before = errors.size();
      checkName(field + ".name.zh", step.name().zh(), errors);
      checkName(field + ".name.en", step.name().en(), errors);
      if (step.group() == null || !Groups.ALL.contains(step.group())) {
        errors.add(
            new FieldError(field + ".group", "must be one of " + String.join(", ", Groups.ALL)));
      }
      if (errors.size() == before) {
        steps.add(
            new Step(
                i + 1,
                new LocalName(step.name().zh().strip(), step.name().en().strip()),
                step.group()));
      }
    }
    if (!errors.isEmpty()) {
      throw new Invalid(errors);
    }
    return steps;
  }

  private static void checkName(String field, String name, List<FieldError> errors) {
    if (name == null || name.isBlank() || name.length() > LONGEST_NAME) {
      errors.add(new FieldError(field, "must be a name of 1 to " + LONGEST_NAME + " characters"));
    }
  }
}
