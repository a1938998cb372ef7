package io.imprimatur.notification.subscription.web;

import io.imprimatur.kit.office.Office;
import io.imprimatur.notification.subscription.BadLink;
import io.imprimatur.notification.subscription.Interest;
import io.imprimatur.notification.subscription.Subscribing;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/**
 * The pages for subscribers. GET never changes anything, so programs that follow the links of a
 * mail do no harm; the button does. Nobody is signed in here: leave comes from the signed link.
 */
@Controller
class SubscriberPages {

  private static final String PAGE = "/subscriptions";

  private final Subscribing subscribing;
  private final Office office;
  private final PageFrame frame;

  SubscriberPages(Subscribing subscribing, Office office, PageFrame frame) {
    this.subscribing = subscribing;
    this.office = office;
    this.frame = frame;
  }

  @GetMapping(PAGE)
  ModelAndView form(
      @RequestParam(name = "section", required = false) List<String> sections,
      HttpServletRequest request) {
    String language = PageLanguage.of(request);
    return form(request, "", sections == null ? List.of() : sections, language, List.of());
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
    subscribing.ask(wanted.address().orElseThrow(), wanted.wishes(), language);
    RedirectView next =
        new RedirectView(PAGE + "/check-mail?lang=" + PageLanguage.of(request), true);
    next.setStatusCode(HttpStatus.SEE_OTHER);
    return new ModelAndView(next);
  }

  @GetMapping(PAGE + "/check-mail")
  ModelAndView checkMail(HttpServletRequest request) {
    return frame.page("check-mail", request);
  }

  @GetMapping(PAGE + "/confirm")
  ModelAndView confirm(
      @RequestParam(name = "token", required = false) String token, HttpServletRequest request) {
    return asking("confirm", subscribing.look(token), token, request);
  }

  @PostMapping(PAGE + "/confirm")
  ModelAndView confirmed(
      @RequestParam(name = "token", required = false) String token, HttpServletRequest request) {
    return asking("confirmed", subscribing.confirm(token), token, request);
  }

  private ModelAndView asking(
      String page, Subscribing.Asking asking, String token, HttpServletRequest request) {
    return frame
        .page(page, request)
        .addObject("address", asking.maskedAddress())
        .addObject("wishes", shown(asking.wishes(), request))
        .addObject("token", token);
  }

  @GetMapping(PAGE + "/unsubscribe")
  ModelAndView unsubscribe(
      @RequestParam(name = "token", required = false) String token, HttpServletRequest request) {
    return frame
        .page("unsubscribe", request)
        .addObject("wishes", shown(subscribing.lookAtEnding(token), request))
        .addObject("token", token);
  }

  /**
   * Ends subscriptions: those that the form names, or all, also for a mail program's one click (RFC
   * 8058), which sends {@code List-Unsubscribe=One-Click} and must get no redirect.
   */
  @PostMapping(PAGE + "/unsubscribe")
  ModelAndView unsubscribed(
      @RequestParam(name = "token", required = false) String token,
      @RequestParam(name = "some", required = false) String some,
      @RequestParam(name = "ended", required = false) List<String> ended,
      HttpServletRequest request) {
    if (some == null) {
      subscribing.endAll(token);
    } else {
      subscribing.end(token, interests(ended == null ? List.of() : ended));
    }
    return frame
        .page("unsubscribed", request)
        .addObject("wishes", shown(subscribing.lookAtEnding(token), request))
        .addObject("token", token);
  }

  private static List<Interest> interests(List<String> texts) {
    try {
      return texts.stream().map(Interest::parse).toList();
    } catch (IllegalArgumentException e) {
      throw new BadLink(BadLink.Fault.UNKNOWN);
    }
  }

  /** A form's value and its words for people. */
  record Wish(String value, String section, String language) {}

  private List<Wish> shown(SortedSet<Interest> wishes, HttpServletRequest request) {
    String language = PageLanguage.of(request);
    List<Wish> shown = new ArrayList<>();
    for (Interest wish : new TreeSet<>(wishes)) {
      String section =
          office
              .section(wish.section())
              .map(s -> s.name().in(language))
              .orElseGet(() -> frame.say("sections.all", language));
      shown.add(new Wish(wish.text(), section, frame.say("language." + wish.language(), language)));
    }
    return shown;
  }

  @ExceptionHandler
  ModelAndView badLink(BadLink e, HttpServletRequest request) {
    ModelAndView page = frame.page("bad-link", request).addObject("fault", e.fault().name());
    page.setStatus(e.fault() == BadLink.Fault.EXPIRED ? HttpStatus.GONE : HttpStatus.BAD_REQUEST);
    return page;
  }

  @GetMapping("/")
  RedirectView home() {
    return new RedirectView(PAGE, true);
  }
}
