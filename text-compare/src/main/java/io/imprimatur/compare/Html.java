package io.imprimatur.compare;

import java.text.Normalizer;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/** Reads bodies and writes them in the same spelling: a canonical body comes out as it went in. */
final class Html {

  private Html() {}

  static List<Node> read(String html) {
    return Jsoup.parseBodyFragment(html).body().childNodes();
  }

  static String of(List<? extends Node> nodes) {
    StringBuilder out = new StringBuilder();
    nodes.forEach(node -> node.traverse(new Writer(out)));
    return out.toString();
  }

  static String start(Element element) {
    StringBuilder tag = new StringBuilder("<").append(element.normalName());
    for (Attribute each : element.attributes()) {
      tag.append(' ').append(each.getKey()).append("=\"");
      tag.append(text(each.getValue()).replace("\"", "&quot;")).append('"');
    }
    return tag.append('>').toString();
  }

  static String end(Element element) {
    return "</" + element.normalName() + ">";
  }

  static String text(String value) {
    String escaped = value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    if (!value.isEmpty()
        && value.charAt(0) >= 0x300
        && !Normalizer.isNormalized(">" + value.substring(0, 1), Normalizer.Form.NFC)) {
      // It would melt into the ">" of the tag before it.
      return "&#" + (int) value.charAt(0) + ";" + escaped.substring(1);
    }
    return escaped;
  }

  static boolean isVoid(Element element) {
    return element.normalName().equals("br") || element.normalName().equals("hr");
  }

  private record Writer(StringBuilder out) implements NodeVisitor {
    @Override
    public void head(Node node, int depth) {
      if (node instanceof TextNode t) {
        out.append(text(t.getWholeText()));
      } else if (node instanceof Element e) {
        out.append(start(e));
      }
    }

    @Override
    public void tail(Node node, int depth) {
      if (node instanceof Element e && !isVoid(e)) {
        out.append(end(e));
      }
    }
  }
}
