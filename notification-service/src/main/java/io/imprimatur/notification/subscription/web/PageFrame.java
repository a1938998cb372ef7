package io.imprimatur.notification.subscription.web;

import io.imprimatur.kit.TooMany;
import io.imprimatur.kit.office.Office;
import io.imprimatur.kit.pages.PageLanguage;
import io.imprimatur.notification.alert.AlertSettings;
import io.imprimatur.notification.subscription.Interest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;
import org.springframework.web.util.UriComponentsBuilder;

/** What every page for subscribers has: its language, the office, and the way to the site. */
@Component
class PageFrame {

  private final Office office;
  private final AlertSettings settings;
  private final MessageSource words;

  PageFrame(Office office, AlertSettings settings, MessageSource words) {
    this.office = office;
    this.settings = settings;
    this.words = words;
  }

  ModelAndView page(String name, HttpServletRequest request) {
    String language = language();
    return new ModelAndView("pages/" + name)
        .addObject("lang", language)
        .addObject("otherLang", language.equals("zh") ? "en" : "zh")
        .addObject("office", office)
        .addObject("site", settings.siteUrl())
        .addObject("way", new Way(asked(request)))
        .addObject("here", here(request));
  }

  /** Keeps the language that an address names, from page to page. */
  record Way(String asked) {

    /** A path of ours, for links and forms. */
    public String to(String path) {
      return asked == null ? path : path + "?" + PageLocale.LANG + "=" + asked;
    }
  }

  private static String asked(HttpServletRequest request) {
    String asked = request.getParameter(PageLocale.LANG);
    return asked != null && PageLanguage.known(asked) ? asked : null;
  }

  /** A form that is taken later, with what was typed: 429 and when. */
  ModelAndView later(ModelAndView form, TooMany refusal) {
    form.setStatus(HttpStatus.TOO_MANY_REQUESTS);
    HttpServletResponse response =
        ((ServletRequestAttributes) RequestContextHolder.currentRequestAttributes()).getResponse();
    response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(refusal.retryAfter().toSeconds()));
    return form;
  }

  /** After a form: the next page is asked for by GET, so that reloading it sends nothing again. */
  ModelAndView next(HttpServletRequest request, String path, String... parameters) {
    UriComponentsBuilder to = UriComponentsBuilder.fromUriString(new Way(asked(request)).to(path));
    Object[] values = new Object[parameters.length / 2];
    for (int i = 0; i < values.length; i++) {
      to.queryParam(parameters[2 * i], "{value" + i + "}");
      values[i] = parameters[2 * i + 1];
    }
    RedirectView view = new RedirectView(to.encode().buildAndExpand(values).toUriString(), true);
    view.setExpandUriTemplateVariables(false);
    view.setStatusCode(HttpStatus.SEE_OTHER);
    return new ModelAndView(view);
  }

  String language() {
    return PageLanguage.code(LocaleContextHolder.getLocale());
  }

  /** Where the language switch leads back to: this page, without a language in its address. */
  private static String here(HttpServletRequest request) {
    Asked asked = Asked.of(request);
    if (!asked.isReading()) {
      return afterForm(asked.path(), request.getParameter("token"));
    }
    return UriComponentsBuilder.fromPath(asked.path())
        .query(asked.query())
        .replaceQueryParam(PageLocale.LANG)
        .replaceQueryParam("saved")
        .build()
        .toUriString();
  }

  /** A form that comes back with its faults has an address that takes no GET, or another one's. */
  private static String afterForm(String path, String token) {
    String page = path.endsWith("/manage/link") ? path.substring(0, path.lastIndexOf('/')) : path;
    return token == null
        ? page
        : UriComponentsBuilder.fromPath(page).queryParam("token", token).build().toUriString();
  }

  String say(String key) {
    return words.getMessage(key, null, Locale.of(language()));
  }

  /** For a page that speaks both languages: what the one says that the page is not in. */
  record Otherwise(String language, MessageSource words) {

    /** Its words. */
    public String say(String key) {
      return words.getMessage(key, null, Locale.of(language));
    }
  }

  Otherwise otherLanguage() {
    return new Otherwise(language().equals("zh") ? "en" : "zh", words);
  }

  String section(String id) {
    return office
        .section(id)
        .map(s -> s.name().in(language()))
        .orElseGet(() -> id.equals(Interest.EVERY_SECTION) ? say("sections.all") : id);
  }

  /** A form's value and its words for people. */
  record Wish(String value, String section, String language) {}

  List<Wish> wishes(SortedSet<Interest> interests) {
    return new TreeSet<>(interests)
        .stream()
            .map(
                i -> new Wish(i.text(), section(i.section()), say("language-name." + i.language())))
            .toList();
  }
}
