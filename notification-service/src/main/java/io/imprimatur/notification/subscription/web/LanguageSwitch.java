package io.imprimatur.notification.subscription.web;

import io.imprimatur.kit.pages.PageLanguage;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.view.RedirectView;

/** The switch in the head of the subscribers' pages, and the way in from the bare address. */
@Controller
class LanguageSwitch {

  /**
   * Remembers a language and leads back.
   *
   * @param back the page, one of those for subscribers; for others the first of them
   */
  @PostMapping(SubscriberPages.PAGE + "/language")
  RedirectView change(
      @RequestParam(name = "language", required = false) String language,
      @RequestParam(name = "back", required = false) String back,
      HttpServletRequest request,
      HttpServletResponse response) {
    if (language != null && PageLanguage.known(language)) {
      PageLanguage.remember(request, response, language);
    }
    return to(isOurs(back) ? back : SubscriberPages.PAGE);
  }

  /** A path of ours and nothing that a browser could take for another host. */
  private static boolean isOurs(String back) {
    return back != null
        && back.matches("/subscriptions([/?][\\x21-\\x7e]*)?")
        && !back.contains("\\")
        && !back.contains("..")
        && !back.startsWith(SubscriberPages.PAGE + "/assets");
  }

  @GetMapping("/")
  RedirectView home() {
    return to(SubscriberPages.PAGE);
  }

  private static RedirectView to(String path) {
    RedirectView view = new RedirectView(path, true);
    view.setExpandUriTemplateVariables(false);
    view.setStatusCode(HttpStatus.SEE_OTHER);
    return view;
  }
}
