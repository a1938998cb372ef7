package io.imprimatur.notification.subscription.web;

import io.imprimatur.kit.TooMany;
import io.imprimatur.kit.office.Office;
import io.imprimatur.notification.subscription.Address;
import io.imprimatur.notification.subscription.Interest;
import io.imprimatur.notification.subscription.NoAddress;
import io.imprimatur.notification.subscription.Subscribing;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * The page on which somebody changes what comes by mail, reached by a signed link, and the one that
 * has such a link sent.
 */
@Controller
class ManagePages {

  private static final String PAGE = SubscriberPages.PAGE + "/manage";
  private static final String NONE = "fault.interests.none";
  private static final String UNKNOWN = "fault.sections.unknown";

  private final Subscribing subscribing;
  private final Office office;
  private final PageFrame frame;
  private final Askers askers;

  ManagePages(Subscribing subscribing, Office office, PageFrame frame, Askers askers) {
    this.subscribing = subscribing;
    this.office = office;
    this.frame = frame;
    this.askers = askers;
  }

  @GetMapping(PAGE)
  ModelAndView manage(
      @RequestParam(name = "token", required = false) String token,
      @RequestParam(name = "saved", required = false) String saved,
      HttpServletRequest request) {
    if (token == null) {
      return linkForm("", Map.of(), request);
    }
    Subscribing.Managed managed = subscribing.lookAtManaging(token);
    return manage(token, managed, managed.interests(), Map.of(), request)
        .addObject("saved", saved != null);
  }

  private ModelAndView manage(
      String token,
      Subscribing.Managed managed,
      Collection<Interest> chosen,
      Map<String, String> faults,
      HttpServletRequest request) {
    List<Group> groups = groups(managed.interests(), chosen);
    ModelAndView page =
        frame
            .page("manage", request)
            .addObject("address", managed.maskedAddress())
            .addObject("groups", groups)
            .addObject("firstChoice", groups.getFirst().choices().getFirst().id())
            .addObject("faults", faults)
            .addObject("saved", false)
            .addObject("token", token);
    page.setStatus(faults.isEmpty() ? HttpStatus.OK : HttpStatus.BAD_REQUEST);
    return page;
  }

  /** The sections in one language, with those that are chosen. */
  record Group(String language, List<Choice> choices) {}

  /**
   * @param whole stands for every section
   */
  record Choice(String id, String value, String name, boolean whole, boolean chosen) {}

  /** All that can be had, and what the subscriber has although it is offered no more. */
  private List<Group> groups(Collection<Interest> had, Collection<Interest> chosen) {
    List<Group> groups = new ArrayList<>();
    for (String language :
        frame.language().equals("zh") ? List.of("zh", "en") : List.of("en", "zh")) {
      Set<Interest> offered = new LinkedHashSet<>();
      offered.add(new Interest(Interest.EVERY_SECTION, language));
      office.sectionIds().forEach(section -> offered.add(new Interest(section, language)));
      had.stream().filter(i -> i.language().equals(language)).forEach(offered::add);
      groups.add(
          new Group(language, offered.stream().map(i -> choice(i, chosen.contains(i))).toList()));
    }
    return groups;
  }

  private Choice choice(Interest interest, boolean chosen) {
    boolean whole = interest.section().equals(Interest.EVERY_SECTION);
    return new Choice(
        interest.language() + "-" + (whole ? "every-section" : interest.section()),
        interest.text(),
        frame.section(interest.section()),
        whole,
        chosen);
  }

  @PostMapping(PAGE)
  ModelAndView choose(
      @RequestParam(name = "token", required = false) String token,
      @RequestParam(name = "interests", required = false) List<String> interests,
      HttpServletRequest request) {
    Subscribing.Managed managed = subscribing.lookAtManaging(token);
    if (interests == null || interests.isEmpty()) {
      return manage(token, managed, List.of(), Map.of("interests", NONE), request);
    }
    SortedSet<Interest> chosen = new TreeSet<>();
    for (String text : interests) {
      Interest interest = read(text);
      if (interest == null || !managed.interests().contains(interest) && !isOffered(interest)) {
        return manage(token, managed, managed.interests(), Map.of("interests", UNKNOWN), request);
      }
      chosen.add(interest);
    }
    subscribing.choose(token, chosen);
    return frame.next(request, PAGE, "token", token, "saved", "yes");
  }

  private boolean isOffered(Interest interest) {
    return Wanted.LANGUAGES.contains(interest.language())
        && (interest.section().equals(Interest.EVERY_SECTION)
            || office.section(interest.section()).isPresent());
  }

  private static Interest read(String text) {
    try {
      return Interest.parse(text);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  @PostMapping(PAGE + "/end")
  ModelAndView end(
      @RequestParam(name = "token", required = false) String token, HttpServletRequest request) {
    subscribing.choose(token, List.of());
    return frame.next(request, PAGE + "/ended");
  }

  @GetMapping(PAGE + "/ended")
  ModelAndView ended(HttpServletRequest request) {
    return frame.page("unsubscribed", request).addObject("wishes", List.of());
  }

  private ModelAndView linkForm(
      String address, Map<String, String> faults, HttpServletRequest request) {
    ModelAndView page =
        frame
            .page("manage-link", request)
            .addObject("address", address)
            .addObject("faults", faults);
    page.setStatus(faults.isEmpty() ? HttpStatus.OK : HttpStatus.BAD_REQUEST);
    return page;
  }

  /** The same answer for each address, known or not. */
  @PostMapping(PAGE + "/link")
  ModelAndView sendLink(
      @RequestParam(name = "address", required = false) String address,
      HttpServletRequest request) {
    Address read;
    try {
      read = Address.of(address);
    } catch (NoAddress e) {
      return linkForm(
          address == null ? "" : address,
          Map.of("address", "fault.address." + e.fault().name()),
          request);
    }
    try {
      askers.count(request);
    } catch (TooMany e) {
      return frame.later(linkForm(address, Map.of("address", Wanted.TOO_MANY.code()), request), e);
    }
    subscribing.askToManage(read, frame.language());
    return frame.next(request, PAGE + "/link-sent");
  }

  @GetMapping(PAGE + "/link-sent")
  ModelAndView linkSent(HttpServletRequest request) {
    return frame.page("link-sent", request);
  }
}
