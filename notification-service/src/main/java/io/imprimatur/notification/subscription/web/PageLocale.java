package io.imprimatur.notification.subscription.web;

import io.imprimatur.kit.pages.PageLanguage;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.LocaleResolver;

/**
 * Pages for subscribers may have their language in the address: the links in mails do, and those of
 * the public site. All else is as on other pages.
 */
@Component(DispatcherServlet.LOCALE_RESOLVER_BEAN_NAME)
final class PageLocale implements LocaleResolver {

  /** The parameter that says the language. */
  static final String LANG = "lang";

  private final PageLanguage others = new PageLanguage();

  @Override
  public Locale resolveLocale(HttpServletRequest request) {
    String asked = request.getParameter(LANG);
    return asked != null
            && PageLanguage.known(asked)
            && Asked.of(request).path().startsWith(SubscriberPages.PAGE)
        ? Locale.of(asked)
        : others.resolveLocale(request);
  }

  @Override
  public void setLocale(HttpServletRequest request, HttpServletResponse response, Locale locale) {
    others.setLocale(request, response, locale);
  }
}
