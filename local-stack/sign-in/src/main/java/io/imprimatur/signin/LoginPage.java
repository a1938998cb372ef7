package io.imprimatur.signin;

import static io.imprimatur.signin.Html.escape;
import static io.imprimatur.signin.Html.hidden;

import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The page that asks who one is. One click is enough, and so are the two fields for programs. */
@RestController
class LoginPage {

  /** Roles as they follow each other on a text's way; a person stands with their last one. */
  private static final List<String> ROLES =
      List.of("writer", "reviewer", "chief-editor", "publisher", "administrator");

  private static final Map<String, List<String>> DESKS =
      Map.of(
          "drafting", List.of("writer"),
          "review", List.of("reviewer", "chief-editor", "administrator"),
          "publishing", List.of("publisher", "administrator"),
          "notification", List.of("publisher", "administrator"));

  private final SignInSettings settings;
  private final OfficeSections sections;

  LoginPage(SignInSettings settings, OfficeSections sections) {
    this.settings = settings;
    this.sections = sections;
  }

  @GetMapping(
      path = {"/", "/login"},
      produces = MediaType.TEXT_HTML_VALUE + ";charset=UTF-8")
  String page(HttpServletRequest request, @Nullable Principal principal, CsrfToken csrf) {
    Language language = Language.of(request);
    String token = hidden(csrf.getParameterName(), csrf.getToken());
    boolean wrong = request.getParameter("error") != null;
    String title = language.text("sign-in");
    return Html.page(
        language,
        wrong ? language.text("error-title", title) : title,
        token,
        """
        <div class="page-head"><div class="titles"><h1>%s</h1><p class="lead">%s</p></div></div>
        %s
        <div class="roles">
        %s</div>
        %s
        """
            .formatted(
                escape(title),
                escape(language.text("choose")),
                notice(request, principal, token, language),
                ROLES.stream()
                    .map(role -> panel(role, token, language))
                    .collect(Collectors.joining()),
                byName(token, wrong, language)));
  }

  private String panel(String role, String token, Language language) {
    List<DemoPerson> people =
        settings.people().stream().filter(person -> lastRole(person).equals(role)).toList();
    if (people.isEmpty()) {
      return "";
    }
    return """
        <section class="panel" aria-labelledby="%1$s">
        <header><h2 id="%1$s">%2$s</h2><p>%3$s</p></header>
        <ul class="people">
        %4$s</ul>
        </section>
        """
        .formatted(
            role,
            escape(language.text("role." + role)),
            escape(language.text("can." + role)),
            people.stream()
                .map(person -> row(person, token, language))
                .collect(Collectors.joining()));
  }

  private static String lastRole(DemoPerson person) {
    return ROLES.reversed().stream().filter(person.roles()::contains).findFirst().orElse("");
  }

  private String row(DemoPerson person, String token, Language language) {
    return """
        <li><form method="post" action="/login">%s%s%s<button><b>%s</b><span class="go">%s</span><small>%s</small></button></form></li>
        """
        .formatted(
            token,
            hidden("username", person.id()),
            hidden("password", settings.password()),
            escape(person.name()),
            escape(language.text("sign-in")),
            escape(details(person, language)));
  }

  private String details(DemoPerson person, Language language) {
    String where =
        person.sections().contains("*")
            ? language.text("all-sections")
            : language.text(
                "sections",
                language.list(
                    person.sections().stream().map(id -> sections.name(id, language)).toList()));
    List<String> others =
        person.roles().stream()
            .filter(role -> !role.equals(lastRole(person)))
            .map(role -> roleInText(role, language))
            .toList();
    return person.id()
        + " · "
        + where
        + (others.isEmpty() ? "" : " · " + language.text("also", language.list(others)));
  }

  private static String roleInText(String role, Language language) {
    return language.text("role." + role).toLowerCase(java.util.Locale.ROOT);
  }

  private String byName(String token, boolean wrong, Language language) {
    return """
        <details class="by-name"%s>
        <summary>%s</summary>
        <form method="post" action="/login">
        %s
        <div class="field"><label class="form-label" for="username">%s</label>
        <input class="form-control" id="username" name="username" autocomplete="username" autocapitalize="none" spellcheck="false" required%s></div>
        <div class="field"><label class="form-label" for="password">%s</label>
        <span class="hint" id="password-hint">%s</span>
        <input class="form-control" id="password" name="password" type="password" autocomplete="current-password" aria-describedby="password-hint" required></div>
        <button class="btn btn-main">%s</button>
        </form>
        </details>
        """
        .formatted(
            wrong ? " open" : "",
            escape(language.text("by-name")),
            token,
            escape(language.text("name")),
            wrong ? " aria-invalid=\"true\" aria-describedby=\"wrong\"" : "",
            escape(language.text("password")),
            escape(language.text("password-hint", settings.password())),
            escape(language.text("sign-in")));
  }

  private String notice(
      HttpServletRequest request, @Nullable Principal principal, String token, Language language) {
    if (request.getParameter("error") != null) {
      return "<div class=\"error-summary\" role=\"alert\"><p id=\"wrong\"><a href=\"#username\">%s</a></p></div>"
          .formatted(escape(language.text("wrong", settings.password())));
    }
    if (principal != null) {
      return signedIn(principal, token, language);
    }
    return request.getParameter("out") == null
        ? ""
        : "<div class=\"notice ok\" role=\"status\"><h2>%s</h2><p>%s</p></div>"
            .formatted(escape(language.text("out")), escape(language.text("out-why")));
  }

  private String signedIn(Principal principal, String token, Language language) {
    Optional<DemoPerson> person = settings.person(principal.getName());
    String desks =
        settings.pages().entrySet().stream()
            .filter(
                desk ->
                    person.stream()
                        .flatMap(known -> known.roles().stream())
                        .anyMatch(DESKS.getOrDefault(desk.getKey(), List.of())::contains))
            .map(
                desk ->
                    "<a class=\"btn btn-main\" href=\"%s\">%s</a>"
                        .formatted(
                            escape(desk.getValue().toString()),
                            escape(language.text("desk." + desk.getKey()))))
            .collect(Collectors.joining("\n"));
    return """
        <div class="notice" role="status"><h2>%s</h2><p>%s</p>
        <div class="side-by-side">%s
        <form method="post" action="/logout">%s<button class="btn btn-plain">%s</button></form></div></div>
        """
        .formatted(
            escape(
                language.text(
                    "signed-in", person.map(DemoPerson::name).orElse(principal.getName()))),
            escape(language.text("signed-in-why")),
            desks,
            token,
            escape(language.text("sign-out")));
  }
}
