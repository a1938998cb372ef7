package io.imprimatur.mailbox;

import io.imprimatur.mailbox.MailHttp.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The mailbox for eyes: a list with a search, and a page for each mail. */
final class MailPages {

  private static final int PER_PAGE = 50;
  private static final Pattern LINK = Pattern.compile("https?://[^\\s<>\"]+[^\\s<>\".,;:!?)]");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneId.systemDefault());

  /**
   * A mail's own HTML runs nothing, loads nothing and is a stranger to this site; its links open in
   * a new tab.
   */
  private static final String MAIL_POLICY =
      "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none';"
          + " img-src data:; style-src 'unsafe-inline'; form-action 'none'; frame-ancestors 'self'";

  private static final String PAGE =
      """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>%1$s</title>
      <link rel="stylesheet" href="/style.css">
      </head>
      <body>
      <header class="topbar"><div class="wrap"><a class="brand" href="/">Mailbox</a>
      <form action="/" role="search"><label for="q">Search</label>
      <input id="q" name="q" type="search" value="%2$s" placeholder="to:address, subject:words">
      <button>Search</button></form></div></header>
      <main class="wrap">
      %3$s
      </main>
      </body>
      </html>
      """;

  private final MailStore store;

  MailPages(MailStore store) {
    this.store = store;
  }

  Answer get(String path, Map<String, String> query) throws IOException {
    if (path.equals("/")) {
      return list(query.getOrDefault("q", "").strip(), query.getOrDefault("start", "0"));
    }
    if (path.equals("/style.css")) {
      return style();
    }
    String[] steps = path.split("/");
    if (steps.length >= 3 && steps.length <= 4 && steps[1].equals("mail")) {
      Optional<Summary> mail = store.find(steps[2]);
      Optional<byte[]> raw = mail.isEmpty() ? Optional.empty() : store.raw(steps[2]);
      if (raw.isPresent() && steps.length == 3) {
        return mail(mail.get(), new Letter(raw.get()));
      }
      if (raw.isPresent() && steps[3].equals("html")) {
        return html(new Letter(raw.get()));
      }
    }
    return page(404, "Not here", "", "<h1>There is no such mail</h1><p>It may be deleted.</p>");
  }

  private Answer list(String query, String startText) throws IOException {
    List<Summary> found = Search.of(query).in(store);
    int start = startText.matches("\\d{1,8}") ? Integer.parseInt(startText) : 0;
    var body = new StringBuilder();
    body.append("<h1>").append(query.isEmpty() ? "All mails" : "Found").append(" <small>");
    body.append(found.size()).append("</small></h1>");
    if (found.isEmpty()) {
      body.append("<p class=\"panel empty\">")
          .append(query.isEmpty() ? "No mail has come yet." : "No mail matches this search.")
          .append("</p>");
    } else {
      body.append("<ol class=\"panel mails\">");
      found.stream().skip(start).limit(PER_PAGE).forEach(mail -> row(mail, body));
      body.append("</ol>");
    }
    body.append("<nav class=\"pages\">");
    if (start > 0) {
      pageLink("Newer", query, Math.max(0, start - PER_PAGE), body);
    }
    if (start + PER_PAGE < found.size()) {
      pageLink("Older", query, start + PER_PAGE, body);
    }
    body.append("</nav>");
    return page(200, "Mailbox", query, body.toString());
  }

  private static void row(Summary mail, StringBuilder out) {
    out.append("<li><a href=\"/mail/").append(escape(mail.id())).append("\">");
    out.append(escape(subject(mail))).append("</a><span class=\"who\">");
    out.append(escape(mail.from().toString())).append(" → ").append(escape(recipients(mail)));
    out.append("</span><time>").append(TIME.format(mail.created())).append("</time>");
    out.append("<p>").append(escape(mail.snippet())).append("</p></li>");
  }

  private static void pageLink(String text, String query, int start, StringBuilder out) {
    out.append("<a href=\"/?q=").append(URLEncoder.encode(query, StandardCharsets.UTF_8));
    out.append("&amp;start=").append(start).append("\">").append(text).append("</a> ");
  }

  private Answer mail(Summary mail, Letter letter) throws IOException {
    var body = new StringBuilder();
    body.append("<h1>").append(escape(subject(mail))).append("</h1><dl class=\"panel\">");
    field("From", mail.from().toString(), body);
    field("To", recipients(mail), body);
    field("Taken", TIME.format(mail.created()), body);
    field("Size", mail.size() + " bytes", body);
    letter.attachments().forEach(file -> field("Attachment", file.fileName(), body));
    body.append("</dl>");
    if (!letter.html().isBlank()) {
      body.append("<h2>As HTML</h2><iframe class=\"panel\" title=\"The mail as HTML\"");
      body.append(" sandbox=\"allow-popups allow-popups-to-escape-sandbox\" src=\"/mail/");
      body.append(escape(mail.id())).append("/html\"></iframe>");
    }
    if (!letter.text().isBlank()) {
      body.append("<h2>As text</h2><pre class=\"panel\">");
      body.append(linked(letter.text())).append("</pre>");
    }
    body.append("<details class=\"panel\"><summary>Headers</summary><pre>");
    letter
        .headers()
        .forEach(
            (name, values) ->
                values.forEach(value -> body.append(escape(name + ": " + value)).append('\n')));
    body.append("</pre></details>");
    return page(200, subject(mail), "", body.toString());
  }

  private static void field(String name, String value, StringBuilder out) {
    out.append("<dt>").append(name).append("</dt><dd>").append(escape(value)).append("</dd>");
  }

  private static Answer html(Letter letter) {
    String html = "<!doctype html><base target=\"_blank\">" + letter.html();
    return new Answer(
        200, "text/html; charset=utf-8", MAIL_POLICY, html.getBytes(StandardCharsets.UTF_8));
  }

  private static Answer style() throws IOException {
    try (InputStream css = MailPages.class.getResourceAsStream("style.css")) {
      return new Answer(200, "text/css; charset=utf-8", Answer.PAGE_POLICY, css.readAllBytes());
    }
  }

  private static String linked(String text) {
    Matcher link = LINK.matcher(text);
    var out = new StringBuilder();
    int from = 0;
    while (link.find()) {
      String address = escape(link.group());
      out.append(escape(text.substring(from, link.start())));
      out.append("<a rel=\"noreferrer\" href=\"").append(address).append("\">");
      out.append(address).append("</a>");
      from = link.end();
    }
    return out.append(escape(text.substring(from))).toString();
  }

  private static String subject(Summary mail) {
    return mail.subject().isBlank() ? "(no subject)" : mail.subject();
  }

  private static String recipients(Summary mail) {
    return String.join(
        ", ",
        java.util.stream.Stream.of(mail.to(), mail.cc(), mail.bcc())
            .flatMap(List::stream)
            .map(Address::toString)
            .toList());
  }

  private static Answer page(int status, String title, String query, String body) {
    return Answer.page(status, PAGE.formatted(escape(title), escape(query), body));
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
