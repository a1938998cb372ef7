package io.imprimatur.signin;

import org.springframework.web.util.HtmlUtils;

/** The frame that every page has, with the look of the staff pages. */
final class Html {

  private static final String PAGE =
      """
      <!doctype html>
      <html lang="{tag}">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="robots" content="noindex">
      <title>{title} · Imprimatur</title>
      <link rel="icon" type="image/svg+xml" href="/icon.svg">
      <link rel="stylesheet" href="/bootstrap.min.css">
      <link rel="stylesheet" href="/imprimatur.css">
      <link rel="stylesheet" href="/sign-in.css">
      </head>
      <body>
      <a class="skip-link" href="#main">{skip}</a>
      <header class="topbar"><div class="container-xl topbar-row">
      <ul><li><a class="brand" href="/login">Imprimatur</a></li></ul>
      <ul><li><form class="switch" method="post" action="/language">{csrf}<button name="lang" value="{code}" lang="{other-tag}">{other}</button></form></li></ul>
      </div></header>
      <main id="main" class="container-xl page" tabindex="-1">
      {main}
      </main>
      <footer class="container-xl foot">{foot}</footer>
      </body>
      </html>
      """;

  private Html() {}

  /**
   * @param csrf the hidden field for forms
   * @param main HTML
   */
  static String page(Language language, String title, String csrf, String main) {
    return PAGE.replace("{tag}", language.tag())
        .replace("{title}", escape(title))
        .replace("{skip}", escape(language.text("skip")))
        .replace("{code}", language.other().code())
        .replace("{other-tag}", language.other().tag())
        .replace("{other}", language.other().ownName())
        .replace("{foot}", escape(language.text("foot")))
        .replace("{csrf}", csrf)
        .replace("{main}", main);
  }

  static String hidden(String name, String value) {
    return "<input type=\"hidden\" name=\"%s\" value=\"%s\">"
        .formatted(escape(name), escape(value));
  }

  static String escape(String text) {
    return HtmlUtils.htmlEscape(text, "UTF-8");
  }
}
