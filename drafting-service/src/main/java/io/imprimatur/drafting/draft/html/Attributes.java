package io.imprimatur.drafting.draft.html;

import java.util.regex.Pattern;
import org.jsoup.nodes.Element;

/** The attributes that a body may have, in their fixed order and spelling. */
final class Attributes {

  private static final Pattern SPAN = Pattern.compile("[1-9][0-9]{0,2}");
  private static final Pattern SCOPE = Pattern.compile("col|row|colgroup|rowgroup");

  private Attributes() {}

  static String startOfCell(Element cell) {
    StringBuilder tag = new StringBuilder("<").append(cell.normalName());
    span(tag, cell, "colspan");
    span(tag, cell, "rowspan");
    if (cell.normalName().equals("th") && SCOPE.matcher(cell.attr("scope")).matches()) {
      tag.append(" scope=\"").append(cell.attr("scope")).append('"');
    }
    return tag.append('>').toString();
  }

  private static void span(StringBuilder tag, Element cell, String name) {
    String value = cell.attr(name);
    if (SPAN.matcher(value).matches() && !value.equals("1")) {
      tag.append(' ').append(name).append("=\"").append(value).append('"');
    }
  }

  /** The start tag of a link, or nothing where it leads nowhere. */
  static String startOfLink(Element link) {
    String href = link.attr("href");
    if (!Address.FORM.matcher(href).matches()) {
      return "";
    }
    return "<a href=\"" + Characters.attribute(href) + "\" rel=\"noopener\">";
  }
}
