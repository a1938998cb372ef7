package io.imprimatur.review.approval.web;

import io.imprimatur.events.Step;
import io.imprimatur.kit.Invalid;
import io.imprimatur.kit.NotFound;
import io.imprimatur.kit.PreconditionFailed;
import io.imprimatur.kit.aggregate.Idempotency;
import io.imprimatur.kit.pages.FieldMessages;
import io.imprimatur.kit.pages.StaffPages;
import io.imprimatur.kit.people.Person;
import io.imprimatur.kit.people.Roles;
import io.imprimatur.review.approval.Groups;
import io.imprimatur.review.approval.Route;
import io.imprimatur.review.approval.RouteChange;
import io.imprimatur.review.approval.Routes;
import io.imprimatur.review.approval.Routes.Wanted;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The routes: reviewers read them, administrators change them. */
@StaffPages
class RoutePages {

  static final String PATH = "/review/routes";

  private static final String DEFAULT_PATH = PATH + "/default";
  private static final String SECTION_PATH = PATH + "/sections/{section}";
  private static final int CHANGES_SHOWN = 20;

  private final Routes routes;
  private final Wording wording;
  private final FieldMessages fields;
  private final Clock clock;

  RoutePages(Routes routes, Wording wording, FieldMessages fields, Clock clock) {
    this.routes = routes;
    this.wording = wording;
    this.fields = fields;
    this.clock = clock;
  }

  /** A route as the pages show it. */
  record RouteView(
      String address,
      String name,
      boolean isDefault,
      boolean own,
      List<StepLine> steps,
      String by,
      Instant at) {}

  /** A step in words. */
  record StepLine(int number, String name, String group) {}

  /**
   * What was done to a route.
   *
   * @param before in words: its own steps, or that it followed the default
   * @param by null where the office's configuration gave the first value
   */
  record ChangeView(
      String address, String name, String before, String after, String by, Instant at) {}

  @GetMapping(PATH)
  String all(Person person, Model model) {
    requireReader(person);
    model.addAttribute("fallback", view(routes.of(Route.DEFAULT)));
    model.addAttribute("routes", routes.all().stream().map(this::view).toList());
    model.addAttribute("changes", views(routes.latestChanges(CHANGES_SHOWN)));
    model.addAttribute("edits", person.has(Roles.ADMINISTRATOR));
    return "desk/routes";
  }

  @GetMapping(DEFAULT_PATH)
  String fallback(Person person, Model model) {
    return show(Route.DEFAULT, person, model);
  }

  @GetMapping(SECTION_PATH)
  String section(@PathVariable String section, Person person, Model model) {
    return show(known(section), person, model);
  }

  private String show(String section, Person person, Model model) {
    requireReader(person);
    Route route = routes.of(section);
    return fill(route, RouteForm.of(route), person, model);
  }

  @PostMapping(DEFAULT_PATH)
  String changeFallback(
      @RequestParam MultiValueMap<String, String> sent,
      Person person,
      HttpServletResponse response,
      RedirectAttributes said,
      Model model) {
    return change(Route.DEFAULT, sent, person, response, said, model);
  }

  @PostMapping(SECTION_PATH)
  String changeSection(
      @PathVariable String section,
      @RequestParam MultiValueMap<String, String> sent,
      Person person,
      HttpServletResponse response,
      RedirectAttributes said,
      Model model) {
    return change(known(section), sent, person, response, said, model);
  }

  /** Every button of the form but the one that saves only shows the form again, changed. */
  private String change(
      String section,
      MultiValueMap<String, String> sent,
      Person person,
      HttpServletResponse response,
      RedirectAttributes said,
      Model model) {
    Roles.require(person, Roles.ADMINISTRATOR);
    Route now = routes.of(section);
    RouteForm form = RouteForm.of(section, sent);
    String button = Optional.ofNullable(sent.getFirst("do")).orElse("save");
    if (!button.equals("save")) {
      return fill(now, form.after(button), person, model);
    }
    try {
      Route kept = routes.set(wanted(form, person), new Idempotency(null, person.id(), ""));
      said.addFlashAttribute(
          "notices",
          List.of(
              wording.say(
                  kept.version() == form.basedOn() ? "routes.same" : "routes.saved",
                  name(section))));
      return "redirect:" + address(section);
    } catch (Invalid wrong) {
      response.setStatus(HttpStatus.BAD_REQUEST.value());
      List<FieldMessages.Line> lines = fields.of(wrong);
      model.addAttribute("errors", lines);
      model.addAttribute("byField", FieldMessages.byField(lines));
      return fill(now, form, person, model);
    } catch (PreconditionFailed changed) {
      response.setStatus(HttpStatus.CONFLICT.value());
      return conflict(section, form, model);
    }
  }

  private Wanted wanted(RouteForm form, Person person) {
    return new Wanted(
        form.section(),
        form.wanted(),
        form.basedOn(),
        new io.imprimatur.events.Person(person.id(), person.name()),
        clock.instant());
  }

  /** Somebody else saved meanwhile: both routes, and a way to either. */
  private String conflict(String section, RouteForm mine, Model model) {
    Route theirs = routes.of(section);
    model.addAttribute("theirs", view(theirs));
    model.addAttribute("mine", new RouteForm(section, mine.own(), mine.steps(), theirs.version()));
    model.addAttribute(
        "mineSteps",
        mine.own() ? lines(RouteSteps.of(mine.steps())) : lines(routes.of(Route.DEFAULT).steps()));
    return "desk/route-conflict";
  }

  private String fill(Route route, RouteForm form, Person person, Model model) {
    model.addAttribute("route", view(route));
    model.addAttribute("form", form);
    model.addAttribute("edits", person.has(Roles.ADMINISTRATOR));
    model.addAttribute("changes", views(routes.changes(route.section())));
    model.addAttribute("groups", Groups.ALL);
    if (!route.section().equals(Route.DEFAULT)) {
      model.addAttribute("fallback", view(routes.of(Route.DEFAULT)));
    }
    return "desk/route";
  }

  private static void requireReader(Person person) {
    Roles.require(person, Groups.REVIEWER, Groups.CHIEF_EDITOR, Roles.ADMINISTRATOR);
  }

  /** The default route has an address of its own. */
  private static String known(String section) {
    if (section.equals(Route.DEFAULT)) {
      throw new NotFound("The office has no section " + section).coded("no-section");
    }
    return section;
  }

  private RouteView view(Route route) {
    return new RouteView(
        address(route.section()),
        name(route.section()),
        route.section().equals(Route.DEFAULT),
        route.ownSteps(),
        lines(route.steps()),
        route.by() == null ? null : route.by().name(),
        route.at());
  }

  private List<StepLine> lines(List<Step> steps) {
    return steps.stream()
        .map(s -> new StepLine(s.number(), Wording.of(s.name()), wording.group(s.group())))
        .toList();
  }

  private List<ChangeView> views(List<RouteChange> changes) {
    return changes.stream().map(this::view).toList();
  }

  private ChangeView view(RouteChange change) {
    boolean same =
        !change.isFirst() && inWords(change.before(), false).equals(inWords(change.after(), false));
    return new ChangeView(
        address(change.section()),
        name(change.section()),
        change.isFirst() ? null : inWords(change.before(), same),
        inWords(change.after(), same),
        change.by() == null ? null : change.by().name(),
        change.at());
  }

  /**
   * @param both each name in both languages, where only the one that the page doesn't read changed
   */
  private String inWords(Optional<List<Step>> own, boolean both) {
    return own.map(
            steps ->
                String.join(
                    " → ",
                    steps.stream()
                        .map(
                            s ->
                                wording.say(
                                    "routes.step",
                                    both
                                        ? s.name().zh() + " / " + s.name().en()
                                        : Wording.of(s.name()),
                                    wording.group(s.group())))
                        .toList()))
        .orElseGet(() -> wording.say("routes.follows"));
  }

  private String name(String section) {
    return section.equals(Route.DEFAULT) ? wording.say("routes.default") : wording.section(section);
  }

  private static String address(String section) {
    return section.equals(Route.DEFAULT) ? DEFAULT_PATH : PATH + "/sections/" + section;
  }
}
