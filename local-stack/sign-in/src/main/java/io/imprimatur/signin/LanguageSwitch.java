package io.imprimatur.signin;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Remembers the language that somebody switched to, for all pages of this host. */
@RestController
class LanguageSwitch {

  private static final Duration REMEMBERED = Duration.ofDays(365);

  @PostMapping("/language")
  @ResponseStatus(HttpStatus.SEE_OTHER)
  void remember(@RequestParam String lang, HttpServletResponse response) {
    Language.coded(lang)
        .ifPresent(
            language ->
                response.addHeader(
                    HttpHeaders.SET_COOKIE,
                    ResponseCookie.from(Language.COOKIE, language.code())
                        .path("/")
                        .maxAge(REMEMBERED)
                        .sameSite("Lax")
                        .httpOnly(true)
                        .build()
                        .toString()));
    response.setHeader(HttpHeaders.LOCATION, "/login");
  }
}
