package io.imprimatur.kit.operations;

import io.imprimatur.kit.NotFound;
import io.imprimatur.kit.Unavailable;
import io.imprimatur.kit.operations.Neighbours.Answer;
import io.imprimatur.kit.pages.FieldMessages;
import io.imprimatur.kit.pages.StaffPages;
import io.imprimatur.kit.people.Person;
import io.imprimatur.kit.people.Roles;
import io.imprimatur.kit.signin.PersonalToken;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** One parked event of any service, and what an operator does about it. */
@StaffPages
@RequestMapping("${imprimatur.pages.base}/operations")
final class ParkedEventPages {

  private static final List<String> DEEDS = List.of("replay", "set-aside", "skip-gap");
  private static final int LONGEST_REASON = 4_000;
  private static final int LONGEST_BODY = 200_000;

  private final Neighbours neighbours;
  private final MessageSource words;
  private final JsonMapper json;
  private final String base;

  /**
   * @param base the path below which this service's pages are
   */
  ParkedEventPages(Neighbours neighbours, MessageSource words, JsonMapper json, String base) {
    this.neighbours = neighbours;
    this.words = words;
    this.json = json;
    this.base = base + "/operations";
  }

  @GetMapping("/parked/{service}/{id}")
  String event(
      Person person,
      HttpServletRequest request,
      @PathVariable String service,
      @PathVariable String id,
      Model model) {
    Roles.require(person, Roles.ADMINISTRATOR);
    show(service, id, request, model);
    return "kit/operations-event";
  }

  @PostMapping("/parked/{service}/{id}/{deed}")
  String act(
      Person person,
      HttpServletRequest request,
      HttpServletResponse response,
      @PathVariable String service,
      @PathVariable String id,
      @PathVariable String deed,
      @RequestParam(defaultValue = "") String reason,
      Model model,
      RedirectAttributes after) {
    Roles.require(person, Roles.ADMINISTRATOR);
    if (!DEEDS.contains(deed)) {
      throw new NotFound("There is no deed " + deed + ".");
    }
    String field = deed + "-reason";
    if (!deed.equals("replay") && (reason.isBlank() || reason.length() > LONGEST_REASON)) {
      String wrong = reason.isBlank() ? "operations.reason.missing" : "operations.reason.long";
      return again(service, id, request, response, 400, field, say(wrong), null, reason, model);
    }
    Answer<ParkedLine> answer =
        neighbours.post(
            known(service),
            "/api/parked-events/%s/%s".formatted(checked(id), deed),
            token(request),
            deed.equals("replay") ? Map.of() : Map.of("reason", reason),
            ParkedLine.class);
    if (!answer.ok()) {
      String wrong = answer.status() == 0 ? "operations.silent-deed" : "operations.failed." + deed;
      int status = answer.status() == 0 ? 503 : answer.status();
      return again(
          service,
          id,
          request,
          response,
          status,
          deed,
          say(wrong, say("operations.service." + service)),
          answer.said(),
          reason,
          model);
    }
    after.addFlashAttribute("notices", List.of(say("operations.done." + deed)));
    return "redirect:%s/parked/%s/%s".formatted(base, service, id);
  }

  /** The same page with what went wrong and what was typed. */
  private String again(
      String service,
      String id,
      HttpServletRequest request,
      HttpServletResponse response,
      int status,
      String field,
      String wrong,
      String said,
      String reason,
      Model model) {
    show(service, id, request, model);
    response.setStatus(status);
    List<FieldMessages.Line> lines = List.of(new FieldMessages.Line(field, wrong));
    model.addAttribute("errors", lines);
    model.addAttribute("wrong", FieldMessages.byField(lines));
    model.addAttribute("said", said);
    model.addAttribute("typed", Map.of(field, reason));
    return "kit/operations-event";
  }

  private void show(String service, String id, HttpServletRequest request, Model model) {
    Answer<ParkedLine> answer =
        neighbours.get(
            known(service), "/api/parked-events/" + checked(id), token(request), ParkedLine.class);
    if (!answer.ok()) {
      throw answer.status() == 404
          ? new NotFound("There is no parked event " + id + ".").coded("no-parked-event")
          : new Unavailable(service, null)
              .coded("service-away", say("operations.service." + service));
    }
    ParkedLine event = answer.body().of(service);
    model.addAttribute("event", event);
    model.addAttribute(
        "deeds", event.behindGap() ? List.of("skip-gap", "set-aside") : List.of("set-aside"));
    String body = pretty(event.body());
    model.addAttribute("body", body.substring(0, Math.min(LONGEST_BODY, body.length())));
    model.addAttribute("cut", body.length() > LONGEST_BODY);
    model.addAttribute("errors", List.of());
    model.addAttribute("wrong", Map.of());
    model.addAttribute("typed", Map.of());
  }

  private String pretty(String body) {
    try {
      return json.writerWithDefaultPrettyPrinter().writeValueAsString(json.readTree(body));
    } catch (JacksonException e) {
      return body;
    }
  }

  private static String known(String service) {
    if (!Neighbours.NAMES.contains(service)) {
      throw new NotFound("There is no service " + service + ".").coded("no-parked-event");
    }
    return service;
  }

  /** Ids go into addresses of other services as they are, so only their own form passes. */
  private static String checked(String id) {
    if (!id.matches("[0-9a-f]{1,64}")) {
      throw new NotFound("There is no parked event " + id + ".").coded("no-parked-event");
    }
    return id;
  }

  private static String token(HttpServletRequest request) {
    return PersonalToken.of(request).orElse("");
  }

  private String say(String key, Object... arguments) {
    return words.getMessage(key, arguments, LocaleContextHolder.getLocale());
  }
}
