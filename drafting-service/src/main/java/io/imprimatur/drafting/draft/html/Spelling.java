package io.imprimatur.drafting.draft.html;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;

/**
 * Writes allowed HTML in its one spelling: boxes unwrapped, loose text in paragraphs, white space
 * collapsed, nothing empty, a fixed order of attributes.
 */
final class Spelling {

  private static final Set<String> HEADINGS = Set.of("h2", "h3", "h4", "h5", "h6");
  private static final Set<String> LISTS = Set.of("ul", "ol");
  private static final Set<String> CELLS = Set.of("td", "th");
  private static final Set<String> SECTIONS = Set.of("thead", "tbody", "tfoot");
  private static final Set<String> BLOCKS =
      Stream.of(
              HEADINGS,
              LISTS,
              CELLS,
              SECTIONS,
              Allowed.BOXES,
              Set.of("p", "blockquote", "pre", "hr", "li", "table", "caption", "tr"))
          .flatMap(Set::stream)
          .collect(toUnmodifiableSet());

  private final Inline out = new Inline();
  private final LeftOut leftOut;

  private Spelling(LeftOut leftOut) {
    this.leftOut = leftOut;
  }

  static String of(String allowed, LeftOut leftOut) {
    Spelling spelling = new Spelling(leftOut);
    Element body = Jsoup.parseBodyFragment(allowed).body();
    for (Part part : Part.of(body, spelling.leftOut)) {
      spelling.write(part, true);
    }
    return spelling.out.toString();
  }

  static boolean isBlock(Node node) {
    return node instanceof Element element && BLOCKS.contains(element.normalName());
  }

  private void write(Part part, boolean wrapped) {
    switch (part) {
      case Part.Run run -> {
        if (wrapped) {
          wrap("p", run.nodes());
        } else {
          out.write(run.nodes());
        }
      }
      case Part.Block block -> block(block.element());
    }
  }

  private void block(Element element) {
    String name = element.normalName();
    if (name.equals("p") || HEADINGS.contains(name)) {
      wrap(name, element.childNodes());
    } else if (LISTS.contains(name)) {
      list(element);
    } else {
      switch (name) {
        case "blockquote" -> quote(element);
        case "pre" -> preformatted(element);
        case "hr" -> out.tag("<hr>");
        case "table" -> table(element);
        default ->
            // A piece of a table or list outside of one. The parser leaves none that holds text.
            Part.of(element, leftOut).forEach(part -> write(part, true));
      }
    }
  }

  private void wrap(String name, List<Node> nodes) {
    if (Inline.holdsText(nodes)) {
      out.tag("<" + name + ">");
      out.write(nodes);
      out.tag("</" + name + ">");
    }
  }

  private void quote(Element element) {
    int start = out.open("<blockquote>");
    Part.of(element, leftOut).forEach(part -> write(part, true));
    out.closeUnlessEmpty(start, "<blockquote>", "</blockquote>");
  }

  private void preformatted(Element element) {
    if (Inline.holdsText(element.childNodes())) {
      out.tag("<pre>");
      out.writePreformatted(element.childNodes());
      out.tag("</pre>");
    }
  }

  private void list(Element element) {
    String name = element.normalName();
    int start = out.open("<" + name + ">");
    for (Part part : Part.of(element, leftOut)) {
      int item = out.open("<li>");
      if (part instanceof Part.Block block && block.element().normalName().equals("li")) {
        content(block.element());
      } else {
        write(part, false);
      }
      out.closeUnlessEmpty(item, "<li>", "</li>");
    }
    out.closeUnlessEmpty(start, "<" + name + ">", "</" + name + ">");
  }

  /** What an item or a cell holds: one bare run of text, or several of them in paragraphs. */
  private void content(Element element) {
    List<Part> parts = Part.of(element, leftOut);
    boolean many = parts.stream().filter(Part.Run.class::isInstance).count() > 1;
    parts.forEach(part -> write(part, many));
  }

  private void table(Element element) {
    int start = out.open("<table>");
    element.children().stream()
        .filter(child -> child.normalName().equals("caption"))
        .limit(1)
        .forEach(child -> wrap("caption", child.childNodes()));
    int beforeRows = out.length();
    for (Element section : element.children()) {
      if (SECTIONS.contains(section.normalName())) {
        rows(section);
      }
    }
    if (out.length() == beforeRows) {
      out.backTo(start);
    } else {
      out.tag("</table>");
    }
  }

  private void rows(Element section) {
    String name = section.normalName();
    int start = out.open("<" + name + ">");
    for (Element row : section.children()) {
      int open = out.open("<tr>");
      for (Element cell : row.children()) {
        if (CELLS.contains(cell.normalName())) {
          out.tag(Attributes.startOfCell(cell));
          content(cell);
          out.tag("</" + cell.normalName() + ">");
        }
      }
      out.closeUnlessEmpty(open, "<tr>", "</tr>");
    }
    out.closeUnlessEmpty(start, "<" + name + ">", "</" + name + ">");
  }
}
