package io.imprimatur.signin;

import static io.imprimatur.signin.Html.escape;
import static io.imprimatur.signin.Html.hidden;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.MediaType;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What a person sees when an address or a form was not in order. */
@RestController
class ErrorPage implements ErrorController {

  @RequestMapping(path = "/error", produces = MediaType.TEXT_HTML_VALUE + ";charset=UTF-8")
  String page(HttpServletRequest request, @Nullable CsrfToken csrf) {
    Language language = Language.of(request);
    String key = "error." + kind(request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE));
    return Html.page(
        language,
        language.text(key),
        csrf == null ? "" : hidden(csrf.getParameterName(), csrf.getToken()),
        """
        <div class="measure stack">
        <h1>%s</h1>
        <p>%s</p>
        <p><a class="btn btn-main" href="/login">%s</a></p>
        </div>
        """
            .formatted(
                escape(language.text(key)),
                escape(language.text(key + "-why")),
                escape(language.text("back"))));
  }

  private static int kind(@Nullable Object status) {
    return status instanceof Integer code && (code == 400 || code == 403 || code == 404)
        ? code
        : 500;
  }
}
