package io.imprimatur.review.approval.web;

import org.jsoup.Jsoup;
import org.jsoup.safety.Safelist;

/**
 * Whether a body may stand in a page of ours as it is. Every body is canonical HTML when drafting
 * submits it; but events are believed for what they say, not for how they look, so pages ask.
 */
final class SafeBody {

  private static final Safelist CANONICAL =
      new Safelist()
          .addTags("p", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "hr")
          .addTags("table", "caption", "thead", "tbody", "tfoot", "tr", "td", "th")
          .addTags("a", "strong", "em", "u", "s", "sub", "sup", "code", "br")
          .addAttributes("a", "href", "rel")
          .addProtocols("a", "href", "http", "https", "mailto")
          .addAttributes("td", "colspan", "rowspan")
          .addAttributes("th", "colspan", "rowspan", "scope");

  private SafeBody() {}

  static boolean is(String body) {
    return Jsoup.isValid(body, CANONICAL);
  }
}
