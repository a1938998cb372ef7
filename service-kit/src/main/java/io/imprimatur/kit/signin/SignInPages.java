package io.imprimatur.kit.signin;

import io.imprimatur.kit.pages.PageLanguage;
import io.imprimatur.kit.pages.PagesSettings;
import io.imprimatur.kit.pages.RefusalPages;
import io.imprimatur.kit.pages.StaffPages;
import io.imprimatur.kit.people.People;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.view.RedirectView;

/** The pages around sign-in, and the switch of the language. */
@StaffPages
@RequestMapping("${imprimatur.pages.base}")
final class SignInPages {

  /** Where a form was meant for, in the page that keeps what was typed. */
  private static final String TARGET = "_target";

  private final PagesSettings settings;

  SignInPages(PagesSettings settings) {
    this.settings = settings;
  }

  /** Something typed, kept for sending it again. */
  record Kept(String name, String value) {}

  /** Opened in a second window by who has typed something in the first. */
  @GetMapping("/signed-in")
  String signedIn() {
    return "kit/signed-in";
  }

  @GetMapping(StaffSecurity.SIGNED_OUT)
  String signedOut(@RequestParam(required = false) String error, Model model) {
    model.addAttribute("failed", error != null);
    model.addAttribute("signIn", settings.base());
    return "kit/signed-out";
  }

  /** Reached only from inside, where a request came without a session. */
  @RequestMapping(StaffSecurity.SESSION_ENDED)
  String sessionEnded(HttpServletRequest request, HttpServletResponse response, Model model) {
    Object target = request.getAttribute(RequestDispatcher.FORWARD_REQUEST_URI);
    if (target == null) {
      return "redirect:" + settings.base();
    }
    model.addAttribute("signIn", settings.base() + "/signed-in");
    if (RefusalPages.smallStep(request)) {
      RefusalPages.intoNotices(response);
      return "kit/parts :: session-ended";
    }
    return keep(request, target.toString(), model);
  }

  /** After signing in again: shows what was kept, ready to be sent. Changes nothing itself. */
  @PostMapping(StaffSecurity.SEND_AGAIN)
  String sendAgain(
      HttpServletRequest request,
      HttpServletResponse response,
      @RequestParam(TARGET) String target,
      Model model) {
    if (!own(request) || !target.startsWith(settings.base() + "/")) {
      response.setStatus(HttpStatus.FORBIDDEN.value());
      return "redirect:" + settings.base();
    }
    model.addAttribute("signIn", settings.base() + "/signed-in");
    return keep(request, target, model);
  }

  private String keep(HttpServletRequest request, String target, Model model) {
    boolean signedIn = People.signedIn().isPresent();
    List<Kept> kept = new ArrayList<>();
    if (own(request)) {
      for (Map.Entry<String, String[]> field : request.getParameterMap().entrySet()) {
        if (!field.getKey().equals("_csrf") && !field.getKey().equals(TARGET)) {
          for (String value : field.getValue()) {
            kept.add(new Kept(field.getKey(), value));
          }
        }
      }
    }
    model.addAttribute("kept", kept);
    model.addAttribute("target", target);
    model.addAttribute("signedIn", signedIn);
    model.addAttribute("sendTo", signedIn ? target : settings.base() + StaffSecurity.SEND_AGAIN);
    return "kit/session-ended";
  }

  /** Whether the form came from a page of this service: nobody else may put words in here. */
  private static boolean own(HttpServletRequest request) {
    String site = request.getHeader("Sec-Fetch-Site");
    if (site != null) {
      return site.equals("same-origin");
    }
    String origin = request.getHeader(HttpHeaders.ORIGIN);
    try {
      return origin == null
          || URI.create(origin).getAuthority() != null
              && URI.create(origin).getAuthority().equals(request.getHeader(HttpHeaders.HOST));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** Remembers the language that the person switched to, and goes back to the page. */
  @PostMapping("/language")
  View language(
      HttpServletRequest request,
      HttpServletResponse response,
      @RequestParam String lang,
      @RequestParam(defaultValue = "") String to) {
    if (PageLanguage.known(lang)) {
      PageLanguage.remember(request, response, lang);
    }
    boolean here =
        (to.equals(settings.base())
                || to.startsWith(settings.base() + "/")
                || to.startsWith(settings.base() + "?"))
            && !to.contains("\\")
            && !to.contains("/..")
            && to.chars().allMatch(c -> c > ' ' && c < 0x7f); // others fit into no header
    RedirectView back = new RedirectView(here ? to : settings.base(), true);
    back.setExpandUriTemplateVariables(false); // braces in an address are what somebody looked for
    return back;
  }
}
