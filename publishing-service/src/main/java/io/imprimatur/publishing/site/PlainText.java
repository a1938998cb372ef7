package io.imprimatur.publishing.site;

import java.util.regex.Pattern;

/** The words of a body, without its markup. Only for bodies that the site's rules took. */
final class PlainText {

  private static final Pattern BETWEEN =
      Pattern.compile("(?:<(?!/?(?:a|strong|em|u|s|sub|sup|code)[ >])[^>]*>|\\s)+");
  private static final Pattern INSIDE = Pattern.compile("<[^>]*>");

  private PlainText() {}

  /** Blocks become parted by a line end; what stands inside a line keeps its place. */
  static String of(String body) {
    String lines = BETWEEN.matcher(body).replaceAll(m -> m.group().contains("<") ? "\n" : " ");
    return INSIDE
        .matcher(lines)
        .replaceAll("")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&")
        .strip();
  }
}
