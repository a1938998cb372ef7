package io.imprimatur.signin;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.text.MessageFormat;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.stream.Stream;

/**
 * The language of a page and its texts: what the person switched to on any page of this host, else
 * what the browser prefers (RFC 9110, section 12.5.4), else Chinese, the office's first.
 */
enum Language {
  ZH("zh-CN", "中文", Locale.CHINESE),
  EN("en", "English", Locale.ENGLISH);

  /** The services' pages know it too; its value is a {@link #code}. */
  static final String COOKIE = "imprimatur-language";

  private final String tag;
  private final String ownName;
  private final ResourceBundle texts;

  Language(String tag, String ownName, Locale locale) {
    this.tag = tag;
    this.ownName = ownName;
    // English is the bundle without a suffix; the machine's own language is nobody's wish.
    this.texts =
        ResourceBundle.getBundle(
            "texts",
            locale,
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
  }

  static Language of(HttpServletRequest request) {
    Cookie[] cookies = request.getCookies();
    return (cookies == null ? Stream.<Cookie>empty() : Stream.of(cookies))
        .filter(cookie -> cookie.getName().equals(COOKIE))
        .flatMap(cookie -> coded(cookie.getValue()).stream())
        .findFirst()
        .orElseGet(() -> preferred(request));
  }

  private static Language preferred(HttpServletRequest request) {
    if (request.getHeader("Accept-Language") == null) {
      return ZH;
    }
    return Collections.list(request.getLocales()).stream()
        .flatMap(locale -> coded(locale.getLanguage()).stream())
        .findFirst()
        .orElse(EN);
  }

  /** The language with this code, {@code zh} or {@code en}. */
  static Optional<Language> coded(String code) {
    return Stream.of(values()).filter(language -> language.code().equals(code)).findFirst();
  }

  String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** As HTML's {@code lang} has it. */
  String tag() {
    return tag;
  }

  String ownName() {
    return ownName;
  }

  Language other() {
    return this == ZH ? EN : ZH;
  }

  String text(String key, Object... arguments) {
    return new MessageFormat(texts.getString(key), Locale.ROOT).format(arguments);
  }

  String list(List<String> items) {
    return String.join(texts.getString("separator"), items);
  }

  /** What stands under this language's code, else any. */
  String pick(Map<String, String> names, String orElse) {
    return names.getOrDefault(code(), names.values().stream().findFirst().orElse(orElse));
  }
}
