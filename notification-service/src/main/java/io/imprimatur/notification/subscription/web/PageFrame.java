package io.imprimatur.notification.subscription.web;

import io.imprimatur.kit.office.Office;
import io.imprimatur.notification.alert.AlertSettings;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

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
    String language = PageLanguage.of(request);
    return new ModelAndView("pages/" + name)
        .addObject("lang", language)
        .addObject("otherLang", language.equals("zh") ? "en" : "zh")
        .addObject("office", office)
        .addObject("site", settings.siteUrl())
        .addObject("page", name);
  }

  String say(String key, String language) {
    return words.getMessage(key, null, Locale.of(language));
  }
}
