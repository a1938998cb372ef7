package io.imprimatur.kit.pages;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.web.servlet.LocaleResolver;

/**
 * The language of a page: what the person switched to, else what the browser prefers (RFC 9110,
 * section 12.5.4), else Chinese, the office's first. The switch is a cookie that all services on a
 * host read.
 */
public final class PageLanguage implements LocaleResolver {

  /** Name of the cookie; its value is {@code zh} or {@code en}. */
  public static final String COOKIE = "imprimatur-language";

  private static final List<String> LANGUAGES = List.of("zh", "en");
  private static final Duration REMEMBERED = Duration.ofDays(365);

  @Override
  public Locale resolveLocale(HttpServletRequest request) {
    return locale(switched(request).orElseGet(() -> preferred(request)));
  }

  private static Optional<String> switched(HttpServletRequest request) {
    Cookie[] cookies = request.getCookies();
    if (cookies != null) {
      for (Cookie cookie : cookies) {
        if (cookie.getName().equals(COOKIE) && known(cookie.getValue())) {
          return Optional.of(cookie.getValue());
        }
      }
    }
    return Optional.empty();
  }

  private static String preferred(HttpServletRequest request) {
    if (request.getHeader(HttpHeaders.ACCEPT_LANGUAGE) == null) {
      return LANGUAGES.getFirst();
    }
    return Collections.list(request.getLocales()).stream()
        .map(Locale::getLanguage)
        .filter(LANGUAGES::contains)
        .findFirst()
        .orElse("en");
  }

  /** Whether pages exist in a language, {@code zh} or {@code en}. */
  public static boolean known(String language) {
    return LANGUAGES.contains(language);
  }

  /** {@code zh} or {@code en}. */
  public static String code(Locale locale) {
    return locale.getLanguage().equals("zh") ? "zh" : "en";
  }

  /** The other one of the two languages. */
  public static Locale other(Locale locale) {
    return locale(code(locale).equals("zh") ? "en" : "zh");
  }

  private static Locale locale(String language) {
    return language.equals("zh") ? Locale.CHINESE : Locale.ENGLISH;
  }

  /** Remembers a switch for a year. */
  public static void remember(
      HttpServletRequest request, HttpServletResponse response, String language) {
    response.addHeader(
        HttpHeaders.SET_COOKIE,
        ResponseCookie.from(COOKIE, language)
            .path("/")
            .maxAge(REMEMBERED)
            .sameSite("Lax")
            .httpOnly(true)
            .secure(request.isSecure())
            .build()
            .toString());
  }

  @Override
  public void setLocale(HttpServletRequest request, HttpServletResponse response, Locale locale) {
    remember(request, response, code(locale));
  }
}
