package io.imprimatur.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/**
 * A piece of a body that stands by itself: a paragraph, list, table, item, row or cell, or a bare
 * run of text inside an item or a cell.
 */
final class Block {

  enum Shape {
    TEXT,
    LIST,
    QUOTE,
    TABLE,
    SECTION,
    ROW,
    /** An item or a cell: holds a bare run of text, or blocks. */
    BOX,
    RULE
  }

  private static final Set<String> TEXTS =
      Set.of("p", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "caption");

  private final Element element;
  private final List<Node> content;
  private final String html;
  private final Locale language;
  private Features features;

  private Block(Element element, List<Node> content, String html, Locale language) {
    this.element = element;
    this.content = content;
    this.html = html;
    this.language = language;
  }

  static List<Block> read(String html, Locale language) {
    return of(Html.read(html), language);
  }

  /** The blocks that stand side by side here. Text and marks between them are runs. */
  static List<Block> of(List<Node> nodes, Locale language) {
    List<Block> blocks = new ArrayList<>();
    List<Node> run = new ArrayList<>();
    for (Node node : nodes) {
      if (node instanceof Element e && shape(e) != null) {
        addRun(blocks, run, language);
        blocks.add(new Block(e, e.childNodes(), Html.of(List.of(e)), language));
      } else {
        run.add(node);
      }
    }
    addRun(blocks, run, language);
    return blocks;
  }

  private static void addRun(List<Block> blocks, List<Node> run, Locale language) {
    String html = Html.of(run);
    if (!html.isEmpty()) {
      blocks.add(new Block(null, List.copyOf(run), html, language));
    }
    run.clear();
  }

  private static Shape shape(Element element) {
    String name = element.normalName();
    if (TEXTS.contains(name)) {
      return Shape.TEXT;
    }
    return switch (name) {
      case "ul", "ol" -> Shape.LIST;
      case "blockquote" -> Shape.QUOTE;
      case "table" -> Shape.TABLE;
      case "thead", "tbody", "tfoot" -> Shape.SECTION;
      case "tr" -> Shape.ROW;
      case "li", "td", "th" -> Shape.BOX;
      case "hr" -> Shape.RULE;
      default -> null;
    };
  }

  Shape shape() {
    return element == null ? Shape.TEXT : shape(element);
  }

  String html() {
    return html;
  }

  Locale language() {
    return language;
  }

  /** The start tag, empty for a bare run of text. */
  String start() {
    return element == null ? "" : Html.start(element);
  }

  String start(String cssClass) {
    String start = start();
    return start.isEmpty()
        ? ""
        : start.substring(0, start.length() - 1) + " class=\"" + cssClass + "\">";
  }

  String end() {
    return element == null || Html.isVoid(element) ? "" : Html.end(element);
  }

  List<Block> inner() {
    return of(content, language);
  }

  Run run() {
    return Run.of(content);
  }

  String content() {
    return Html.of(content);
  }

  /** What a reader reads, with a space where a block or a line ends. */
  String text() {
    StringBuilder text = new StringBuilder();
    for (Node node : content) {
      node.traverse(
          (each, depth) -> {
            if (each instanceof TextNode t) {
              text.append(t.getWholeText());
            } else if (each instanceof Element e
                && (shape(e) != null || e.normalName().equals("br"))) {
              text.append(' ');
            }
          });
    }
    return text.toString();
  }

  boolean spansRows() {
    return element.selectFirst("[rowspan]") != null;
  }

  Features features() {
    if (features == null) {
      features = Features.of(text(), language);
    }
    return features;
  }

  /** The block with everything in it as new ({@code ins}) or gone ({@code del}). */
  String whole(Mark mark) {
    return whole(mark, mark.block());
  }

  String whole(Mark mark, String cssClass) {
    return switch (shape()) {
      case TEXT -> start(cssClass) + (content.isEmpty() ? "" : mark.around(content())) + end();
      case RULE -> start(cssClass);
      default -> {
        StringBuilder out = new StringBuilder(start(cssClass));
        inner().forEach(block -> out.append(block.whole(mark, cssClass)));
        yield out.append(end()).toString();
      }
    };
  }
}
