package io.imprimatur.signin;

import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import org.springframework.http.MediaType;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;

/** The page that asks who one is. One click is enough, and so are the two fields for programs. */
@RestController
class LoginPage {

  private static final String PAGE =
      """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>Sign in · Imprimatur</title>
      <link rel="stylesheet" href="/style.css">
      </head>
      <body>
      <header class="topbar"><p>Imprimatur</p></header>
      <main>
      <h1>Sign in <span lang="zh">登录</span></h1>
      %s
      <p class="quiet">These people are made up, for trying things out on this machine. Choose one.</p>
      <ul class="people panel">
      %s</ul>
      <h2>With name and password</h2>
      <form class="fields panel" method="post" action="/login">
      %s
      <label>Name <input name="username" autocomplete="username" autocapitalize="none" required></label>
      <label>Password <input name="password" type="password" autocomplete="current-password" required></label>
      <button>Sign in</button>
      </form>
      </main>
      </body>
      </html>
      """;

  private final SignInSettings settings;

  LoginPage(SignInSettings settings) {
    this.settings = settings;
  }

  @GetMapping(
      path = {"/", "/login"},
      produces = MediaType.TEXT_HTML_VALUE + ";charset=UTF-8")
  String page(HttpServletRequest request, Principal principal, CsrfToken csrf) {
    String token = hidden(csrf.getParameterName(), csrf.getToken());
    var people = new StringBuilder();
    settings.people().forEach(person -> people.append(row(person, token)));
    return PAGE.formatted(notice(request, principal, token), people, token);
  }

  private String row(DemoPerson person, String token) {
    return """
        <li><form method="post" action="/login">%s%s%s<button>
        <b>%s</b><span>%s</span><small>%s · sections: %s</small></button></form></li>
        """
        .formatted(
            token,
            hidden("username", person.id()),
            hidden("password", settings.password()),
            escape(person.name()),
            escape(String.join(", ", person.roles())),
            escape(person.id()),
            person.sections().contains("*") ? "all" : escape(String.join(", ", person.sections())));
  }

  private String notice(HttpServletRequest request, Principal principal, String token) {
    if (request.getParameter("error") != null) {
      return "<p class=\"panel error\" role=\"alert\">Nobody has this name and password. Choose"
          + " somebody from the list; everybody's password is <b>"
          + escape(settings.password())
          + "</b>.</p>";
    }
    if (request.getParameter("out") != null) {
      return "<p class=\"panel\" role=\"status\">You are signed out.</p>";
    }
    if (principal == null) {
      return "";
    }
    return "<form class=\"panel out\" method=\"post\" action=\"/logout\">"
        + token
        + "You are signed in as <b>"
        + escape(principal.getName())
        + "</b>. <button>Sign out</button></form>";
  }

  private static String hidden(String name, String value) {
    return "<input type=\"hidden\" name=\"%s\" value=\"%s\">"
        .formatted(escape(name), escape(value));
  }

  private static String escape(String text) {
    return HtmlUtils.htmlEscape(text, "UTF-8");
  }
}
