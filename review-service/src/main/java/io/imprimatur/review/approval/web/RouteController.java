package io.imprimatur.review.approval.web;

import io.imprimatur.events.Step;
import io.imprimatur.kit.Conflict;
import io.imprimatur.kit.Invalid;
import io.imprimatur.kit.Invalid.FieldError;
import io.imprimatur.kit.NotFound;
import io.imprimatur.kit.aggregate.Idempotency;
import io.imprimatur.kit.people.Person;
import io.imprimatur.kit.people.Roles;
import io.imprimatur.review.approval.Groups;
import io.imprimatur.review.approval.Route;
import io.imprimatur.review.approval.Routes;
import io.imprimatur.review.approval.Routes.Wanted;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.web.bind.annotation.DeleteMapping;
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

  @GetMapping("/{section}")
  @Operation(
      summary = "The route that a text of this section would take",
      description = "For those who write or review in the section, and for administrators.")
  Route of(@PathVariable String section, @Parameter(hidden = true) Person person) {
    Roles.require(person, Roles.WRITER, Groups.REVIEWER, Groups.CHIEF_EDITOR, Roles.ADMINISTRATOR);
    if (!person.has(Roles.ADMINISTRATOR) && !person.mayIn(section)) {
      throw new NotFound("There is no section " + section + " for you.").coded("no-section");
    }
    return routes.of(section);
  }

  @PutMapping("/{section}")
  @Operation(
      summary = "Set a section's route for the rounds that open from now on",
      description = "The section * stands for the default route.")
  Route set(
      @PathVariable String section,
      @RequestBody RouteRequest request,
      @Parameter(hidden = true) Idempotency key,
      @Parameter(hidden = true) Person person) {
    Roles.require(person, Roles.ADMINISTRATOR);
    return routes.set(wanted(section, Optional.of(steps(request)), person), key);
  }

  @DeleteMapping("/{section}")
  @Operation(summary = "Let a section follow the default route from now on")
  Route useDefault(
      @PathVariable String section,
      @Parameter(hidden = true) Idempotency key,
      @Parameter(hidden = true) Person person) {
    Roles.require(person, Roles.ADMINISTRATOR);
    if (section.equals(Route.DEFAULT)) {
      throw new Conflict("The default route has steps of its own; set others.");
    }
    return routes.set(wanted(section, Optional.empty(), person), key);
  }

  private Wanted wanted(String section, Optional<List<Step>> own, Person person) {
    return new Wanted(
        section,
        own,
        null,
        new io.imprimatur.events.Person(person.id(), person.name()),
        clock.instant());
  }

  private static List<Step> steps(RouteRequest request) {
    List<StepRequest> wanted = request.steps();
    if (wanted == null || wanted.isEmpty() || wanted.size() > RouteSteps.MOST_STEPS) {
      throw new Invalid("steps", "must be a list of 1 to " + RouteSteps.MOST_STEPS + " steps");
    }
    List<FieldError> errors = new ArrayList<>();
    List<RouteSteps.Typed> typed = new ArrayList<>();
    for (int i = 0; i < wanted.size(); i++) {
      StepRequest step = wanted.get(i);
      if (step == null || step.name() == null) {
        errors.add(
            new FieldError("steps[" + i + "]", "must be {\"name\": {\"zh\", \"en\"}, \"group\"}"));
      } else {
        typed.add(new RouteSteps.Typed(step.name().zh(), step.name().en(), step.group()));
      }
    }
    if (errors.isEmpty()) {
      RouteSteps.faults(typed).forEach(f -> errors.add(error(f)));
    }
    if (!errors.isEmpty()) {
      throw new Invalid(errors);
    }
    return RouteSteps.of(typed);
  }

  private static FieldError error(RouteSteps.Fault fault) {
    String step = "steps[" + fault.step() + "].";
    return fault.part().equals("group")
        ? new FieldError(step + "group", "must be one of " + String.join(", ", Groups.ALL))
        : new FieldError(
            step + "name." + fault.part(),
            "must be a name of 1 to " + RouteSteps.LONGEST_NAME + " characters");
  }
}
