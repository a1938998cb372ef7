package io.imprimatur.kit.operations;

import io.imprimatur.kit.operations.Neighbours.Answer;
import io.imprimatur.kit.operations.ParkedList.Wanted;
import io.imprimatur.kit.pages.RefusalPages;
import io.imprimatur.kit.pages.StaffPages;
import io.imprimatur.kit.people.Person;
import io.imprimatur.kit.people.Roles;
import io.imprimatur.kit.signin.PersonalToken;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/** Operations for administrators: all services on one page, each asked through its API. */
@StaffPages
@RequestMapping("${imprimatur.pages.base}/operations")
final class OperationsPages {

  private static final List<String> KINDS = List.of("dead", "early", "refused", "conflict");
  private static final List<String> STATES = List.of("open", "closed", "all");
  private static final int DEEDS_SHOWN = 100;

  private final Neighbours neighbours;
  private final String base;

  /**
   * @param base the path below which this service's pages are
   */
  OperationsPages(Neighbours neighbours, String base) {
    this.neighbours = neighbours;
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
}
