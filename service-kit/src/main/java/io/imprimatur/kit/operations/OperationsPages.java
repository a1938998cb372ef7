package io.imprimatur.kit.operations;

import io.imprimatur.kit.NotFound;
import io.imprimatur.kit.Unavailable;
import io.imprimatur.kit.operations.Neighbours.Answer;
import io.imprimatur.kit.operations.ParkedList.Wanted;
import io.imprimatur.kit.pages.FieldMessages;
import io.imprimatur.kit.pages.RefusalPages;
import io.imprimatur.kit.pages.StaffPages;
import io.imprimatur.kit.people.Person;
import io.imprimatur.kit.people.Roles;
import io.imprimatur.kit.signin.PersonalToken;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
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
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Operations for administrators: all services on one page, each asked through its API. */
@StaffPages
@RequestMapping("${imprimatur.pages.base}/operations")
final class OperationsPages {

  private static final List<String> KINDS = List.of("dead", "early", "refused", "conflict");
  private static final List<String> STATES = List.of("open", "closed", "all");
  private static final List<String> DEEDS = List.of("replay", "set-aside", "skip-gap");
  private static final int DEEDS_SHOWN = 100;
  private static final int LONGEST_REASON = 4_000;
  private static final int LONGEST_BODY = 200_000;

  private final Neighbours neighbours;
  private final MessageSource words;
  private final JsonMapper json;
  private final String base;

  /**
   * @param base the path below which this service's pages are
   */
  OperationsPages(Neighbours neighbours, MessageSource words, JsonMapper json, String base) {
    this.neighbours = neighbours;
    this.words = words;
    this.json = json;
    this.base = base + "/operations";
  }

  /**
   * A service in the table.
   *
   * @param state {@code up, degraded, down, silent} or {@code refusing}
   * @param status null where it told none
   * @param said its own words where it refuses
   */
  public record Row(String service, String state, ServiceStatus status, String said) {

    static Row of(Answer<ServiceStatus> answer) {
      String state =
          switch (answer.status()) {
            case 200 -> ofHealth(answer.body().health());
            case 0 -> "silent";
            case 503 -> "down";
            default -> "refusing";
          };
      return new Row(answer.service(), state, answer.body(), answer.said());
    }

    /** Whether every event that it hears was read. */
    public boolean nothingUnread() {
      return status.lag().values().stream().allMatch(n -> n != null && n == 0);
    }

    public boolean nothingParked() {
      return status.parked().values().stream().allMatch(n -> n == 0);
    }

    private static String ofHealth(String health) {
      return switch (health) {
        case "UP" -> "up";
        case "DEGRADED" -> "degraded";
        default -> "down";
      };
    }
  }

  /** What was done, with the service where. */
  public record Done(String service, OperationsController.DeedView deed) {}

  @GetMapping
  String home(
      Person person,
      HttpServletRequest request,
      @RequestParam(defaultValue = "") String service,
      @RequestParam(defaultValue = "") String kind,
      @RequestParam(defaultValue = "open") String status,
      @RequestParam(defaultValue = "") String article,
      @RequestParam(defaultValue = "") String after,
      Model model) {
    Roles.require(person, Roles.ADMINISTRATOR);
    String token = token(request);
    Wanted wanted =
        new Wanted(
            Neighbours.NAMES.contains(service) ? List.of(service) : List.of(),
            KINDS.contains(kind) ? List.of(kind) : List.of(),
            STATES.contains(status) ? status : "open",
            article.strip());
    ParkedList list = ParkedList.read(neighbours, token, wanted, after);
    services(token, model);
    model.addAttribute("names", Neighbours.NAMES);
    model.addAttribute("kinds", KINDS);
    model.addAttribute("states", STATES);
    model.addAttribute("wanted", wanted);
    model.addAttribute("service", String.join("", wanted.services()));
    model.addAttribute("kind", String.join("", wanted.kinds()));
    model.addAttribute("filtered", !wanted.equals(new Wanted(List.of(), List.of(), "open", "")));
    model.addAttribute("lines", list.lines());
    model.addAttribute("missing", list.missing());
    model.addAttribute("first", after.isEmpty() ? null : page(wanted, null));
    model.addAttribute("next", list.next() == null ? null : page(wanted, list.next()));
    return "kit/operations";
  }

  /** How the services are now, for the table that looks again by itself. */
  @GetMapping("/services")
  String servicesNow(Person person, HttpServletRequest request, Model model) {
    Roles.require(person, Roles.ADMINISTRATOR);
    if (!RefusalPages.smallStep(request)) {
      return "redirect:" + base;
    }
    services(token(request), model);
    return "kit/operations :: services";
  }

  private void services(String token, Model model) {
    model.addAttribute("now", Instant.now());
    model.addAttribute(
        "rows",
        neighbours
            .ask(
                Neighbours.NAMES,
                name -> neighbours.get(name, "/api/operations", token, ServiceStatus.class))
            .values()
            .stream()
            .map(Row::of)
            .toList());
  }

  @GetMapping("/deeds")
  String deeds(Person person, HttpServletRequest request, Model model) {
    Roles.require(person, Roles.ADMINISTRATOR);
    String token = token(request);
    List<Done> done = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    neighbours
        .ask(
            Neighbours.NAMES,
            name ->
                neighbours.get(
                    name,
                    "/api/operations/deeds?limit=" + DEEDS_SHOWN,
                    token,
                    OperationsController.DeedView[].class))
        .forEach(
            (name, answer) -> {
              if (answer.ok()) {
                for (var deed : answer.body()) {
                  done.add(new Done(name, deed));
                }
              } else {
                missing.add(name);
              }
            });
    done.sort(Comparator.comparing((Done each) -> each.deed().at()).reversed());
    model.addAttribute("done", done.subList(0, Math.min(DEEDS_SHOWN, done.size())));
    model.addAttribute("missing", missing);
    return "kit/operations-deeds";
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

  private String page(Wanted wanted, String after) {
    var address = UriComponentsBuilder.fromPath(base);
    wanted.services().forEach(each -> address.queryParam("service", each));
    wanted.kinds().forEach(each -> address.queryParam("kind", each));
    address.queryParam("status", wanted.status());
    if (!wanted.article().isEmpty()) {
      address.queryParam("article", "{article}");
    }
    if (after != null) {
      address.queryParam("after", after);
    }
    return address.encode().buildAndExpand(Map.of("article", wanted.article())).toUriString()
        + "#parked";
  }

  private static String token(HttpServletRequest request) {
    return PersonalToken.of(request).orElse("");
  }

  private String say(String key, Object... arguments) {
    return words.getMessage(key, arguments, LocaleContextHolder.getLocale());
  }
}
