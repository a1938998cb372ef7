package io.imprimatur.drafting.draft.imports;

import io.imprimatur.events.Characters;
import io.imprimatur.events.Text;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** A body and the title found in it. */
record Titled(String title, String body) {

  /** A first line above this length is a paragraph, no title. */
  private static final int LONGEST_LINE = 120;

  private static final String HEADINGS = "h2, h3, h4, h5, h6";

  static Titled of(String body, String fileName) {
    Document document = Jsoup.parseBodyFragment(body);
    Element first = document.body().firstElementChild();
    Element heading = document.body().selectFirst(HEADINGS);
    if (heading != null) {
      return new Titled(title(heading), heading == first ? without(first, body) : body);
    }
    boolean isLine =
        first != null
            && first.normalName().equals("p")
            && first.nextElementSibling() != null
            && first.selectFirst("br") == null
            && first.text().length() <= LONGEST_LINE;
    return isLine
        ? new Titled(title(first), without(first, body))
        : new Titled(cut(Characters.isVisible(fileName) ? fileName : "Untitled"), body);
  }

  private static String title(Element element) {
    return cut(element.text());
  }

  private static String cut(String title) {
    String plain = title.replaceAll("\\s+", " ").strip();
    if (plain.length() <= Text.MAX_TITLE) {
      return plain;
    }
    boolean splitsPair = Character.isHighSurrogate(plain.charAt(Text.MAX_TITLE - 1));
    return plain.substring(0, splitsPair ? Text.MAX_TITLE - 1 : Text.MAX_TITLE).strip();
  }

  /** The canonical body without its first block, byte for byte. */
  private static String without(Element first, String body) {
    String end = "</" + first.normalName() + ">";
    return body.substring(body.indexOf(end) + end.length());
  }
}
