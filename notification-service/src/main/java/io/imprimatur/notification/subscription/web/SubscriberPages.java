package io.imprimatur.notification.subscription.web;

import io.imprimatur.kit.TooMany;
import io.imprimatur.kit.office.Office;
import io.imprimatur.notification.subscription.BadLink;
import io.imprimatur.notification.subscription.Interest;
import io.imprimatur.notification.subscription.Subscribing;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * The pages for subscribers. GET never changes anything, so programs that follow the links of a
 * mail do no harm; the button does. Nobody is signed in here: leave comes from the signed link.
 */
@Controller
class SubscriberPages {

  static final String PAGE = "/subscriptions";

  private final Subscribing subscribing;
  private final Office office;
  private final PageFrame frame;
  private final Askers askers;

  SubscriberPages(Subscribing subscribing, Office office, PageFrame frame, Askers askers) {
    this.subscribing = subscribing;
    this.office = office;
    this.frame = frame;
    this.askers = askers;
  }

  @GetMapping(PAGE)
  ModelAndView form(
      @RequestParam(name = "section", required = false) List<String> sections,
      HttpServletRequest request) {
    return form(request, "", sections == null ? List.of() : sections, frame.language(), List.of());
  }

  private ModelAndView form(
      HttpServletRequest request,
      String address,
      List<String> sections,
      String language,
      List<Wanted.Fault> faults) {
    Map<String, String> words = new LinkedHashMap<>();
    faults.forEach(f -> words.putIfAbsent(f.field().replaceAll("\\[.*", ""), f.code()));
    ModelAndView page =
        frame
            .page("subscribe", request)
            .addObject("address", address)
            .addObject("chosen", sections)
            .addObject("language", language)
            .addObject("faults", words)
            .addObject("sections", office.sections());
    page.setStatus(faults.isEmpty() ? HttpStatus.OK : HttpStatus.BAD_REQUEST);
    return page;
  }

  @PostMapping(PAGE)
  ModelAndView subscribe(
      @RequestParam(name = "address", required = false) String address,
      @RequestParam(name = "sections", required = false) List<String> sections,
      @RequestParam(name = "language", required = false) String language,
      HttpServletRequest request) {
    List<String> chosen = sections == null ? List.of() : sections;
    Wanted wanted = Wanted.read(office, address, chosen, language);
    if (!wanted.faults().isEmpty()) {
      return form(request, address == null ? "" : address, chosen, language, wanted.faults());
    }
    try {
      askers.count(request);
    } catch (TooMany e) {
      return frame.later(form(request, address, chosen, language, List.of(Wanted.TOO_MANY)), e);
    }
    subscribing.ask(wanted.address().orElseThrow(), wanted.wishes(), language);
    return frame.next(request, PAGE + "/check-mail");
  }

  @GetMapping(PAGE + "/check-mail")
  ModelAndView checkMail(HttpServletRequest request) {
    return frame.page("check-mail", request);
  }

  @GetMapping(PAGE + "/confirm")
  ModelAndView confirm(
      @RequestParam(name = "token", required = false) String token, HttpServletRequest request) {
    Subscribing.Asking asking = subscribing.look(token);
    return frame
        .page("confirm", request)
        .addObject("address", asking.maskedAddress())
        .addObject("wishes", frame.wishes(asking.wishes()))
        .addObject("token", token);
  }

  @PostMapping(PAGE + "/confirm")
  ModelAndView confirmed(
      @RequestParam(name = "token", required = false) String token, HttpServletRequest request) {
    subscribing.confirm(token);
    return frame.next(request, PAGE + "/confirmed", "token", token);
  }

  @GetMapping(PAGE + "/confirmed")
  ModelAndView showConfirmed(
      @RequestParam(name = "token", required = false) String token, HttpServletRequest request) {
    Optional<Subscribing.Confirmed> confirmed = subscribing.lookAtConfirmed(token);
    return confirmed
        .map(
            c ->
                frame
                    .page("confirmed", request)
                    .addObject("address", c.maskedAddress())
                    .addObject("wishes", frame.wishes(c.wishes()))
                    .addObject("manageToken", c.manageToken()))
        .orElseGet(() -> frame.next(request, PAGE + "/confirm", "token", token));
  }

  @GetMapping(PAGE + "/unsubscribe")
  ModelAndView unsubscribe(
      @RequestParam(name = "token", required = false) String token, HttpServletRequest request) {
    return unsubscribe(token, Map.of(), request);
  }

  private ModelAndView unsubscribe(
      String token, Map<String, String> faults, HttpServletRequest request) {
    ModelAndView page =
        frame
            .page("unsubscribe", request)
            .addObject("wishes", frame.wishes(subscribing.lookAtEnding(token)))
            .addObject("faults", faults)
            .addObject("token", token);
    page.setStatus(faults.isEmpty() ? HttpStatus.OK : HttpStatus.BAD_REQUEST);
    return page;
  }

  /**
   * Ends subscriptions: those that the form names, or all.
   *
   * @param fromPage sent by our own page, which is answered by the next one. Without it a mail
   *     program asks by its one click (RFC 8058); it sends {@code List-Unsubscribe=One-Click} and
   *     must get no redirect
   */
  @PostMapping(PAGE + "/unsubscribe")
  ModelAndView unsubscribed(
      @RequestParam(name = "token", required = false) String token,
      @RequestParam(name = "some", required = false) String some,
      @RequestParam(name = "ended", required = false) List<String> ended,
      @RequestParam(name = "page", required = false) String fromPage,
      HttpServletRequest request) {
    if (some == null) {
      subscribing.endAll(token);
    } else if (ended == null) {
      return unsubscribe(token, Map.of("ended", "fault.ended.none"), request);
    } else {
      subscribing.end(token, interests(ended));
    }
    return fromPage == null
        ? showUnsubscribed(token, request)
        : frame.next(request, PAGE + "/unsubscribed", "token", token);
  }

  @GetMapping(PAGE + "/unsubscribed")
  ModelAndView showUnsubscribed(
      @RequestParam(name = "token", required = false) String token, HttpServletRequest request) {
    return frame
        .page("unsubscribed", request)
        .addObject("wishes", frame.wishes(subscribing.lookAtEnding(token)));
  }

  private static List<Interest> interests(List<String> texts) {
    try {
      return texts.stream().map(Interest::parse).toList();
    } catch (IllegalArgumentException e) {
      throw new BadLink(BadLink.Fault.UNKNOWN);
    }
  }
}
