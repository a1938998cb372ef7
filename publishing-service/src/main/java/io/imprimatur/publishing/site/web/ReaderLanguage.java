package io.imprimatur.publishing.site.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import org.springframework.http.HttpHeaders;

/** The language that a reader's browser asks for. */
final class ReaderLanguage {

  private static final List<Locale> LANGUAGES = List.of(Locale.CHINESE, Locale.ENGLISH);

  private ReaderLanguage() {}

  /** The first language of the site that a reader's browser asks for (RFC 4647, lookup). */
  static String of(HttpServletRequest request) {
    String header = request.getHeader(HttpHeaders.ACCEPT_LANGUAGE);
    if (header == null) {
      return "en";
    }
    try {
      Locale found = Locale.lookup(Locale.LanguageRange.parse(header), LANGUAGES);
      return found == null ? "en" : found.getLanguage();
    } catch (IllegalArgumentException e) {
      return "en"; // a header of another form asks for nothing
    }
  }
}
