package io.imprimatur.drafting.draft.html;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/**
 * The canonical form as it grows. White space and line breaks wait until something readable follows
 * them, so none stands at an edge.
 */
final class Inline {

  private final StringBuilder out = new StringBuilder();
  private final StringBuilder text = new StringBuilder();
  private final Deque<String> open = new ArrayDeque<>();
  private boolean started;
  private boolean space;
  private int breaks;

  void tag(String tag) {
    flush();
    out.append(tag);
  }

  int open(String tag) {
    tag(tag);
    return out.length();
  }

  /** Ends an element, or forgets its start tag where nothing came since. */
  void closeUnlessEmpty(int since, String startTag, String endTag) {
    if (out.length() == since) {
      out.setLength(since - startTag.length());
    } else {
      tag(endTag);
    }
  }

  int length() {
    return out.length();
  }

  /** Forgets an element of which only the start tag, and nothing that counts, was written. */
  void backTo(int since) {
    out.setLength(out.lastIndexOf("<", since - 1));
  }

  @Override
  public String toString() {
    return out.toString();
  }

  /** Whether a reader would see anything of these nodes. */
  static boolean holdsText(List<? extends Node> nodes) {
    return nodes.stream().anyMatch(Inline::holdsText);
  }

  private static boolean holdsText(Node node) {
    return switch (node) {
      case TextNode t ->
          t.getWholeText().codePoints().anyMatch(io.imprimatur.events.Characters::isVisible);
      case Element e -> holdsText(e.childNodes());
      default -> false;
    };
  }

  /** One block's text, white space collapsed. */
  void write(List<Node> nodes) {
    started = false;
    space = false;
    breaks = 0;
    nodes.forEach(this::collapsed);
    flush();
    space = false;
    breaks = 0;
  }

  private void collapsed(Node node) {
    if (node instanceof TextNode t) {
      t.getWholeText().codePoints().forEach(this::collapsed);
    } else if (node instanceof Element e) {
      collapsed(e);
    }
  }

  private void collapsed(Element element) {
    if (element.normalName().equals("br")) {
      breaks++;
      space = false;
    } else if (Spelling.isBlock(element)) {
      space = true;
      element.childNodes().forEach(this::collapsed);
      space = true;
    } else {
      String start = startTag(element);
      if (start.isEmpty() || !holdsText(element)) {
        element.childNodes().forEach(this::collapsed);
      } else {
        settle();
        inside(element, start, this::collapsed);
      }
    }
  }

  private void inside(Element element, String start, Consumer<Node> write) {
    tag(start);
    open.push(element.normalName());
    element.childNodes().forEach(write);
    open.pop();
    tag("</" + element.normalName() + ">");
  }

  private void collapsed(int c) {
    if (isSpace(c)) {
      space = true;
    } else {
      settle();
      text.appendCodePoint(c);
      started = true;
    }
  }

  /** Writes the line breaks and the space that waited, now that something follows them. */
  private void settle() {
    if (started && breaks > 0) {
      flush();
      out.append("<br>".repeat(breaks));
    } else if (started && space) {
      text.append(' ');
    }
    breaks = 0;
    space = false;
  }

  /** Text whose white space counts. */
  void writePreformatted(List<Node> nodes) {
    int start = out.length();
    nodes.forEach(this::preformatted);
    flush();
    // A parser drops a line end right after <pre>, so none may stand there.
    int first = start;
    while (first < out.length() && out.charAt(first) == '\n') {
      first++;
    }
    out.delete(start, first);
    while (out.length() > start && out.charAt(out.length() - 1) == '\n') {
      out.setLength(out.length() - 1);
    }
  }

  private void preformatted(Node node) {
    if (node instanceof TextNode t) {
      text.append(t.getWholeText());
    } else if (node instanceof Element e) {
      String start = Spelling.isBlock(e) ? "" : startTag(e);
      if (e.normalName().equals("br")) {
        text.append('\n');
      } else if (start.isEmpty() || !holdsText(e)) {
        e.childNodes().forEach(this::preformatted);
      } else {
        inside(e, start, this::preformatted);
      }
    }
  }

  /** The start tag of an inline element; empty where it says nothing new. */
  private String startTag(Element element) {
    String name = element.normalName();
    if (open.contains(name)) {
      return "";
    }
    return switch (name) {
      case "a" -> Attributes.startOfLink(element);
      case "strong", "em", "u", "s", "sub", "sup", "code" -> "<" + name + ">";
      default -> "";
    };
  }

  private void flush() {
    if (!text.isEmpty()) {
      out.append(Characters.text(text.toString()));
      text.setLength(0);
    }
  }

  private static boolean isSpace(int c) {
    return c == ' ' || c == '\n' || c == '\t' || c == '\f' || c == '\r';
  }
}
