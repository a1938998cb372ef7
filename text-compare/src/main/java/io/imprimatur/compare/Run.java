package io.imprimatur.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/** The text of one block, and for each of its characters the marks around it. */
final class Run {

  /** In place of a mark's start tag: the character stands for a line break. */
  static final String BREAK = "<br>";

  private final StringBuilder text = new StringBuilder();
  private int[] marks = new int[16];
  private final List<List<String>> stacks = new ArrayList<>();

  static Run of(List<Node> content) {
    Run run = new Run();
    run.add(content, List.of());
    return run;
  }

  static Run plain(String text) {
    return of(List.of(new TextNode(text)));
  }

  private void add(List<Node> nodes, List<String> stack) {
    for (Node node : nodes) {
      if (node instanceof TextNode t) {
        add(t.getWholeText(), stack);
      } else if (node instanceof Element e && e.normalName().equals("br")) {
        add("\n", with(stack, BREAK));
      } else if (node instanceof Element e) {
        add(e.childNodes(), with(stack, Html.start(e)));
      }
    }
  }

  private static List<String> with(List<String> stack, String tag) {
    List<String> longer = new ArrayList<>(stack);
    longer.add(tag);
    return List.copyOf(longer);
  }

  private void add(String more, List<String> stack) {
    int from = text.length();
    text.append(more);
    if (marks.length < text.length()) {
      marks = Arrays.copyOf(marks, Math.max(text.length(), 2 * marks.length));
    }
    stacks.add(stack);
    Arrays.fill(marks, from, text.length(), stacks.size() - 1);
  }

  String text() {
    return text.toString();
  }

  String text(int from, int to) {
    return text.substring(from, to);
  }

  /** The start tags of the marks around a character, outermost first. */
  List<String> stack(int at) {
    return stacks.get(marks[at]);
  }

  /** Where the characters from here on have other marks, at most {@code end}. */
  int sameMarksUntil(int from, int end) {
    int at = from + 1;
    while (at < end && (marks[at] == marks[from] || stack(at).equals(stack(from)))) {
      at++;
    }
    return at;
  }

  int[] segments(Locale language) {
    return Segments.of(text(), language);
  }
}
